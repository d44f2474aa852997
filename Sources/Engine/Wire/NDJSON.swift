/// Reads newline-delimited JSON, Ollama's stream format, from bytes cut anywhere.
struct NDJSON: Sendable {
  /// A line with more bytes than this is passed over; one many times as long ends the stream.
  let limit: Int
  private var lines = LineReader()
  /// Lines before the first that is JSON: a body sent instead of a stream.
  private var stray: [UInt8] = []
  private var hasSeenJSON = false
  private var hasToldBody = false
  private var isOverrun = false
  /// Bytes of a line over the limit, whose end is still to come.
  private var passedOver = 0
  /// Lines that could not be read.
  private(set) var skipped = 0

  init(limit: Int = EventLimit.readBytes) {
    self.limit = limit
  }

  mutating func append(_ bytes: [UInt8]) {
    guard !isOverrun else { return }
    lines.append(bytes)
  }

  mutating func end() {
    lines.end()
  }

  /// The next thing on the stream. Call until `nil` after each `append` and after `end`.
  mutating func next() -> StreamItem? {
    while let line = lines.next() {
      if passedOver > 0 {
        defer { passedOver = 0 }
        lines.release()
        return .tooLarge(bytes: passedOver + line.count)
      }
      let json = JSON(parsing: lines.bytes[line])
      if json == nil { keep(line) }
      lines.release()
      if let json {
        hasSeenJSON = true
        return .event(name: [], json)
      }
    }
    if !isOverrun, lines.heldBytes + stray.count > limit {
      passedOver += lines.heldBytes
      lines.clear()
      stray = []
      isOverrun = passedOver > limit * EventLimit.endlessFactor
      if isOverrun { return .overrun }
    }
    return lines.hasEnded ? body() : nil
  }

  private mutating func keep(_ line: Range<Int>) {
    guard !lines.bytes[line].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { return }
    if hasSeenJSON {
      // The end of the stream cuts off a line without anyone's fault.
      if !lines.hasEnded { skipped += 1 }
    } else {
      if !stray.isEmpty { stray.append(0x0A) }
      stray.append(contentsOf: lines.bytes[line])
    }
  }

  private mutating func body() -> StreamItem? {
    guard !hasSeenJSON, !hasToldBody, !stray.isEmpty else { return nil }
    hasToldBody = true
    return JSON(parsing: stray).map(StreamItem.body) ?? .notAStream(stray)
  }
}
