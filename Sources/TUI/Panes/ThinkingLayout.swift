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
  private var reworded = RewordedSentences()
  /// Lines with a sentence that came before in other words, and those with one that is new.
  private var repeatedLines: Set<Int> = []
  private var newLines: Set<Int> = []
  /// Where the sentence that is being written began.
  private var sentenceLine = 0
  /// The steps, while they are shown instead of every line.
  var outline: ThinkingOutline?

  /// Sentences that say again what was said before.
  package var repeats: Int { reworded.count }

  private let emoji: Sanitizer.Emoji

  package init(emoji: Sanitizer.Emoji = .safe) {
    self.emoji = emoji
    text = PlainLayout(width: 1, ink: Ink(.thinking), emoji: emoji)
  }

  /// One turn's thinking is shown, so it is the only one.
  package var turnCount: Int { 1 }
  package func layOut(_ turn: Int) -> ThinkingBlock { ThinkingBlock(text: text, outline: outline) }

  package func breaksAnew(_ source: PaneSource, width: Int) -> Bool {
    self.width > 1 && width != self.width && text.lineCount > 0
  }

  /// The second of the thinking in which a line began; `nil` where the line before says it.
  package func second(at place: Viewport.Place) -> Int? {
    guard let line = line(at: place) else { return nil }
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
      if let before = outline {
        outline = turn?.id == self.turn ? before.begunAnew() : ThinkingOutline()
      }
      self.turn = turn?.id
      self.width = width
      let indent = outline == nil ? 0 : ThinkingOutline.indent
      text = PlainLayout(width: max(1, width - indent), ink: Ink(.thinking), emoji: emoji)
      consumed = 0
      isOpen = false
      seconds = []
      marksTaken = 0
      reworded = RewordedSentences()
      (repeatedLines, newLines, sentenceLine) = ([], [], 0)
    }
    guard let turn, !reasoning.isEmpty else { return }
    consume(reasoning, turn.reply.thinkingMarks)
    if isOpen, !turn.reply.isThinking {
      text.append("]")
      text.settle()
      isOpen = false
    }
    outline?.update(text)
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
    var rest = piece.utf8[...]
    var taken = 0
    for sentence in reworded.consume(piece) {
      text.append(String(Substring(rest.prefix(sentence.end - taken))))
      rest = rest.dropFirst(sentence.end - taken)
      taken = sentence.end
      close(sentence)
    }
    text.append(String(Substring(rest)))
  }

  private mutating func close(_ sentence: RewordedSentences.Sentence) {
    let last = max(0, text.lineCount - 1)
    let isFresh = text.lineCount > 0 && text.line(last).spans.isEmpty
    let end = isFresh ? last - 1 : last
    if !sentence.isBlank, sentenceLine <= end {
      if sentence.repeats {
        repeatedLines.formUnion(sentenceLine...end)
      } else {
        newLines.formUnion(sentenceLine...end)
      }
    }
    sentenceLine = last
  }

  /// A line that says nothing new is dim.
  package func shown(_ line: Line, at place: Viewport.Place) -> Line {
    guard let number = self.line(at: place), repeatedLines.contains(number),
      !newLines.contains(number)
    else { return line }
    var dim = line
    for index in dim.spans.indices { dim.spans[index].ink = Ink(.faint) }
    return dim
  }
}

extension ThinkingLayout {
  mutating func setOutline(_ isOn: Bool, _ source: PaneSource) {
    outline = isOn ? ThinkingOutline() : nil
    // Laid out anew, for the marks of steps take columns.
    turn = nil
    update(source, width: width)
  }

  mutating func changeOutline(_ change: (inout ThinkingOutline, PlainLayout) -> Void) {
    guard var changed = outline else { return }
    outline = nil
    change(&changed, text)
    outline = changed
  }

  /// The line of the thinking that stands at a place.
  private func line(at place: Viewport.Place) -> Int? {
    guard let outline else { return place.line }
    return outline.rows.indices.contains(place.line) ? outline.rows[place.line].line : nil
  }
}

extension PlainLayout: PaneBlock {}
