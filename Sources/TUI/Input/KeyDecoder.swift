/// Turns the bytes a terminal sends into keys, pastes, mouse and focus events and reports.
///
/// Pure and incremental: a sequence may be cut anywhere, and bytes of an unknown one never turn
/// into typed text. It understands what xterm, VTE, rxvt, the Linux console, tmux and kitty send,
/// whether or not the terminal was asked for it.
///
/// A lone ESC is a key or the beginning of a sequence; only time tells, and how much of it depends on
/// what the terminal was asked for. While `wait` is not `nil`, the caller calls `flush` once so much
/// time has passed without another byte. No state outlives that: nothing can lock the keyboard.
package struct KeyDecoder {
  /// An ESC that nothing followed for so long was the key: as long as vim waits.
  private static let escapeWait: Duration = .milliseconds(100)
  /// The same while the mouse is in use, whose events may be cut behind their ESC.
  private static let mouseWait: Duration = .milliseconds(500)
  /// How long the rest of an answer or of a sequence that has begun may take on a slow line.
  private static let answerWait: Duration = .seconds(2)
  /// A paste whose end mark was lost ends after so much silence.
  private static let pasteWait: Duration = .seconds(3)
  /// What comes later than this behind an ESC is no Alt: keyboards send both at once.
  private static let altWait: Duration = .milliseconds(25)
  /// Answers that were asked for so long ago do not come any more.
  private static let longestAnswer: Duration = .seconds(10)
  /// Bytes kept of a sequence; what is longer is read to its end, but not understood.
  private static let longest = 64 * 1024

  private enum State {
    case ground
    case escape
    /// After `ESC [`.
    case control
    /// After `ESC O`, and `ESC [ [` of the Linux console's F1 to F5.
    case single, console
    /// After `ESC ]`, `ESC P` or `ESC _`: a string up to BEL or `ESC \`.
    case string(introducer: UInt8, atEscape: Bool)
    /// After `ESC [ M`: three bytes of a mouse event of before 1990.
    case oldMouse
    /// A scalar of more than one byte, typed with or without Alt.
    case scalar(length: Int, alt: Bool)
    case paste(PasteCollector)
  }

  private var state = State.ground
  private var body: [UInt8] = []
  /// The sequence had a second ESC before it: rxvt's Alt, or the Escape key just before.
  private var hasExtraEscape = false
  private var output: [TerminalInput] = []
  /// How long ago the terminal was asked something it has not answered yet; `nil`: nothing is due.
  private var sinceQuestion: Duration?
  /// How long ago the mouse said something.
  private var sinceMouse: Duration?
  /// The terminal reports Escape as a sequence (kitty's first flag), so a bare ESC begins one.
  private var escapeIsSequence = false
  /// How long ago an ESC was taken for the key because nothing followed it.
  private var sinceEscape: Duration?
  /// `nil`: what arrives together is not looked at.
  private var pasteDetector: PasteDetector?

  /// - Parameter detectsPastes: Each `decode` gets what one read of the terminal brought, so that lines
  ///   that come together are told from typing.
  package init(detectsPastes: Bool = false) {
    pasteDetector = detectsPastes ? PasteDetector() : nil
  }

  /// The terminal is being asked something: a bare ESC may be the beginning of its answer.
  package mutating func expectAnswer() { sinceQuestion = .zero }

  /// All that was asked has been answered, or never will be.
  package var awaitsAnswer: Bool { sinceQuestion.map { $0 < Self.longestAnswer } ?? false }

  /// Something is held back: how long until `flush` if no byte comes.
  package var wait: Duration? {
    switch state {
    case .ground: return nil
    case .paste: return Self.pasteWait
    case .oldMouse: return Self.answerWait
    case .scalar, .console: return Self.escapeWait
    case .control, .single, .string:
      if !body.isEmpty { return Self.answerWait }
      if case .string(_, true) = state { return Self.answerWait }
      return beginningWait
    case .escape: return beginningWait
    }
  }

  private var beginningWait: Duration {
    if awaitsAnswer || escapeIsSequence { return Self.answerWait }
    if let sinceMouse, sinceMouse < .seconds(1) { return Self.mouseWait }
    return Self.escapeWait
  }

  package mutating func decode(
    _ bytes: [UInt8], after elapsed: Duration = .zero
  ) -> [TerminalInput] {
    pass(elapsed)
    defer { output = [] }
    if elapsed >= Self.altWait { settleEscape(before: bytes) }
    if case .ground = state, let text = pasteDetector?.paste(in: bytes, after: elapsed) {
      output.append(.paste(text))
      return output
    }
    if isWayOut(bytes, after: elapsed) { endPaste() }
    var rest = bytes[...]
    if isTail(bytes), let introducer = rest.popFirst() {
      state =
        introducer == UInt8(ascii: "[")
        ? .control : .string(introducer: introducer, atEscape: false)
    }
    while let byte = rest.first {
      if case .paste(var collector) = state {
        // Out of `state`, so that the collector's buffer has one owner and is not copied.
        state = .ground
        guard let done = collector.take(rest) else {
          state = .paste(collector)
          break
        }
        output.append(.paste(done.text))
        pasteDetector?.sawMarks()
        rest = rest.dropFirst(done.count)
      } else {
        rest = rest.dropFirst()
        consume(byte)
      }
    }
    return output
  }

  private mutating func pass(_ elapsed: Duration) {
    sinceQuestion = sinceQuestion.map { $0 + elapsed }
    sinceMouse = sinceMouse.map { $0 + elapsed }
    sinceEscape = sinceEscape.map { $0 + elapsed }
  }

  /// The rest of a mouse event or an answer whose ESC came so long ago that it was taken for the key.
  /// Such things are not typed in one go.
  private func isTail(_ bytes: [UInt8]) -> Bool {
    guard case .ground = state, let sinceEscape, sinceEscape < Self.answerWait, bytes.count > 2
    else {
      return false
    }
    let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[2])
    let isAnswer = bytes.starts(with: "[?".utf8) || bytes.starts(with: "[<".utf8)
    return isAnswer && isDigit || bytes.starts(with: "]11;".utf8) || bytes.starts(with: "]52;".utf8)
  }

  /// A key pressed a moment after Escape is no Alt, though the Escape was still held back.
  private mutating func settleEscape(before bytes: [UInt8]) {
    guard case .escape = state, let next = bytes.first else { return }
    guard !"[O]P_\u{1B}".utf8.contains(next) else { return }
    finish(typed: KeyPress(.escape))
  }

  /// Ctrl+C alone, a good while after the last byte of a paste that does not end.
  private func isWayOut(_ bytes: [UInt8], after elapsed: Duration) -> Bool {
    guard case .paste = state else { return false }
    return bytes == [0x03] && elapsed >= .milliseconds(250)
  }

  /// Its end mark was lost; what came is kept.
  private mutating func endPaste() {
    guard case .paste(let collector) = state else { return }
    state = .ground
    if !collector.text.isEmpty { output.append(.paste(collector.text)) }
  }

  /// `wait` has passed: decides that a lone ESC was the key, and `ESC [` the key Alt+[. What else was
  /// begun is given up, and never typed.
  package mutating func flush() -> [TerminalInput] {
    if let wait { pass(wait) }
    switch state {
    case .ground: return []
    case .paste: endPaste()
    case .escape:
      finish(typed: KeyPress(.escape))
      sinceEscape = .zero
    case .control where body.isEmpty: finish(typed: .alt(UInt8(ascii: "[")))
    case .single where body.isEmpty: finish(typed: .alt(UInt8(ascii: "O")))
    case .string(let introducer, false) where body.isEmpty: finish(typed: .alt(introducer))
    case .scalar, .control, .single, .console, .string, .oldMouse: begin(.ground)
    }
    defer { output = [] }
    return output
  }

  // MARK: One byte

  private mutating func consume(_ byte: UInt8) {
    switch state {
    case .ground: consumeFirst(byte, alt: false)
    case .escape: consumeAfterEscape(byte)
    case .control: consumeControl(byte)
    case .single: consumeSingle(byte)
    case .console: finish(sequence: .console(byte))
    case .string(let introducer, let atEscape): consumeString(byte, introducer, atEscape)
    case .oldMouse:
      body.append(byte)
      if body.count == 3 { finish(event: Mouse(oldBytes: body).map { .mouse($0) }) }
    case .scalar(let length, let alt): consumeContinuation(byte, length, alt)
    case .paste: break
    }
  }

  private mutating func consumeFirst(_ byte: UInt8, alt: Bool) {
    switch byte {
    case 0x1b: begin(.escape)
    case 0x00...0x7f: finish(typed: alt ? .alt(byte) : .plain(byte))
    case 0xc2...0xdf: beginScalar(byte, length: 2, alt: alt)
    case 0xe0...0xef: beginScalar(byte, length: 3, alt: alt)
    case 0xf0...0xf4: beginScalar(byte, length: 4, alt: alt)
    default: begin(.ground)
    }
  }

  private mutating func consumeAfterEscape(_ byte: UInt8) {
    switch byte {
    case 0x1b where hasExtraEscape: output.append(.key(KeyPress(.escape)))
    case 0x1b: hasExtraEscape = true
    case UInt8(ascii: "["): state = .control
    case UInt8(ascii: "O"): state = .single
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"):
      state = .string(introducer: byte, atEscape: false)
    default: consumeFirst(byte, alt: true)
    }
  }

  private mutating func consumeControl(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "[") where body.isEmpty: state = .console
    case UInt8(ascii: "M") where body.isEmpty: state = .oldMouse
    case UInt8(ascii: "$") where KeyPress.isNumber(body): finishControl(byte)
    case 0x20...0x3f: if body.count < Self.longest { body.append(byte) }
    case 0x40...0x7e: finishControl(byte)
    default: interrupt(with: byte, as: UInt8(ascii: "["))
    }
  }

  private mutating func consumeSingle(_ byte: UInt8) {
    switch byte {
    case 0x30...0x39, 0x3b: if body.count < Self.longest { body.append(byte) }
    case 0x40...0x7e: finish(sequence: .single(body: body, final: byte))
    default: interrupt(with: byte, as: UInt8(ascii: "O"))
    }
  }

  private mutating func consumeString(_ byte: UInt8, _ introducer: UInt8, _ atEscape: Bool) {
    if byte == 0x07 || (atEscape && byte == UInt8(ascii: "\\")) {
      finish(event: .report(String(decoding: body, as: UTF8.self)))
    } else if atEscape {
      // Not the end mark: the string was cut off, and a new sequence begins.
      begin(.escape)
      consume(byte)
    } else if byte == 0x1b {
      state = .string(introducer: introducer, atEscape: true)
    } else if byte < 0x20, body.isEmpty || [0x03, 0x18, 0x1a].contains(byte) {
      // What terminals themselves end a string by, and Ctrl+C, which has to get through.
      interrupt(with: byte, as: introducer)
    } else if body.count < Self.longest {
      body.append(byte)
    }
  }

  private mutating func consumeContinuation(_ byte: UInt8, _ length: Int, _ alt: Bool) {
    guard byte & 0xc0 == 0x80 else {
      begin(.ground)
      return consume(byte)
    }
    body.append(byte)
    guard body.count == length else { return }
    guard let typed = String(validating: body, as: UTF8.self), let character = typed.first,
      typed.unicodeScalars.count == 1
    else { return begin(.ground) }
    // U+0080…9f are controls; no keyboard types them.
    guard typed.unicodeScalars.allSatisfy({ $0.value >= 0xa0 }) else { return begin(.ground) }
    finish(typed: .typed(character, alt ? .alt : []))
  }

  // MARK: Beginnings and ends

  private mutating func begin(_ next: State) {
    body.removeAll(keepingCapacity: true)
    hasExtraEscape = false
    state = next
  }

  private mutating func beginScalar(_ byte: UInt8, length: Int, alt: Bool) {
    body = [byte]
    state = .scalar(length: length, alt: alt)
  }

  /// A byte that no sequence of this kind holds: what came before was a key of its own.
  private mutating func interrupt(with byte: UInt8, as introducer: UInt8) {
    if body.isEmpty { finish(typed: .alt(introducer)) } else { begin(.ground) }
    consume(byte)
  }

  private mutating func finishControl(_ final: UInt8) {
    let sequence = ControlSequence(body: body, final: final)
    switch sequence.meaning {
    case .key(let key): finish(sequence: key)
    case .mouse(let mouse):
      sinceMouse = .zero
      finish(event: .mouse(mouse))
    case .focus(let hasFocus): finish(event: .focus(hasFocus))
    case .report:
      noteReport(TerminalReport(String(decoding: body + [final], as: UTF8.self)))
      finish(event: .report(String(decoding: body + [final], as: UTF8.self)))
    case .pasteStart:
      finish(event: nil)
      state = .paste(PasteCollector())
    case nil: begin(.ground)
    }
  }

  private mutating func noteReport(_ report: TerminalReport) {
    switch report {
    // Every terminal answers this, and it was asked last.
    case .attributes: sinceQuestion = nil
    case .kittyKeyboard(let flags): escapeIsSequence = flags & 1 != 0
    default: break
    }
  }

  /// A typed key. An ESC still held back before it was the Escape key.
  private mutating func finish(typed key: KeyPress) {
    if hasExtraEscape { output.append(.key(KeyPress(.escape))) }
    output.append(.key(key))
    begin(.ground)
  }

  /// A key sent as a sequence. An extra ESC before it is how rxvt says Alt.
  private mutating func finish(sequence key: KeyPress?) {
    if var key {
      if hasExtraEscape { key.modifiers.insert(.alt) }
      output.append(.key(key))
    }
    begin(.ground)
  }

  private mutating func finish(event: TerminalInput?) {
    if hasExtraEscape { output.append(.key(KeyPress(.escape))) }
    if let event { output.append(event) }
    begin(.ground)
  }
}
