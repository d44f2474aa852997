import Engine

/// Whether a call of a tool may run: all of what it would be given, and what its server says of it.
///
/// No key that allows works before the last line was on the screen, and none that was typed ahead: those go to the
/// prompt, for which they were meant.
package struct CallQuestion: Layer {
  let question: ToolQuestion
  private var typedAhead: TypedAhead
  private var top = 0
  /// All there is to read, for a width; another width breaks the lines anew.
  private var text: (width: Int, lines: [Line]) = (0, [])
  /// Lines of `text` that have been on the screen.
  private var reached = 0
  private var showsDescription = false
  /// A reason that is being written for a no.
  private var reason: String?

  init(_ question: ToolQuestion, in state: AppState) {
    self.question = question
    typedAhead = TypedAhead(in: state)
    text = (columns(state.size), laidOut(columns(state.size)))
  }

  /// Whether a key is an answer, and no longer one that was typed ahead.
  package func takesKeys(at now: Duration) -> Bool { typedAhead.isOver(at: now) }

  package mutating func handle(_ key: KeyPress, in state: inout AppState) -> LayerOutcome {
    note(state.size)
    if reason != nil { return write(key) }
    if typedAhead.take(key, in: &state) { return .stay() }
    if scroll(key, state.size) { return .stay() }
    switch key.typed {
    case "n": return answer(.no(because: nil))
    case "w": reason = ""
    case "d":
      showsDescription.toggle()
      (top, reached, text) = (0, 0, (0, []))
    case "y", "c", "a": return allow(key.typed ?? "y", &state)
    default: break
    }
    return .stay()
  }

  private func allow(_ key: Character, _ state: inout AppState) -> LayerOutcome {
    guard hasSeenAll(state.size) else {
      state.hint = CallQuestionMessages.readToTheEnd
      return .stay()
    }
    switch key {
    case "c" where allowsLonger: return answer(.forConversation)
    case "a" where allowsLonger && !question.tool.bindsArguments: return answer(.always)
    case "a", "c": return .stay()
    default: return answer(.once)
    }
  }

  /// Where the question is about how many calls were made, a yes is for this one.
  private var allowsLonger: Bool {
    switch question.reason {
    case .new, .changed, .readOutside: true
    case .repeated, .manyCalls: false
    }
  }

  private func answer(_ answer: ToolAnswer) -> LayerOutcome {
    .close([.engine(.answerTool(question: question.id, answer))])
  }

  private mutating func write(_ key: KeyPress) -> LayerOutcome {
    switch key.key {
    case .enter:
      let words = Substring(reason ?? "").trimmedOfSpace
      return answer(.no(because: words.isEmpty ? nil : words))
    case .backspace: _ = reason?.popLast()
    default: if let character = key.typed { reason?.append(character) }
    }
    return .stay()
  }

  /// Pasted text is a reason where one is being written; else it goes to the prompt. It never allows anything.
  package mutating func insert(_ text: String, in state: inout AppState) -> [Command]? {
    if reason != nil {
      reason? += text.filter { !$0.isNewline }
    } else {
      state.composer.paste(text)
    }
    return []
  }

  /// Esc ends the turn: what was not allowed by then is not run.
  package func cancel(in state: AppState) -> [Command] { [.engine(.stop)] }

  package mutating func scroll(by step: Int, in state: inout AppState) -> LayerOutcome {
    note(state.size)
    _ = scroll(KeyPress(step < 0 ? .up : .down), state.size)
    return .stay()
  }

  // MARK: What was seen

  private mutating func scroll(_ key: KeyPress, _ size: Size) -> Bool {
    let rows = rows(size)
    let last = max(0, lines(columns(size)).count - rows)
    switch key.key {
    case .up: top = max(0, top - 1)
    case .down: top = min(top + 1, last)
    case .pageUp: top = max(0, top - rows)
    case .pageDown: top = min(top + rows, last)
    case .home: top = 0
    case .end: top = last
    default: return false
    }
    note(size)
    return true
  }

  /// What stands on the screen now has been seen.
  private mutating func note(_ size: Size) {
    guard size.columns >= ScreenLayout.smallest.columns, size.rows >= ScreenLayout.smallest.rows
    else {
      reached = 0
      return
    }
    let width = columns(size)
    if text.width != width {
      text = (width, laidOut(width))
      reached = 0
    }
    // A larger box shows what was scrolled away.
    top = min(top, max(0, lines(width).count - rows(size)))
    reached = max(reached, top + rows(size))
  }

  private func hasSeenAll(_ size: Size) -> Bool { reached >= lines(columns(size)).count }

  private func columns(_ size: Size) -> Int { max(8, min(100, size.columns - 2) - 4) }

  /// Lines of arguments that are in view: the box without its frame and its foot.
  private func rows(_ size: Size) -> Int {
    max(1, min(lines(columns(size)).count, size.rows - 5 - foot(columns(size)).count))
  }

  // MARK: Lines

  private func lines(_ width: Int) -> [Line] {
    width == text.width ? text.lines : laidOut(width)
  }

  private func laidOut(_ width: Int) -> [Line] {
    let tool = question.tool
    var lines: [Line] = []
    func add(_ text: String, _ role: Role) {
      lines += Wrap.lines(Sanitizer.spans(text, Ink(role)), width: width)
    }
    if let warning = CallQuestionMessages.why(question.reason) { add(warning, .warning) }
    for change in question.changes { add(change.text, change.isAdded ? .notice : .error) }
    add("\(tool.server) · \(tool.name)", .heading)
    add(ToolListMessages.claims(tool), .faint)
    if tool.hidesCharacters { add(ToolListMessages.hidesCharacters, .warning) }
    lines.append(Line())
    let arguments = question.argumentLines
    if arguments.isEmpty { add(CallQuestionMessages.noArguments, .faint) }
    for (key, value) in arguments {
      let spans =
        Sanitizer.spans(key, Ink(.key)) + [Span("  ")] + Sanitizer.spans(value, Ink(.overlay))
      lines += Wrap.lines(spans, width: width)
    }
    if showsDescription {
      lines.append(Line())
      for line in tool.description.split(
        omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      {
        add(String(line), .overlay)
      }
    }
    return lines
  }

  private func foot(_ width: Int) -> [Line] {
    if let reason {
      return Wrap.lines(
        [
          Span(CallQuestionMessages.whyNot, Ink(.key)),
          Span(SafeText(foreign: reason + "▏"), Ink(.overlay)),
        ],
        width: width)
    }
    var keys: [(String, String)] = [("y", CallQuestionMessages.once)]
    if allowsLonger {
      keys.append(("c", CallQuestionMessages.forConversation))
      if !question.tool.bindsArguments { keys.append(("a", CallQuestionMessages.always)) }
    }
    keys += [
      ("n", CallQuestionMessages.notNow), ("w", CallQuestionMessages.notBecause),
      ("d", CallQuestionMessages.description),
    ]
    keys.append(("Esc", CallQuestionMessages.stopsTurn))
    return KeyLine.lines(keys, width: width)
  }

  package func draw(
    _ state: AppState, in screen: Rect, on surface: inout Surface
  ) -> Point? {
    let width = columns(screen.size)
    let (lines, foot) = (lines(width), foot(width))
    let rows = rows(screen.size)
    let box = LayerBox.rect(columns: width + 4, rows: rows + foot.count + 3, in: screen)
    let top = min(top, max(0, lines.count - rows))
    let below = lines.count - top - rows
    LayerBox.open(
      box,
      title: CallQuestionMessages.allow(
        number: question.number, of: question.count, above: top, below: below),
      on: &surface)
    let text = box.inset(columns: 2, rows: 1)
    for row in 0..<rows where top + row < lines.count {
      surface.write(
        lines[top + row], at: Point(column: text.column, row: text.row + row), in: text)
    }
    for (index, line) in foot.enumerated() {
      surface.write(
        line, at: Point(column: text.column, row: text.row + rows + 1 + index), in: text)
    }
    return nil
  }
}

extension AppState {
  /// A call waits for a word: it is asked for as soon as nothing else stands over the panes. A question that is over
  /// goes.
  mutating func noticeCallQuestion() {
    let shown = (layer as? CallQuestion)?.question
    guard shown != session.tools.question else { return }
    if shown != nil { layer = nil }
    guard layer == nil, let question = session.tools.question,
      question.id > input.openedQuestion
    else { return }
    input.openedQuestion = question.id
    layer = CallQuestion(question, in: self)
  }
}
