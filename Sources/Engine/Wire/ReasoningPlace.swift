/// Where in a reply's plain text we are, and what a marker means there.
///
/// Knows nothing of how the text is cut; `ReasoningSplitter` reads it and tells what it found.
struct ReasoningPlace: Sendable {
  private enum Part: Equatable {
    /// Nothing but white space so far.
    case opening
    case answer
    case thinking(Block)
    /// Inside harmony's `<|start|>assistant<|channel|>final<|message|>`.
    case header
  }

  /// What closes the block that is open.
  private enum Block: Equatable {
    case tag(ReasoningMarker.Tag)
    /// The prompt opened it; any closing tag will do.
    case implicit
    case harmony
    case bareHarmony
  }

  /// No header of harmony is longer than this, in bytes.
  private static let longestHeader = 256

  private var part: Part
  private var code = CodeTracker()
  private var header: [UInt8] = []
  /// The block or the answer now being written has no word yet.
  private var isBlank = true
  private var hasSaidText = false
  private var hasSaidReasoning = false
  /// A block was opened or closed by a marker, so text outside of it is no thinking.
  private var hasSeenBlock = false
  /// Openers inside the block whose closing tags are still to come.
  private var nested = 0
  private var hadTextBeforeBlock = false
  /// The next block's words begin a new paragraph of thinking.
  private var needsBreak = false
  /// Line breaks at the end of the thinking so far; before a closing tag they belong to the tag.
  private var heldBreaks = ""
  /// The server sends thinking in a field of its own.
  private var isSeparated = false
  /// The last plain byte.
  private var lastByte: UInt8 = 0x0A
  /// Openers inside the code block that the thinking quotes, whose closing tags are quoted, too.
  private var quotedOpeners = 0

  init(startsThinking: Bool) {
    part = startsThinking ? .thinking(.implicit) : .opening
  }

  var isOpening: Bool { part == .opening }
  var isHeader: Bool { part == .header }

  /// Whether a word, not a bracket, may be a marker here: harmony with its tokens stripped.
  var knowsBareWords: Bool { part == .opening || part == .thinking(.bareHarmony) }

  /// The server parts thinking from answer itself. Whether that ended a block we had assumed.
  mutating func serverSeparates() -> Bool {
    isSeparated = true
    guard part == .thinking(.implicit), isBlank else { return false }
    part = .opening
    return true
  }

  /// Takes notice of one plain byte.
  mutating func record(_ byte: UInt8, isSpace: Bool) {
    if part == .opening {
      guard !isSpace else { return }
      part = .answer
    }
    if !isSpace { isBlank = false }
    code.read(byte)
    lastByte = byte
    if !code.isInFence { quotedOpeners = 0 }
  }

  /// What came before any word is an answer after all.
  mutating func settleOpening() {
    if part == .opening { part = .answer }
  }

  mutating func emit(_ text: String, into deltas: inout [Delta]) {
    guard case .thinking = part else {
      hasSaidText = true
      deltas.append(.text(text))
      return
    }
    let whole = heldBreaks + text
    let breaks = whole.utf8.reversed().prefix { $0 == UInt8(ascii: "\n") }.count
    heldBreaks = String(repeating: "\n", count: breaks)
    guard breaks < whole.utf8.count else { return }
    if needsBreak, hasSaidReasoning { deltas.append(.reasoning("\n\n")) }
    needsBreak = false
    hasSaidReasoning = true
    deltas.append(.reasoning(String(decoding: whole.utf8.dropLast(breaks), as: UTF8.self)))
  }

  /// The thinking was cut, not closed: its last line breaks are its own.
  mutating func settleBreaks(into deltas: inout [Delta]) {
    guard !heldBreaks.isEmpty else { return }
    deltas.append(.reasoning(heldBreaks))
    heldBreaks = ""
  }

  /// Whether a marker would mean something here.
  func counts(_ marker: ReasoningMarker) -> Bool {
    switch (part, marker) {
    case (.opening, .bareFinal): false
    case (.opening, _): true
    case (.header, .harmony): true
    case (.header, _): false
    case (.answer, .open(.reasoning)): !code.isInCode && isBlank
    case (.answer, .open): !code.isInCode && (isBlank || code.isAtLineStart)
    case (.answer, .close(.reasoning)): !code.isInCode && isBlank
    case (.answer, .close):
      !code.isInCode && (isBlank || textIsReasoning || code.isAtLineStart)
    case (.answer, .harmony): !code.isInCode
    case (.answer, .bareAnalysis), (.answer, .bareFinal): false
    case (.thinking(.tag(let open)), .close(let tag)): open == tag
    case (.thinking(.implicit), .close): true
    case (.thinking(.harmony), .harmony), (.thinking(.implicit), .harmony): true
    case (.thinking(.bareHarmony), .bareFinal): true
    case (.thinking, .open): isBlank || !code.isInCode || code.isInFence
    case (.thinking, _): false
    }
  }

