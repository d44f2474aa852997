/// One thing read from a reply's stream, whatever its framing.
enum StreamItem: Equatable, Sendable {
  /// An event and its name, which is empty where none was given.
  case event(name: ArraySlice<UInt8>, JSON)
  /// An event like the last one learned, but for its words.
  case words(PlainWords)
  /// `[DONE]`.
  case done
  /// An event named `error` whose data is no JSON.
  case errorWords([UInt8])
  /// The server sent one JSON text instead of a stream.
  case body(JSON)
  /// It sent something else altogether, such as a proxy's page.
  case notAStream([UInt8])
  /// An event of so many bytes was passed over; the stream goes on.
  case tooLarge(bytes: Int)
  /// An event grew beyond every bound.
  case overrun
}

/// How much of one event is held.
enum EventLimit {
  /// An event with more bytes than this is passed over: a drawn picture, for one.
  static let readBytes = 8 << 20
  /// Events of so many times the limit end the stream: what has no end would be waited for for ever.
  static let endlessFactor = 4
}

extension EngineError {
  static var overrun: EngineError {
    WireMessages.overrun(
      megabytes: (EventLimit.readBytes * EventLimit.endlessFactor) >> 20)
  }
}

extension Delta {
  static func passedOver(bytes: Int) -> Delta {
    .notice(WireMessages.passedOver(bytes: bytes, limit: EventLimit.readBytes))
  }
}

/// Server-sent events whose data is JSON, with the repairs that real servers make necessary.
struct JSONEvents: Sendable {
  private var events: ServerSentEvents
  /// Further items of an event whose lines had to be read one by one; the next one last.
  private var waiting: [StreamItem] = []
  private var hasToldBody = false
  private var hasToldOverrun = false
  /// Events that could not be read, whole or in part.
  private(set) var skipped = 0
  private var repeated = RepeatedEvent()
  private let plainWords: (@Sendable (JSON) -> PlainWords?)?

  /// - Parameter plainWords: what an event says that says nothing else; then others like it are not read as JSON.
  init(
    limit: Int = EventLimit.readBytes, plainWords: (@Sendable (JSON) -> PlainWords?)? = nil
  ) {
    events = ServerSentEvents(limit: limit)
    self.plainWords = plainWords
  }

  mutating func append(_ bytes: [UInt8]) {
    events.append(bytes)
  }

  mutating func end() {
    events.end()
  }

  /// The next thing on the stream. Call until `nil` after each `append` and after `end`.
  mutating func next() -> StreamItem? {
    if let item = waiting.popLast() { return item }
    while let item = events.next() {
      guard case .event(let event) = item else {
        if case .tooLarge(let bytes) = item { return .tooLarge(bytes: bytes) }
        continue
      }
      if event.name.isEmpty, let words = repeated.words(of: event.data) { return .words(words) }
      if let json = JSON(parsing: event.data) {
        if event.name.isEmpty, let words = plainWords?(json) { repeated.learn(event.data, words) }
        return .event(name: event.name, json)
      }
      if let item = repaired(event) { return item }
    }
    if events.isOverrun, !hasToldOverrun {
      hasToldOverrun = true
      return .overrun
    }
    return body()
  }

  private mutating func body() -> StreamItem? {
    guard events.hasEnded, !hasToldBody, !events.stray.isEmpty else { return nil }
    hasToldBody = true
    return JSON(parsing: events.stray).map(StreamItem.body) ?? .notAStream(events.stray)
  }

  /// Reads an event whose data is not one JSON text.
  private mutating func repaired(_ event: ServerSentEvents.Event) -> StreamItem? {
    let lines = event.data.split(separator: 0x0A)
    if lines.isEmpty { return nil }
    if lines.count == 1 { return item(of: lines[0], in: event) }
    // Frames parted by a single line end make one event of several texts.
    waiting = lines.compactMap { item(of: $0, in: event) }.reversed()
    return waiting.popLast()
  }

  private mutating func item(
    of line: ArraySlice<UInt8>, in event: ServerSentEvents.Event
  ) -> StreamItem? {
    if let json = JSON(parsing: line) { return .event(name: event.name, json) }
    if line.isWord("[DONE]") || line.isWord("DONE") { return .done }
    if event.isNamedError { return .errorWords(Array(line)) }
    // The end of the stream cuts off an event without anyone's fault.
    if !events.hasEnded { skipped += 1 }
    return Self.spliced(line).map { .event(name: event.name, $0) }
  }

  /// The last frame in a line into which a truncated frame and its successor were spliced, as LM
  /// Studio was recorded doing in April 2026: `…"logprodata: {"id":…`.
  private static func spliced(_ line: ArraySlice<UInt8>) -> JSON? {
    for index in line.indices.reversed() where line[index...].starts(with: "data: {".utf8) {
      return JSON(parsing: line[index...].dropFirst("data: ".utf8.count))
    }
    return nil
  }
}

extension ArraySlice<UInt8> {
  /// Is this word, with white space around it allowed.
  fileprivate func isWord(_ word: StaticString) -> Bool {
    guard count < 64 else { return false }
    let trimmed = drop { $0 <= 0x20 }
    return trimmed.prefix { $0 > 0x20 }.elementsEqual(String(describing: word).utf8)
      && trimmed.drop { $0 > 0x20 }.allSatisfy { $0 <= 0x20 }
  }
}
