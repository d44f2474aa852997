/// Finds known keys in the body of an answer, even one that comes in pieces: cut by the network, or spread by
/// the server over the texts of several events (`"sk-ab"`, then `"cdef"`).
///
/// Knows nothing of formats: a key may pause at a quotation mark and go on behind a later one. A chunk is kept
/// back only while it may hold the beginning of a key.
struct KeyWatch: Sendable {
  struct Chunk: Equatable, Sendable {
    var bytes: [UInt8]
    /// When it came, since the recording began.
    var at: Duration
  }

  private struct Match {
    var secret: Int
    var matched: Int
    /// Bytes of the stream that are part of it; the last may be empty, behind a quotation mark.
    var pieces: [Range<Int>]
    /// Where the last whole piece ended: what tells paused matches apart.
    var pausedAt = 0
    /// Quotation marks since then.
    var marks = 0
  }

  /// Quotation marks between two texts of a stream; a verbose event has some fifty.
  private static let longestPause = 96
  /// More at once would take a text made of beginnings of keys.
  private static let mostMatches = 128

  private let secrets: [[UInt8]]
  private var held: [Chunk] = []
  /// Where in the stream the first held chunk begins.
  private var begin = 0
  private var end = 0
  /// Matches that go on byte by byte, and those that wait behind a quotation mark.
  private var running: [Match] = []
  private var paused: [Match] = []
  private var found: [[Range<Int>]] = []

  init(secrets: [[UInt8]]) {
    self.secrets = secrets
  }

  /// Takes a chunk in; gives out those in which no key can be unfinished, without the keys they held.
  mutating func append(_ chunk: Chunk) -> [Chunk] {
    guard !secrets.isEmpty, !chunk.bytes.isEmpty else { return [chunk] }
    held.append(chunk)
    for byte in chunk.bytes {
      read(Redaction.lowercased(byte))
      end += 1
    }
    return release(before: (running + paused).map { $0.pieces[0].lowerBound }.min() ?? end)
  }

  /// No more will come: what is held goes out as it is.
  mutating func finish() -> [Chunk] {
    running = []
    paused = []
    return release(before: end)
  }

  private mutating func read(_ byte: UInt8) {
    var next: [Match] = []
    var whole: [Match] = []
    for var match in running where byte == secrets[match.secret][match.matched] {
      match.matched += 1
      let last = match.pieces.count - 1
      match.pieces[last] = match.pieces[last].lowerBound..<end + 1
      if match.matched == secrets[match.secret].count {
        whole.append(match)
        forget(match)
      } else {
        next.append(match)
      }
    }
    // A text before a colon is a field's name, no piece of what is told.
    if byte == UInt8(ascii: ":") { paused.removeAll { $0.pausedAt == end - 1 } }
    // A letter of another text may have passed for the key's first: the shortest way is the key.
    if let best = whole.max(by: { $0.pieces[0].lowerBound < $1.pieces[0].lowerBound }) {
      found.append(best.pieces)
    }
    for secret in secrets.indices where secrets[secret][0] == byte {
      next.append(Match(secret: secret, matched: 1, pieces: [end..<end + 1]))
    }
    if byte == UInt8(ascii: "\"") {
      pause()
      // Each may go on right behind this mark.
      next += paused.map { match in
        var match = match
        match.pieces.append(end + 1..<end + 1)
        return match
      }
    }
    running = next.suffix(Self.mostMatches)
  }

  private mutating func pause() {
    for index in paused.indices { paused[index].marks += 1 }
    paused.removeAll { $0.marks > Self.longestPause }
    for var match in running where match.pieces.last?.isEmpty == false {
      forget(match)
      match.pausedAt = end
      match.marks = 0
      paused.append(match)
    }
    paused.removeFirst(max(0, paused.count - Self.mostMatches))
  }

  /// It went on, so it no longer waits where it paused.
  private mutating func forget(_ match: Match) {
    paused.removeAll {
      $0.secret == match.secret && $0.pausedAt == match.pausedAt
        && $0.pieces[0] == match.pieces[0]
    }
  }

  private mutating func release(before limit: Int) -> [Chunk] {
    var ready: [Chunk] = []
    while let chunk = held.first, begin + chunk.bytes.count <= limit {
      held.removeFirst()
      ready.append(without(found, chunk, at: begin))
      begin += chunk.bytes.count
    }
    found.removeAll { $0.allSatisfy { $0.upperBound <= begin } }
    return ready
  }

  /// The mark stands where the key began.
  private func without(_ found: [[Range<Int>]], _ chunk: Chunk, at begin: Int) -> Chunk {
    let here = begin..<begin + chunk.bytes.count
    var cuts: [(range: Range<Int>, text: [UInt8])] = []
    for pieces in found {
      for (number, piece) in pieces.enumerated() {
        let part = piece.clamped(to: here)
        let isStart = number == 0 && here.contains(piece.lowerBound)
        if !part.isEmpty { cuts.append((part, isStart ? Array(Redaction.mark.utf8) : [])) }
      }
    }
    var result: [UInt8] = []
    var position = begin
    for cut in cuts.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      // Forms of one key overlap: what is gone is gone.
      if cut.range.lowerBound >= position {
        result += chunk.bytes[position - begin..<cut.range.lowerBound - begin] + cut.text
      }
      position = max(position, cut.range.upperBound)
    }
    return Chunk(bytes: result + chunk.bytes[(position - begin)...], at: chunk.at)
  }
}
