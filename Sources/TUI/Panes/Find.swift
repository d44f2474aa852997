import Engine

/// Searching one pane: what for, and where it stands.
package struct Find: Equatable, Sendable {
  package struct Match: Equatable, Sendable {
    /// First and last line of the match, with the bytes of the lowercased line it covers.
    var first: Viewport.Place
    var firstByte: Int
    var last: Viewport.Place
    var endByte: Int
  }

  /// More are not counted one by one.
  static let limit = 10_000

  package var query: String
  package internal(set) var matches: [Match] = []
  package internal(set) var current = 0
  /// A reply has grown since the pane was looked through.
  package internal(set) var isBehind = false

  /// `3 of 12`, with a `+` where there may be more.
  var count: String {
    if query.isEmpty { return "" }
    if matches.isEmpty { return PanesMessages.noMatch(isBehind: isBehind) }
    return PanesMessages.match(
      current + 1, of: matches.count, mayBeMore: matches.count == Self.limit || isBehind)
  }

  /// Every place of a text in the lines of one turn, wrapped words joined again.
  static func matches(of query: String, in lines: [Line], turn: Int) -> [Match] {
    let wanted = Array(query.lowercased().utf8)
    guard let firstByte = wanted.first else { return [] }
    var text: [UInt8] = []
    // Where each line begins in `text`, and how many of its bytes were left out before that.
    var starts: [(offset: Int, skipped: Int)] = []
    for line in lines {
      let bytes = Array(line.text.lowercased().utf8)
      let skipped = bytes.prefix { $0 == UInt8(ascii: " ") }.count
      if text.last.map({ $0 != UInt8(ascii: " ") }) ?? false { text.append(UInt8(ascii: " ")) }
      starts.append((text.count, skipped))
      text += bytes[skipped...]
    }
    var found: [Match] = []
    var line = 0
    var place = 0
    while place + wanted.count <= text.count, found.count < limit {
      guard text[place] == firstByte,
        text[place..<place + wanted.count].elementsEqual(wanted)
      else {
        place += 1
        continue
      }
      while line + 1 < starts.count, starts[line + 1].offset <= place { line += 1 }
      var end = line
      let last = place + wanted.count - 1
      while end + 1 < starts.count, starts[end + 1].offset <= last { end += 1 }
      found.append(
        Match(
          first: .init(turn: turn, line: line),
          firstByte: place - starts[line].offset + starts[line].skipped,
          last: .init(turn: turn, line: end),
          endByte: last + 1 - starts[end].offset + starts[end].skipped))
      place += wanted.count
    }
    return found
  }

  /// The bytes of a line that matches cover, and whether one of them is the current match.
  func ranges(at place: Viewport.Place, length: Int) -> [(bytes: Range<Int>, isCurrent: Bool)] {
    var ranges: [(Range<Int>, Bool)] = []
    for (index, match) in matches.enumerated() where match.first.turn == place.turn {
      guard match.first.line <= place.line, match.last.line >= place.line else { continue }
      let start = match.first.line == place.line ? match.firstByte : 0
      let end = match.last.line == place.line ? match.endByte : length
      if start < end { ranges.append((start..<end, index == current)) }
    }
    return ranges
  }
}

extension Viewport.Place: Comparable {
  package static func < (a: Self, b: Self) -> Bool {
    (a.turn, a.line) < (b.turn, b.line)
  }
}

extension Pane {
  mutating func beginFind(_ query: String, _ source: PaneSource, rows: Int) {
    find = Find(query: query)
    search(source, rows: rows)
  }

  mutating func endFind() { find = nil }

  /// The reply goes on: what was counted may be too little.
  mutating func noteGrowth() { find?.isBehind = true }

  mutating func type(inFind text: String, _ source: PaneSource, rows: Int) {
    find?.query += text
    search(source, rows: rows)
  }

  mutating func deleteBackInFind(_ source: PaneSource, rows: Int) {
    _ = find?.query.popLast()
    search(source, rows: rows)
  }

  /// Looks through the text anew and goes to the first match from here on.
  private mutating func search(_ source: PaneSource, rows: Int) {
    lookThrough(source)
    guard let matches = find?.matches, !matches.isEmpty else { return }
    let here = lines.first?.place ?? Viewport.Place(turn: 0, line: 0)
    find?.current = matches.firstIndex { $0.first >= here } ?? matches.count - 1
    showMatch(rows: rows)
  }

  /// The text may have changed: counts again and stays at the match.
  mutating func searchAgain(_ source: PaneSource) {
    guard let find, !find.query.isEmpty else { return }
    let here = find.matches.indices.contains(find.current) ? find.matches[find.current].first : nil
    lookThrough(source)
    guard let matches = self.find?.matches, !matches.isEmpty else { return }
    self.find?.current = here.flatMap { place in matches.firstIndex { $0.first >= place } } ?? 0
  }

  /// To the next match, or the one before where `step` is negative; around at the ends.
  mutating func goOnFinding(by step: Int, _ source: PaneSource, rows: Int) {
    searchAgain(source)
    guard let find, !find.matches.isEmpty else { return }
    self.find?.current = (find.current + step + find.matches.count) % find.matches.count
    showMatch(rows: rows)
  }

  private mutating func lookThrough(_ source: PaneSource) {
    guard let query = find?.query else { return }
    find?.isBehind = false
    var matches: [Find.Match] = []
    if !query.isEmpty {
      keepPlace(source, width: text.width)
      text.update(source, width: text.width)
      for turn in 0..<text.turnCount where matches.count < Find.limit {
        let block = text.layOut(turn)
        let lines = (0..<block.lineCount).map { block.line($0) }
        matches += Find.matches(of: query, in: lines, turn: turn)
      }
    }
    find?.matches = Array(matches.prefix(Find.limit))
    find?.current = 0
  }

  private mutating func showMatch(rows: Int) {
    guard let find, find.matches.indices.contains(find.current) else { return }
    show(find.matches[find.current].first, rows: rows)
  }
}
