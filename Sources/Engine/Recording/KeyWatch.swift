/// Finds known keys in the body of an answer that a server spells out over the texts of several events
/// (`"sk-ab"`, then `"cdef"`), or that the network cuts.
///
/// Reads lines of JSON, as event streams and NDJSON have them: the texts at one place of the events, such as
/// `choices/0/delta/content`, are read as one. A chunk is kept back only while a line of it is unfinished or
/// may hold the beginning of a key.
struct KeyWatch: Sendable {
  struct Chunk: Equatable, Sendable {
    var bytes: [UInt8]
    /// When it came, since the recording began.
    var at: Duration
  }

  /// A piece of text that ends in what may be the beginning of a key.
  private struct Piece {
    var line: Int
    /// In lower case, as the keys are.
    var bytes: ArraySlice<UInt8>
  }

  /// A line whose texts may still change.
  private struct HeldLine {
    var range: Range<Int>
    var json: JSON
    /// What stands before the JSON: `data: `.
    var prefix: [UInt8]
    var isChanged = false
  }

  /// Lines after which a text that has not gone on is taken to be over.
  private static let longestPause = 64
  /// A longer line is no event.
  private static let longestLine = 1 << 20

  private let redaction: Redaction
  private var secrets: [[UInt8]] { redaction.secrets }
  private let longest: Int
  private var held: [Chunk] = []
  /// Where in the stream the first held chunk begins, and where the line that is unfinished does.
  private var begin = 0
  private var lineStart = 0
  private var unfinished: [UInt8] = []
  private var lines: [Int: HeldLine] = [:]
  private var lineNumber = 0
  private var tails: [String: [Piece]] = [:]
  private var edits: [(range: Range<Int>, text: [UInt8])] = []

  init(_ redaction: Redaction) {
    self.redaction = redaction
    longest = redaction.secrets.map(\.count).max() ?? 0
  }

  /// Takes a chunk in; gives out those in which no key can be unfinished, without the keys they held.
  mutating func append(_ chunk: Chunk) -> [Chunk] {
    guard !secrets.isEmpty, !chunk.bytes.isEmpty else { return [chunk] }
    held.append(chunk)
    for byte in chunk.bytes {
      unfinished.append(byte)
      if byte == 0x0A || unfinished.count > Self.longestLine { endLine() }
    }
    return release()
  }

  /// No more will come: what is held goes out.
  mutating func finish() -> [Chunk] {
    if !unfinished.isEmpty { endLine() }
    tails = [:]
    settleLines()
    return release()
  }

  // MARK: Reading

  private mutating func endLine() {
    let range = lineStart..<lineStart + unfinished.count
    lineStart = range.upperBound
    lineNumber += 1
    defer { unfinished = [] }
    tails = tails.filter { lineNumber - ($0.value.last?.line ?? 0) <= Self.longestPause }
    guard let open = unfinished.firstIndex(of: UInt8(ascii: "{")),
      let json = JSON(parsing: unfinished[open...])
    else { return cleanPlain(range) }
    lines[lineNumber] = HeldLine(range: range, json: json, prefix: Array(unfinished[..<open]))
    read(json, at: "")
    settleLines()
  }

  /// A line that is no event, which the network may have cut.
  private mutating func cleanPlain(_ range: Range<Int>) {
    if let clean = redaction.withoutKnown(unfinished) { edits.append((range, clean)) }
  }

  /// Lines that no text waits for any more are as they stay.
  private mutating func settleLines() {
    let inUse = Set(tails.values.joined().map(\.line))
    for (number, line) in lines where !inUse.contains(number) {
      if line.isChanged { edits.append((line.range, Self.text(line))) }
      lines[number] = nil
    }
  }

  private static func text(_ line: HeldLine) -> [UInt8] {
    line.prefix + line.json.text.utf8 + [0x0A]
  }

  private mutating func read(_ json: JSON, at path: String) {
    switch json {
    case .string(let text): read(text, at: path)
    case .array(let elements):
      for (index, element) in elements.enumerated() { read(element, at: "\(path)/\(index)") }
    case .object(let members):
      for member in members { read(member.value, at: "\(path)/\(member.key)") }
    case .null, .bool, .int, .double, .cutString: break
    }
  }

