/// Turns the bytes a terminal sends into keys, pastes, mouse and focus events and reports.
///
/// Pure and incremental: a sequence may be cut anywhere, and bytes of an unknown one never turn
/// into typed text. It understands what xterm, VTE, rxvt, the Linux console, tmux and kitty send,
/// whether or not the terminal was asked for it.
///
/// A lone ESC is a key or the beginning of a sequence; only time tells. While `isWaiting`, the
/// caller calls `flush` after 25 ms without another byte.
package struct KeyDecoder {
  /// How often a long unfinished sequence outlives `flush`: 8 × 25 ms, for a slow connection.
  private static let patience = 8
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
  private var flushes = 0
  private var output: [TerminalInput] = []

  package init() {}

  /// An unfinished sequence is held back, so `flush` has to follow if no byte does.
  package var isWaiting: Bool {
    switch state {
    case .ground, .paste: false
    case .escape, .control, .single, .console, .string, .oldMouse, .scalar: true
    }
  }

  package mutating func decode(_ bytes: [UInt8]) -> [TerminalInput] {
    flushes = 0
    var rest = bytes[...]
    while let byte = rest.first {
      if case .paste(var collector) = state {
        // Out of `state`, so that the collector's buffer has one owner and is not copied.
        state = .ground
        guard let done = collector.take(rest) else {
          state = .paste(collector)
          break
        }
        output.append(.paste(done.text))
        rest = rest.dropFirst(done.count)
      } else {
        rest = rest.dropFirst()
        take(byte)
      }
    }
    defer { output = [] }
    return output
  }

  /// Time has passed: decides that a lone ESC was the key, and `ESC [` the key Alt+[.
  package mutating func flush() -> [TerminalInput] {
    switch state {
    case .ground, .paste: return []
    case .escape: finish(typed: KeyPress(.escape))
    case .control where body.isEmpty: finish(typed: .alt(UInt8(ascii: "[")))
    case .single where body.isEmpty: finish(typed: .alt(UInt8(ascii: "O")))
    case .string(let introducer, false) where body.isEmpty: finish(typed: .alt(introducer))
    case .scalar: begin(.ground)
    case .control, .single, .console, .string, .oldMouse:
      flushes += 1
      if flushes >= Self.patience { begin(.ground) }
    }
    defer { output = [] }
    return output
  }

  // MARK: One byte

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .ground: takeFirst(byte, alt: false)
    case .escape: takeAfterEscape(byte)
    case .control: takeControl(byte)
    case .single: takeSingle(byte)
    case .console: finish(sequence: .console(byte))
    case .string(let introducer, let atEscape): takeString(byte, introducer, atEscape)
    case .oldMouse:
      body.append(byte)
      if body.count == 3 { finish(event: Mouse(oldBytes: body).map { .mouse($0) }) }
    case .scalar(let length, let alt): takeContinuation(byte, length, alt)
    case .paste: break
    }
  }

  private mutating func takeFirst(_ byte: UInt8, alt: Bool) {
    switch byte {
    case 0x1b: begin(.escape)
    case 0x00...0x7f: finish(typed: alt ? .alt(byte) : .plain(byte))
    case 0xc2...0xdf: beginScalar(byte, length: 2, alt: alt)
    case 0xe0...0xef: beginScalar(byte, length: 3, alt: alt)
    case 0xf0...0xf4: beginScalar(byte, length: 4, alt: alt)
    default: begin(.ground)
    }
  }

  private mutating func takeAfterEscape(_ byte: UInt8) {
    switch byte {
    case 0x1b where hasExtraEscape: output.append(.key(KeyPress(.escape)))
    case 0x1b: hasExtraEscape = true
    case UInt8(ascii: "["): state = .control
    case UInt8(ascii: "O"): state = .single
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"):
      state = .string(introducer: byte, atEscape: false)
    default: takeFirst(byte, alt: true)
    }
  }

  private mutating func takeControl(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "[") where body.isEmpty: state = .console
    case UInt8(ascii: "M") where body.isEmpty: state = .oldMouse
    case UInt8(ascii: "$") where KeyPress.isNumber(body): finishControl(byte)
    case 0x20...0x3f: if body.count < Self.longest { body.append(byte) }
    case 0x40...0x7e: finishControl(byte)
    default: interrupt(with: byte, as: UInt8(ascii: "["))
    }
  }

  private mutating func takeSingle(_ byte: UInt8) {
    switch byte {
    case 0x30...0x39, 0x3b: if body.count < Self.longest { body.append(byte) }
    case 0x40...0x7e: finish(sequence: .single(body: body, final: byte))
    default: interrupt(with: byte, as: UInt8(ascii: "O"))
    }
  }

  private mutating func takeString(_ byte: UInt8, _ introducer: UInt8, _ atEscape: Bool) {
    if byte == 0x07 || (atEscape && byte == UInt8(ascii: "\\")) {
      finish(event: .report(String(decoding: body, as: UTF8.self)))
    } else if atEscape {
      // Not the end mark: the string was cut off, and a new sequence begins.
      begin(.escape)
      take(byte)
    } else if byte == 0x1b {
      state = .string(introducer: introducer, atEscape: true)
    } else if byte < 0x20, body.isEmpty {
      interrupt(with: byte, as: introducer)
    } else if body.count < Self.longest {
      body.append(byte)
    }
  }

  private mutating func takeContinuation(_ byte: UInt8, _ length: Int, _ alt: Bool) {
    guard byte & 0xc0 == 0x80 else {
      begin(.ground)
      return take(byte)
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
    take(byte)
  }

  private mutating func finishControl(_ final: UInt8) {
    let sequence = ControlSequence(body: body, final: final)
    switch sequence.meaning {
    case .key(let key): finish(sequence: key)
    case .mouse(let mouse): finish(event: .mouse(mouse))
    case .focus(let hasFocus): finish(event: .focus(hasFocus))
    case .report: finish(event: .report(String(decoding: body + [final], as: UTF8.self)))
    case .pasteStart:
      finish(event: nil)
      state = .paste(PasteCollector())
    case nil: begin(.ground)
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
