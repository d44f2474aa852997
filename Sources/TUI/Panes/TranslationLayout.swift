import Engine

/// A turn's thinking in another language, as lines.
package struct TranslationLayout: PaneText {
  package private(set) var width = 0
  private var turn: Turn.ID?
  private var text: PlainLayout
  private let emoji: Sanitizer.Emoji

  package init(emoji: Sanitizer.Emoji = .safe) {
    self.emoji = emoji
    text = PlainLayout(width: 1, ink: Ink(.thinking), emoji: emoji)
  }

  package var turnCount: Int { 1 }
  package func layOut(_ turn: Int) -> PlainLayout { text }

  package func breaksAnew(_ source: PaneSource, width: Int) -> Bool {
    self.width > 1 && width != self.width && text.lineCount > 0
  }

  package mutating func update(_ source: PaneSource, width: Int) {
    let words = source.translation?.text ?? StreamText()
    if source.translation?.turn != turn || width != self.width || words.byteCount < text.byteCount {
      turn = source.translation?.turn
      self.width = width
      text = PlainLayout(width: max(1, width), ink: Ink(.thinking), emoji: emoji)
    }
    text.append(words.suffix(from: text.byteCount))
  }
}
