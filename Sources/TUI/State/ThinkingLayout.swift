import Engine

/// The thinking of one turn as lines, with its brackets.
///
/// `[` opens at the first thought; `]` closes it at the first answer, the end, a stop or an error.
package struct ThinkingLayout: Sendable {
  package private(set) var turn: Turn.ID?
  private(set) var width = 0
  private var text: PlainLayout
  private var consumed = 0
  private var isOpen = false

  private let emoji: Washer.Emoji

  package init(emoji: Washer.Emoji = .safe) {
    self.emoji = emoji
    text = PlainLayout(width: 1, ink: Ink(.thinking), emoji: emoji)
  }

  package var lineCount: Int { text.lineCount }
  package func line(_ index: Int) -> Line { text.line(index) }

  /// Takes what is new of a turn's thinking; another turn or width begins anew.
  package mutating func update(_ turn: Turn?, width: Int) {
    let reasoning = turn?.reply.reasoning ?? StreamText()
    let isSame = turn?.id == self.turn && width == self.width && reasoning.byteCount >= consumed
    let reopened = isSame && !isOpen && consumed > 0 && reasoning.byteCount > consumed
    if !isSame || reopened {
      self.turn = turn?.id
      self.width = width
      text = PlainLayout(width: max(1, width), ink: Ink(.thinking), emoji: emoji)
      consumed = 0
      isOpen = false
    }
    guard let turn, !reasoning.isEmpty else { return }
    if consumed == 0 {
      text.append("[")
      isOpen = true
    }
    let fresh = reasoning.suffix(from: consumed)
    if !fresh.isEmpty { text.append(fresh) }
    consumed = reasoning.byteCount
    if isOpen, !turn.reply.isThinking {
      text.append("]")
      text.settle()
      isOpen = false
    }
  }
}
