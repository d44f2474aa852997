/// A noun in the number that a count asks for: a message never writes `1 turns` or `turn(s)`.
package enum Plural {
  /// `1 turn`, `3 turns`; `plural` where an `s` does not make it: `1 reply`, `2 replies`.
  package static func count(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(count) \(of(count, noun, plural))"
  }

  /// The word alone, where the sentence writes the number elsewhere or not at all.
  package static func of(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    count == 1 ? noun : plural ?? noun + "s"
  }
}
