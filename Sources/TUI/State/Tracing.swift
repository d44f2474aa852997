import Engine

/// From words of the answer to the place where the thinking first says them.
extension AppState {
  /// - Parameter words: what is looked for; blank for what is marked in the response, or its first line in view.
  mutating func trace(_ words: String) -> [Command] {
    let passage = words.isEmpty ? response.markedText() ?? firstLineInView : words
    let wanted = Set(PassageWords.of(passage))
    guard !wanted.isEmpty else {
      hint = StateMessages.nothingToTrace
      return []
    }
    guard let area = area(of: .thinking), turnInView?.reply.hasThought ?? false else {
      hint = StateMessages.noThinking
      return []
    }
    outline(false)
    let block = thinking.text.layOut(0)
    let lines = (0..<block.lineCount).map { block.line($0).text }
    guard let found = PassageWords.firstPlace(of: wanted, in: lines) else {
      hint = StateMessages.notThought
      return []
    }
    thinking.show(Viewport.Place(turn: 0, line: found.line), rows: area.rows)
    hint = StateMessages.traced(hits: found.hits, of: wanted.count)
    return []
  }

  private var firstLineInView: String {
    response.lines.lazy.map(\.line.text).first { PassageWords.of($0).count > 2 } ?? ""
  }
}

/// Words that tell a passage from others: the longer ones, without the endings that sentences change.
enum PassageWords {
  static func of(_ text: String) -> [String] {
    let words: [Substring] = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    // Six letters are the stem of most words: "keeps" and "keeping" are one.
    return words.filter { $0.count >= 4 || $0.contains { !$0.isASCII } }
      .map { String($0.prefix(6)) }
  }

  /// The first line from which three lines hold most of the words; half of them at least.
  static func firstPlace(
    of wanted: Set<String>, in lines: [String]
  ) -> (line: Int, hits: Int)? {
    let held = lines.map { Set(of($0)).intersection(wanted) }
    var best: (line: Int, hits: Int)?
    for line in held.indices where !held[line].isEmpty {
      let hits = held[line..<min(line + 3, held.count)].reduce(into: Set<String>()) {
        $0.formUnion($1)
      }
      if hits.count > best?.hits ?? 0 { best = (line, hits.count) }
    }
    guard let best, best.hits * 2 >= wanted.count else { return nil }
    return best
  }
}
