/// Text as lines of a width, growing at its end.
///
/// What is settled is never parsed or wrapped twice while the width stays. The lines are the same
/// in whatever pieces the text came, and the line being written is among them.
package protocol TextLayout: Sendable {
  /// Columns. Setting another lays everything out anew.
  var width: Int { get set }
  var lineCount: Int { get }
  func line(_ index: Int) -> Line
  /// UTF-8 bytes appended so far, as they came.
  var byteCount: Int { get }
  mutating func append(_ text: String)
  /// No more text comes.
  mutating func settle()
}

extension TextLayout {
  /// All lines, for tests and exports.
  package var lines: [Line] { (0..<lineCount).map(line) }
}
