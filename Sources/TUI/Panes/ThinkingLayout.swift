import Engine

/// The thinking of one turn as lines, with its brackets.
///
/// `[` opens at the first thought; `]` closes it at the first answer, the end, a stop or an error.
package struct ThinkingLayout: PaneText {
  package private(set) var turn: Turn.ID?
  package private(set) var width = 0
  private var text: PlainLayout
  private var consumed = 0
  private var isOpen = false
  /// The second in which a line began, for lines where it is another one than before; sorted.
  private var seconds: [(line: Int, second: Int)] = []
  private var marksTaken = 0

  private let emoji: Sanitizer.Emoji

  package init(emoji: Sanitizer.Emoji = .safe) {
    self.emoji = emoji
    text = PlainLayout(width: 1, ink: Ink(.thinking), emoji: emoji)
  }

  /// One turn's thinking is shown, so it is the only one.
  package var turnCount: Int { 1 }
  package func layOut(_ turn: Int) -> PlainLayout { text }

  package func breaksAnew(_ source: PaneSource, width: Int) -> Bool {
    self.width > 1 && width != self.width && text.lineCount > 0
  }

  /// The second of the thinking in which a line began; `nil` where the line before says it.
  package func second(at place: Viewport.Place) -> Int? {
    let line = place.line
    var (low, high) = (0, seconds.count)
    while low < high {
      let middle = (low + high) / 2
      if seconds[middle].line < line { low = middle + 1 } else { high = middle }
    }
    return low < seconds.count && seconds[low].line == line ? seconds[low].second : nil
  }

  /// Takes what is new of a turn's thinking; another turn or width begins anew.
  package mutating func update(_ source: PaneSource, width: Int) {
    let turn = source.turn
    let reasoning = turn?.reply.reasoning ?? StreamText()
    let isSame = turn?.id == self.turn && width == self.width && reasoning.byteCount >= consumed
    let reopened = isSame && !isOpen && consumed > 0 && reasoning.byteCount > consumed
    if !isSame || reopened {
      self.turn = turn?.id
      self.width = width
      text = PlainLayout(width: max(1, width), ink: Ink(.thinking), emoji: emoji)
      consumed = 0
      isOpen = false
      seconds = []
      marksTaken = 0
    }
    guard let turn, !reasoning.isEmpty else { return }
    consume(reasoning, turn.reply.thinkingMarks)
    if isOpen, !turn.reply.isThinking {
      text.append("]")
      text.settle()
      isOpen = false
    }
  }

  private mutating func consume(_ reasoning: StreamText, _ marks: [ThinkingMark]) {
    var fresh = reasoning.suffix(from: consumed).utf8[...]
    while marksTaken < marks.count, marks[marksTaken].byte < reasoning.byteCount {
      let mark = marks[marksTaken]
      let before = fresh.prefix(max(0, mark.byte - consumed))
      append(String(Substring(before)))
      consumed += before.count
      fresh = fresh.dropFirst(before.count)
      record(mark.second)
      marksTaken += 1
    }
    append(String(Substring(fresh)))
    consumed = reasoning.byteCount
  }

  /// The next line that begins, or the last one while nothing stands on it.
  private mutating func record(_ second: Int) {
    let isFresh = text.lineCount == 0 || text.line(text.lineCount - 1).spans.isEmpty
    let line = isFresh ? max(0, text.lineCount - 1) : text.lineCount
    if let last = seconds.last, last.line == line { seconds.removeLast() }
    seconds.append((line, second))
  }

  private mutating func append(_ piece: String) {
    guard !piece.isEmpty else { return }
    if !isOpen, consumed == 0 {
      text.append("[")
      isOpen = true
    }
    text.append(piece)
  }
}

extension PlainLayout: PaneBlock {}
