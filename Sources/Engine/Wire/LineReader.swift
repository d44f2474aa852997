#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Bytes that arrive cut anywhere, read as lines ended by LF, CRLF or CR.
///
/// Costs the same however the bytes are cut: no byte is searched twice, and what was read is thrown
/// away in one move. Lines are ranges of `bytes`; they stay good
/// until the next `append`, and move with what `release` has let go.
struct LineReader: Sendable {
  /// The bytes from the oldest unreleased one on.
  private(set) var bytes: [UInt8] = []
  /// Bytes before it are no longer wanted.
  private var released = 0
  /// Where the next line begins.
  private var cursor = 0
  /// No line ends between `cursor` and here.
  private var searched = 0
  /// The first LF at or after `cursor`, or how far there is none.
  private var lineFeed = Search.none(before: 0)
  /// The last line ended with a CR, so that an LF right behind it belongs to that.
  private var skipsLineFeed = false
  private(set) var hasEnded = false

  private enum Search {
    case at(Int)
    case none(before: Int)
  }

  /// A line has begun whose end has not come.
  var hasOpenLine: Bool { cursor < bytes.count }

  /// Bytes held: the unfinished line and whatever is not released.
  var heldBytes: Int { bytes.count - released }

  /// Adds a chunk, and tells by how many bytes everything held has moved towards the front.
  @discardableResult
  mutating func append(_ chunk: [UInt8]) -> Int {
    let moved = released
    if released > 0 { discardReleased() }
    if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
    return moved
  }

  /// No more bytes will come; what is left is the last line.
  mutating func end() {
    hasEnded = true
  }

  /// Every byte read so far may go.
  mutating func release() {
    released = cursor
  }

  /// Throws away everything held, read or not.
  mutating func clear() {
    self = LineReader()
  }

  /// The next complete line, without its ending.
  mutating func next() -> Range<Int>? {
    if skipsLineFeed, cursor < bytes.count {
      skipsLineFeed = false
      if bytes[cursor] == 0x0A { cursor += 1 }
      searched = max(searched, cursor)
    }
    guard let end = lineEnd() else {
      searched = bytes.count
      guard hasEnded, cursor < bytes.count else { return nil }
      defer { cursor = bytes.count }
      return cursor..<bytes.count
    }
    let line = cursor..<end
    skipsLineFeed = bytes[end] == 0x0D
    cursor = end + 1
    searched = cursor
    return line
  }

  private mutating func lineEnd() -> Int? {
    let feed = nextLineFeed()
    return find(0x0D, in: searched..<(feed ?? bytes.count)) ?? feed
  }

  /// Remembered, because in a stream of bare CRs the next LF may be far away or nowhere.
  private mutating func nextLineFeed() -> Int? {
    var start = cursor
    switch lineFeed {
    case .at(let index) where index >= cursor: return index
    case .none(let before): start = max(start, before)
    case .at: break
    }
    let found = find(0x0A, in: start..<bytes.count)
    lineFeed = found.map(Search.at) ?? .none(before: bytes.count)
    return found
  }

  private func find(_ byte: UInt8, in range: Range<Int>) -> Int? {
    guard !range.isEmpty else { return nil }
    return bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress,
        let hit = memchr(base + range.lowerBound, Int32(byte), range.count)
      else { return nil }
      return UnsafeRawPointer(hit) - base
    }
  }

  private mutating func discardReleased() {
    if released == bytes.count {
      bytes = []
    } else {
      bytes.removeFirst(released)
    }
    cursor -= released
    searched = max(0, searched - released)
    switch lineFeed {
    case .at(let index): lineFeed = index >= released ? .at(index - released) : .none(before: 0)
    case .none(let before): lineFeed = .none(before: max(0, before - released))
    }
    released = 0
  }
}
