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

  package var pane: Focus
  package var query: String
  package internal(set) var matches: [Match] = []
  package internal(set) var current = 0
  /// A reply has grown since the pane was looked through.
  package internal(set) var isBehind = false

  /// `3 of 12`, with a `+` where there may be more.
  var count: String {
    if query.isEmpty { return "" }
    if matches.isEmpty { return isBehind ? "nothing so far" : "nothing found" }
    let more = matches.count == Self.limit || isBehind ? "+" : ""
    return "\(current + 1) of \(matches.count)\(more)"
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

extension AppState {
  mutating func openFind(in pane: Focus, query: String) -> [Command] {
    find = Find(pane: pane, query: query)
    search()
    return []
  }

  mutating func typeInFind(_ text: String) {
    find?.query += text
    search()
  }

  /// A key while the line is open; `nil` lets scrolling keys through.
  mutating func pressInFind(_ key: KeyPress) -> [Command]? {
    switch key {
    case KeyPress(.escape), KeyPress(.character("c"), .control): find = nil
    case KeyPress(.enter), KeyPress(.down), KeyPress(.character("f"), .control): goOn(by: 1)
    case KeyPress(.enter, .shift), KeyPress(.up): goOn(by: -1)
    case KeyPress(.backspace):
      _ = find?.query.popLast()
      search()
    case KeyPress(.character("u"), .control):
      find?.query = ""
      search()
    default:
      guard let character = key.typed else {
        return nil
      }
      typeInFind(String(character))
    }
    return []
  }

  /// Looks through the pane anew and goes to the first match from here on.
  private mutating func search() {
    lookThrough()
    guard let find, !find.matches.isEmpty else { return }
    let here = placeInView(find.pane)
    self.find?.current = find.matches.firstIndex { $0.first >= here } ?? find.matches.count - 1
    showMatch()
  }

  /// The text may have changed: counts again and stays at the match.
  mutating func searchAgain() {
    guard let find, !find.query.isEmpty else { return }
    let here = find.matches.indices.contains(find.current) ? find.matches[find.current].first : nil
    lookThrough()
    guard let matches = self.find?.matches, !matches.isEmpty else { return }
    self.find?.current = here.flatMap { place in matches.firstIndex { $0.first >= place } } ?? 0
  }

  private mutating func goOn(by step: Int) {
    searchAgain()
    guard let find, !find.matches.isEmpty else { return }
    self.find?.current = (find.current + step + find.matches.count) % find.matches.count
    showMatch()
  }

  private mutating func lookThrough() {
    guard let find else { return }
    self.find?.isBehind = false
    guard !find.query.isEmpty else {
      self.find?.matches = []
      return
    }
    var matches: [Find.Match] = []
    if find.pane == .thinking {
      let lines = (0..<thoughts.lineCount).map(thoughts.line)
      matches = Find.matches(of: find.query, in: lines, turn: 0)
    } else {
      transcript.update(session.transcript, width: transcript.width)
      for turn in 0..<transcript.turnCount where matches.count < Find.limit {
        let layout = transcript.layOut(turn)
        let lines = (0..<layout.lineCount).map(layout.line)
        matches += Find.matches(of: find.query, in: lines, turn: turn)
      }
    }
    self.find?.matches = Array(matches.prefix(Find.limit))
    self.find?.current = 0
  }

  private func placeInView(_ pane: Focus) -> Viewport.Place {
    if pane == .thinking { return .init(turn: 0, line: thinkingTop) }
    return responseLines.first?.place ?? .init(turn: 0, line: 0)
  }

  /// Scrolls so that the current match stands in the pane, a few lines below its top.
  private mutating func showMatch() {
    guard let find, find.matches.indices.contains(find.current) else { return }
    let place = find.matches[find.current].first
    let layout = ScreenLayout(self)
    if find.pane == .thinking {
      let rows = layout.thinkingText?.rows ?? 1
      guard !(thinkingTop..<thinkingTop + rows).contains(place.line) else { return }
      thinking = .held(top: .init(turn: 0, line: max(0, place.line - rows / 3)))
    } else {
      if responseLines.contains(where: { $0.place == place }) { return }
      response = .held(top: transcript.moved(place, by: -(layout.responseText.rows / 3)))
    }
  }
}
