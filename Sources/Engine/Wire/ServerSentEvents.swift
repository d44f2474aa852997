/// Reads a stream of server-sent events (WHATWG HTML, §9.2) from bytes cut anywhere.
///
/// LF, CRLF and CR end lines; a byte order mark, comments and `id`/`retry` fields are passed over;
/// several `data` lines make one event. Beyond the standard, an event also ends where the stream
/// does, and an `error:` field, as llama.cpp wrote it before its pull request 16109, counts as an
/// event named `error`.
struct ServerSentEvents: Sendable {
  struct Event: Equatable, Sendable {
    /// What the `event:` line says; empty without one.
    var name: ArraySlice<UInt8>
    /// The `data` lines, joined by LF.
    var data: ArraySlice<UInt8>

    var isNamedError: Bool { name.elementsEqual("error".utf8) }
  }

  enum Item: Equatable, Sendable {
    case event(Event)
    /// An event over the limit was passed over; so many bytes.
    case tooLarge(Int)
  }

  /// An event with more bytes than this is passed over; one many times as large ends the stream.
  let limit: Int
  private var lines = LineReader()
  private var name: Range<Int>?
  /// The event's one `data` line, or its first.
  private var data: Range<Int>?
  /// The lines joined, once there are two.
  private var joined: [UInt8]?
  private var isAtStart = true
  /// Lines that belong to no event stream: a JSON or HTML body sent in its stead. Kept only until
  /// the first event.
  private(set) var stray: [UInt8] = []
  private var hasSeenEvent = false
  private(set) var isOverrun = false
  /// Bytes of an event over the limit, whose end is still to come.
  private var passedOver = 0
  /// The line that comes next is the rest of one that was let go.
  private var isMidLine = false

  var hasEnded: Bool { lines.hasEnded }

  init(limit: Int = EventLimit.readBytes) {
    self.limit = limit
  }

  mutating func append(_ bytes: [UInt8]) {
    guard !isOverrun else { return }
    let moved = lines.append(bytes)
    name = name.map { $0.lowerBound - moved..<$0.upperBound - moved }
    data = data.map { $0.lowerBound - moved..<$0.upperBound - moved }
  }

  mutating func end() {
    lines.end()
  }

  /// The next complete event. Call until `nil` after each `append` and after `end`.
  mutating func next() -> Item? {
    while let line = lines.next() {
      if passedOver > 0 {
        if let item = passOver(line) { return item }
      } else if line.isEmpty {
        isAtStart = false
        if let event = dispatch() { return .event(event) }
      } else {
        read(line)
      }
    }
    if lines.hasEnded { return passedOver > 0 ? endOfLarge() : dispatch().map(Item.event) }
    checkLimit()
    return nil
  }

  private mutating func checkLimit() {
    let held = lines.heldBytes + (joined?.count ?? 0) + stray.count
    guard held > limit else { return }
    passedOver += held
    isOverrun = passedOver > limit * EventLimit.endlessFactor
    isMidLine = lines.hasOpenLine
    lines.clear()
    (name, data, joined, stray) = (nil, nil, nil, [])
  }

  /// One more line of the event that is too large; the item once it has ended.
  private mutating func passOver(_ line: Range<Int>) -> Item? {
    defer { isMidLine = false }
    lines.release()
    guard line.isEmpty, !isMidLine else {
      passedOver += line.count
      isOverrun = passedOver > limit * EventLimit.endlessFactor
      return nil
    }
    return endOfLarge()
  }

  private mutating func endOfLarge() -> Item {
    defer { passedOver = 0 }
    hasSeenEvent = true
    return .tooLarge(passedOver)
  }

  private mutating func dispatch() -> Event? {
    defer {
      (name, data, joined) = (nil, nil, nil)
      lines.release()
    }
    let named = name.map { lines.bytes[$0] } ?? []
    if let joined { return Event(name: named, data: joined[...]) }
    guard let data else { return nil }
    return Event(name: named, data: lines.bytes[data])
  }

  private mutating func read(_ line: Range<Int>) {
    var line = line
    if isAtStart {
      isAtStart = false
      if lines.bytes[line].starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
      guard !line.isEmpty else { return }
    }
    switch field(of: line) {
    case .data(let value): append(data: value)
    case .event(let value): name = value
    case .error(let value):
      name = line.prefix(5)
      append(data: value)
    case .ignored: if data == nil, name == nil { lines.release() }
    case .unknown: keepStray(line)
    }
  }

  private mutating func append(data value: Range<Int>) {
    hasSeenEvent = true
    stray = []
    guard let first = data else {
      data = value
      return
    }
    if joined == nil { joined = Array(lines.bytes[first]) }
    joined?.append(0x0A)
    joined?.append(contentsOf: lines.bytes[value])
  }

  private mutating func keepStray(_ line: Range<Int>) {
    if !hasSeenEvent {
      if !stray.isEmpty { stray.append(0x0A) }
      stray.append(contentsOf: lines.bytes[line])
    }
    if data == nil, name == nil { lines.release() }
  }

  private enum Field {
    case data(Range<Int>)
    case event(Range<Int>)
    case error(Range<Int>)
    case ignored
    case unknown
  }

  private func field(of line: Range<Int>) -> Field {
    switch lines.bytes[line.lowerBound] {
    case UInt8(ascii: ":"): return .ignored
    case UInt8(ascii: "d"): if let value = value(of: "data", in: line) { return .data(value) }
    case UInt8(ascii: "e"):
      if let value = value(of: "event", in: line) { return .event(value) }
      if let value = value(of: "error", in: line) { return .error(value) }
    case UInt8(ascii: "i"): if value(of: "id", in: line) != nil { return .ignored }
    case UInt8(ascii: "r"): if value(of: "retry", in: line) != nil { return .ignored }
    default: break
    }
    return .unknown
  }

  /// What follows `name:` and one optional space; empty when the line is the bare name.
  private func value(of name: StaticString, in line: Range<Int>) -> Range<Int>? {
    let count = name.utf8CodeUnitCount
    guard line.count >= count else { return nil }
    for offset in 0..<count where lines.bytes[line.lowerBound + offset] != name.utf8Start[offset] {
      return nil
    }
    var start = line.lowerBound + count
    guard start < line.upperBound else { return start..<start }
    guard lines.bytes[start] == UInt8(ascii: ":") else { return nil }
    start += 1
    if start < line.upperBound, lines.bytes[start] == 0x20 { start += 1 }
    return start..<line.upperBound
  }
}
