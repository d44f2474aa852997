/// Parts a model's plain text into thinking and answer, by the markup models leave in it.
///
/// Knows `<think>` and its kin, harmony's channels, and what servers make of them: openers that
/// stayed in the prompt, blocks reopened, nested, empty or never closed. Markup in code is text.
/// Holds back no more than what may still become a marker, so text is never late by more than that.
///
/// The rules are those of Ollama's `thinking/parser.go`, extended: a block opens before the first
/// word of the answer, or later at the beginning of a line.
package struct ReasoningSplitter: Sendable {
  /// White space before the first word may precede a marker; more than this is let go, in bytes.
  private static let patience = 256

  private var place: ReasoningPlace
  private var pending: [UInt8] = []
  /// White space behind a tag belongs to the markup.
  private var eatsSpace: Bool

  /// `startsThinking`: the model's template opens the block in the prompt, so that no opener comes.
  package init(startsThinking: Bool = false) {
    place = ReasoningPlace(startsThinking: startsThinking)
    eatsSpace = startsThinking
  }

  /// The server parts thinking from answer itself; what comes here is the answer.
  package mutating func serverSeparates() {
    if place.serverSeparates() { eatsSpace = false }
  }

  package mutating func split(_ text: String, into deltas: inout [Delta]) {
    var text = text
    guard text.withUTF8({ passPlain($0) }) else {
      pending.append(contentsOf: text.utf8)
      return scan(isLast: false, into: &deltas)
    }
    place.emit(text, into: &deltas)
  }

  /// Takes notice of words that need not be held back and begin no marker, as nearly all; else nothing is done.
  private mutating func passPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard pending.isEmpty, !eatsSpace, !place.isOpening, !place.isHeader, !bytes.isEmpty
    else { return false }
    for byte in bytes where mayBeginMarker(byte) { return false }
    for byte in bytes { place.record(byte, isSpace: Self.isSpace(byte)) }
    return true
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// The text is over: what was held back is let go.
  package mutating func end(into deltas: inout [Delta]) {
    scan(isLast: true, into: &deltas)
  }

  private mutating func scan(isLast: Bool, into deltas: inout [Delta]) {
    // Everything before `sent` is gone; from `sent` to `index` it is known to be plain.
    var sent = 0
    var index = 0
    while index < pending.count {
      let byte = pending[index]
      let isSpace = Self.isSpace(byte)
      if eatsSpace, isSpace {
        index += 1
        sent = index
        continue
      }
      eatsSpace = false
      switch mayBeginMarker(byte) ? match(at: index) : .nothing {
      case .quotedMaybe where !isLast:
        hold(sent..<index, into: &deltas)
        return
      case .marker(let marker, let length), .quotedMaybe(let marker, let length):
        if !place.isOpening { emit(sent..<index, into: &deltas) }
        eatsSpace = place.pass(marker, into: &deltas)
        index += length
        sent = index
        continue
      case .maybe where !isLast:
        hold(sent..<index, into: &deltas)
        return
      case .maybe, .nothing: break
      }
      index += 1
      if place.isHeader {
        place.read(header: byte, into: &deltas)
        sent = index
      } else {
        place.record(byte, isSpace: isSpace)
      }
    }
    if isLast { settle(into: &deltas) }
    hold(sent..<index, into: &deltas)
    if isLast { place.settleBreaks(into: &deltas) }
  }

  /// Nothing more comes that could make a marker of what was held back.
  private mutating func settle(into deltas: inout [Delta]) {
    place.settleOpening()
    if place.isHeader { place.settleHeader(into: &deltas) }
  }

  /// Sends what is plain and keeps the rest, including white space that may precede a marker.
  private mutating func hold(_ plain: Range<Int>, into deltas: inout [Delta]) {
    if plain.count > Self.patience { place.settleOpening() }
    if place.isOpening {
      pending.removeFirst(plain.lowerBound)
    } else {
      emit(plain, into: &deltas)
      pending.removeFirst(plain.upperBound)
    }
  }

  private mutating func emit(_ range: Range<Int>, into deltas: inout [Delta]) {
    guard !range.isEmpty else { return }
    place.emit(String(decoding: pending[range], as: UTF8.self), into: &deltas)
  }

  private enum Match {
    case marker(ReasoningMarker, length: Int)
    /// The bytes end before it is decided.
    case maybe
    /// A closing tag behind a quotation mark: the next byte decides whether it is only spoken of.
    case quotedMaybe(ReasoningMarker, length: Int)
    case nothing
  }

  /// A glance that spares most bytes the comparison with every marker.
  private func mayBeginMarker(_ byte: UInt8) -> Bool {
    switch byte {
    // The first byte of ◁ is that of other signs, too.
    case UInt8(ascii: "<"), UInt8(ascii: "["), 0xE2: true
    case UInt8(ascii: "a"): place.knowsBareWords
    default: false
    }
  }

  private mutating func match(at index: Int) -> Match {
    let rest = pending[index...]
    var isUndecided = false
    for spelling in ReasoningMarker.spellings where place.counts(spelling.marker) {
      switch spelling.match(rest) {
      case .no: continue
      case .maybe: isUndecided = true
      case .whole(let length):
        let after = pending[(index + length)...].first
        if spelling.marker == .bareAnalysis {
          guard let after else { return .maybe }
          // Thinking begins with a capital; `analysis of…` is an answer.
          guard (0x41...0x5A).contains(after) else { continue }
        }
        switch place.quotes(spelling.marker, after: after) {
        case .quoted: return .nothing
        case .dependsOnNext: return .quotedMaybe(spelling.marker, length: length)
        case .unquoted: break
        }
        return place.keepsAsText(spelling.marker)
          ? .nothing : .marker(spelling.marker, length: length)
      }
    }
    return isUndecided ? .maybe : .nothing
  }
}
