/// Something about the configuration that the user should know and that stops nothing.
package struct Notice: Equatable, Sendable {
  /// One sentence or two, beginning with the place.
  package var text: String
  package var place: TOMLValue.Place?
  /// A key that is known, with a value it cannot have.
  var isWrongValue = false

  package init(_ text: String, at place: TOMLValue.Place? = nil) {
    self.text = text
    self.place = place
  }

  /// The same as an error says it.
  var errorText: String {
    let ending = ProfilesKeyMessages.ignored
    return text.hasSuffix(ending) ? String(text.dropLast(ending.count)) : text
  }
}