  /// An opener in the midst of thinking stays there as text, but its closing tag will come too.
  mutating func keepsAsText(_ marker: ReasoningMarker) -> Bool {
    guard case .open = marker, case .thinking = part, !isBlank else { return false }
    if code.isInFence { quotedOpeners += 1 } else { nested += 1 }
    return true
  }

  enum Quotation { case quoted, unquoted, dependsOnNext }

  /// Whether a closing tag inside the thinking is only spoken of: between two quotation marks of a kind,
  /// behind its own opener in a code block, or in the midst of a line of one.
  ///
  /// - Parameter next: The byte behind it, where it has come.
  mutating func quotes(_ marker: ReasoningMarker, after next: UInt8?) -> Quotation {
    guard case .close = marker, case .thinking = part, !isBlank else { return .unquoted }
    if code.isInFence {
      guard quotedOpeners == 0 else {
        quotedOpeners -= 1
        return .quoted
      }
      return code.isAtIndent ? .unquoted : .quoted
    }
    guard "`\"'".utf8.contains(lastByte) else { return .unquoted }
    guard let next else { return .dependsOnNext }
    return next == lastByte ? .quoted : .unquoted
  }

  /// All text so far belongs to a block whose closing tag comes now.
  private var textIsReasoning: Bool {
    !isSeparated && (!hasSeenBlock || (nested > 0 && !hadTextBeforeBlock))
  }

  /// Passes a marker. Whether white space behind it belongs to it.
  mutating func pass(_ marker: ReasoningMarker, into deltas: inout [Delta]) -> Bool {
    switch marker {
    case .open(let tag):
      if case .thinking = part {} else { think(.tag(tag)) }
      return true
    case .close: return close(into: &deltas)
    case .bareAnalysis: think(.bareHarmony)
    case .bareFinal: answer()
    case .harmony(let token): pass(token, into: &deltas)
    }
    return false
  }

  private mutating func close(into deltas: inout [Delta]) -> Bool {
    if part == .answer, !isBlank {
      // A closing tag alone on a line, with no block it could end, is only a model's stutter.
      guard textIsReasoning else { return false }
      moveTextToReasoning(into: &deltas)
      nested = max(0, nested - 1)
    }
    answer()
    return true
  }

  private mutating func moveTextToReasoning(into deltas: inout [Delta]) {
    if hasSaidText { deltas.append(.textWasReasoning) }
    (hasSaidText, hasSaidReasoning) = (false, true)
  }

  private mutating func think(_ block: Block) {
    part = .thinking(block)
    hadTextBeforeBlock = hasSaidText
    nested = 0
    needsBreak = hasSaidReasoning
    beginPart()
  }

  private mutating func answer() {
    part = .answer
    beginPart()
  }

  private mutating func beginPart() {
    heldBreaks = ""
    hasSeenBlock = true
    isBlank = true
    code = CodeTracker()
  }
}

extension ReasoningPlace {
  private mutating func pass(_ token: ReasoningMarker.Token, into deltas: inout [Delta]) {
    switch token {
    case .start, .channel:
      part = .header
      header = []
    case .message: if part == .header { enterChannel(into: &deltas) }
    case .constrain: break
    case .end, .return, .call: if part != .answer { part = .opening }
    }
  }

  /// One byte of a header, which is given up as text when it grows too long.
  mutating func read(header byte: UInt8, into deltas: inout [Delta]) {
    header.append(byte)
    if header.count > Self.longestHeader, endsScalar { giveUpHeader(into: &deltas) }
  }

  /// The header's last byte is the last of a scalar, so that it can be made text.
  private var endsScalar: Bool {
    let tail = header.reversed().prefix { $0 & 0xC0 == 0x80 }.count
    guard tail < header.count else { return true }
    let missing = (~header[header.count - 1 - tail]).leadingZeroBitCount - 1
    return tail >= missing
  }

  /// The text ends within a header: it is markup if it looks like it.
  mutating func settleHeader(into deltas: inout [Delta]) {
    let names = ["assistant", "analysis", "commentary", "final"]
    if let word = headerWords.first, !names.contains(word) { giveUpHeader(into: &deltas) }
  }

  private var headerWords: [String] {
    String(decoding: header, as: UTF8.self).split(separator: " ").map(String.init)
  }

  private mutating func giveUpHeader(into deltas: inout [Delta]) {
    part = .answer
    isBlank = false
    emit(String(decoding: header, as: UTF8.self), into: &deltas)
  }

  /// The header is read: its first word is the channel.
  private mutating func enterChannel(into deltas: inout [Delta]) {
    let words = headerWords
    switch words.first {
    case "analysis", "thought": think(.harmony)
    case "commentary":
      let recipient = words.first { $0.hasPrefix("to=") }?.dropFirst("to=".count)
      guard let recipient else { return answer() }
      deltas.append(.toolCall(named: String(recipient)))
      think(.harmony)
    default:
      if textIsReasoning { moveTextToReasoning(into: &deltas) }
      answer()
    }
  }
}
