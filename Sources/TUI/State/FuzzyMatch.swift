import Engine

/// How well a row fits what was typed: every word must be found, in any order.
struct FuzzyMatch {
  private let words: [[UInt8]]

  init(_ query: String) {
    words = query.lowercased().split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
  }

  /// Lower is better; `nil` when it does not fit.
  func rank(_ text: String, detail: String) -> Int? {
    let name = Array(text.lowercased().utf8)
    var lowered: [UInt8]?
    var total = 0
    for word in words {
      if let rank = Self.rank(word, in: name) {
        total += rank
      } else {
        let text = lowered ?? Array(detail.lowercased().utf8)
        lowered = text
        guard Self.place(of: word, in: text) != nil else { return nil }
        total += 10_000
      }
    }
    return total
  }

  /// Whether one of the words stands in a text as it was typed.
  func isIn(_ text: String) -> Bool {
    let bytes = Array(text.lowercased().utf8)
    return words.contains { Self.place(of: $0, in: bytes) != nil }
  }

  /// As it stands: where it stands; else its characters in order and close together: how far they are spread.
  static func rank(_ word: [UInt8], in text: [UInt8]) -> Int? {
    if let place = place(of: word, in: text) {
      let startsWord = place == 0 || !isWord(text[place - 1])
      return min(place, 99) + (startsWord ? 0 : 100)
    }
    guard let spread = spread(of: word, in: text), let first = spread.first, let last = spread.last
    else { return nil }
    return 1000 + last - first
  }

  /// Where a word's characters stand in order, as close together as they do anywhere; `nil` where that is in more
  /// than three times its length: any long text has the letters of any short word.
  private static func spread(of word: [UInt8], in text: [UInt8]) -> [Int]? {
    guard comes(word, in: text) else { return nil }
    var best: [Int]?
    for start in text.indices where text[start] == word.first {
      var found: [Int] = []
      for index in text[start...].indices.prefix(3 * word.count)
      where found.count < word.count && text[index] == word[found.count] {
        found.append(index)
      }
      guard found.count == word.count, let last = found.last else { continue }
      if let known = best, known[known.count - 1] - known[0] <= last - start { continue }
      best = found
    }
    return best
  }

  private static func place(of word: [UInt8], in text: [UInt8]) -> Int? {
    comes(word, in: text) ? text.place(of: word) : nil
  }

  /// Whether a word's characters come in order, however far apart. One look at a text, for which both searches above
  /// would begin again at each place; most rows of a long list end here.
  private static func comes(_ word: [UInt8], in text: [UInt8]) -> Bool {
    var found = 0
    for byte in text where found < word.count && byte == word[found] { found += 1 }
    return found == word.count
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
      || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}

extension FuzzyMatch {
  /// A name with what was typed standing out in it.
  func marked(_ text: String, _ ink: Ink) -> [Span] {
    let lower = Array(text.lowercased().utf8)
    // Where lowering changes lengths the bytes do not correspond.
    guard !words.isEmpty, lower.count == text.utf8.count else {
      return [Span(SafeText(foreign: text), ink)]
    }
    let hits = words.reduce(into: Set<Int>()) { $0.formUnion(Self.hits($1, in: lower)) }
    var line = Line()
    var offset = 0
    for character in text {
      let length = character.utf8.count
      let isHit = (offset..<offset + length).contains { hits.contains($0) }
      line.append(
        Span(
          SafeText(foreign: String(character)), isHit ? Ink(ink.role, [.bold, .underline]) : ink))
      offset += length
    }
    return line.spans
  }

  private static func hits(_ word: [UInt8], in text: [UInt8]) -> Set<Int> {
    if let place = place(of: word, in: text) { return Set(place..<place + word.count) }
    return Set(spread(of: word, in: text) ?? [])
  }
}