  private mutating func read(_ text: String, at path: String) {
    var pieces = tails[path] ?? []
    pieces.append(Piece(line: lineNumber, bytes: text.utf8.map(\.lowercased)[...]))
    var bytes = pieces.flatMap(\.bytes)
    for secret in secrets {
      while let found = bytes.firstRange(of: secret) {
        // A key in one piece is found anywhere; it is here that those in several are.
        cut(found, from: &pieces, at: path)
        bytes = pieces.flatMap(\.bytes)
      }
    }
    let rest = (0..<min(longest, bytes.count + 1)).reversed().first { count in
      secrets.contains { $0.count > count && $0.starts(with: bytes.suffix(count)) }
    }
    tails[path] = Self.suffix(of: pieces, rest ?? 0)
  }

  private static func suffix(of pieces: [Piece], _ count: Int) -> [Piece]? {
    var (left, kept) = (count, [Piece]())
    for piece in pieces.reversed() where left > 0 {
      let part = piece.bytes.suffix(left)
      left -= part.count
      if !part.isEmpty { kept.insert(Piece(line: piece.line, bytes: part), at: 0) }
    }
    return kept.isEmpty ? nil : kept
  }

  /// Takes a key out of the lines that spell it; the mark stands where it began. Bytes before it in the pieces
  /// are settled.
  private mutating func cut(_ found: Range<Int>, from pieces: inout [Piece], at path: String) {
    var start = 0
    for index in pieces.indices {
      let count = pieces[index].bytes.count
      let part = found.clamped(to: start..<start + count)
      if !part.isEmpty, let line = lines[pieces[index].line] {
        let isFirst = part.lowerBound == found.lowerBound
        // From the end of the text, of which the piece is the last part.
        let after = start + count - part.upperBound
        lines[pieces[index].line]?.isChanged = true
        lines[pieces[index].line]?.json = line.json.replacing(path[...]) { text in
          let bytes = Array(text.utf8)
          let upper = max(0, bytes.count - after)
          let lower = max(0, upper - part.count)
          let mark = isFirst ? Redaction.mark : ""
          return String(decoding: bytes[..<lower], as: UTF8.self) + mark
            + String(decoding: bytes[upper...], as: UTF8.self)
        }
      }
      start += count
    }
    let rest = start - found.upperBound
    pieces = Self.suffix(of: pieces, rest) ?? []
  }

  // MARK: Giving out

  private mutating func release() -> [Chunk] {
    let limit = min(lines.values.map(\.range.lowerBound).min() ?? lineStart, lineStart)
    var ready: [Chunk] = []
    while let chunk = held.first, begin + chunk.bytes.count <= limit {
      held.removeFirst()
      let changed = Chunk(bytes: edited(chunk.bytes), at: chunk.at)
      begin += chunk.bytes.count
      if !changed.bytes.isEmpty { ready.append(changed) }
    }
    edits.removeAll { $0.range.upperBound <= begin }
    return ready
  }

  /// A changed line stands where it began, in the chunk that held its beginning.
  private func edited(_ bytes: [UInt8]) -> [UInt8] {
    let here = begin..<begin + bytes.count
    var result: [UInt8] = []
    var position = begin
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where edit.range.overlaps(here) {
      let part = edit.range.clamped(to: here)
      result += bytes[position - begin..<part.lowerBound - begin]
      if here.contains(edit.range.lowerBound) { result += edit.text }
      position = part.upperBound
    }
    return result + bytes[(position - begin)...]
  }
}

extension JSON {
  /// The same with the text at a path (`/choices/0/delta/content`) changed.
  fileprivate func replacing(_ path: Substring, _ change: (String) -> String) -> JSON {
    if path.isEmpty { return string.map { .string(change($0)) } ?? self }
    switch self {
    case .array(let elements):
      return .array(
        elements.enumerated().map { index, element in
          let step = "/\(index)"
          return Self.leads(path, step)
            ? element.replacing(path.dropFirst(step.count), change) : element
        })
    case .object(let members):
      return .object(
        members.map { member in
          let step = "/\(member.key)"
          guard Self.leads(path, step) else { return member }
          return Member(member.key, member.value.replacing(path.dropFirst(step.count), change))
        })
    case .null, .bool, .int, .double, .string, .cutString: return self
    }
  }

  private static func leads(_ path: Substring, _ step: String) -> Bool {
    path.hasPrefix(step) && (path.count == step.count || path.dropFirst(step.count).first == "/")
  }
}
