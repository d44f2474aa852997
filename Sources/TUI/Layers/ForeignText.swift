/// A stranger's text as lines of a page: what a server sends is bounded here as it is in the engine.
enum ForeignText {
  static func lines(_ text: String, _ role: Role) -> [Line] {
    guard !text.isEmpty else { return [] }
    return Sanitizer.sanitize(String(text.prefix(64 << 10)))
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { Line(SafeText(foreign: String($0)), Ink(role)) }
  }
}
