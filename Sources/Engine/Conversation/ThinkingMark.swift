/// A moment of a thinking: what stands from this byte on came in this second of it.
///
/// At most one a second, so that a long thinking keeps few. The archive keeps none: a conversation
/// that is opened again shows its thinking without them.
package struct ThinkingMark: Equatable, Sendable {
  /// UTF-8 bytes into the thinking.
  package var byte: Int
  /// Whole seconds since the thinking began.
  package var second: Int
}
