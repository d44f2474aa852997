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

  /// How a notice about a key ends; an error about the same key does not.
  static let ignored = "Ignored."

  /// The same as an error says it.
  var errorText: String {
    text.hasSuffix(" " + Self.ignored) ? String(text.dropLast(Self.ignored.count + 1)) : text
  }
}
