/// One line around the first word found.
package struct Snippet: Equatable, Sendable {
  package var before: String
  /// From the word on.
  package var rest: String

  package init(before: String = "", rest: String) {
    self.before = before
    self.rest = rest
  }

  package var text: String { before + rest }

  /// With no more of what stands before the word than fits in so many characters.
  package func text(leading count: Int) -> String {
    before.count <= count ? text : "…" + before.suffix(max(0, count - 1)) + rest
  }
}
