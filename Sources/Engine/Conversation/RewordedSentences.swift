/// Sentences of a text that grows, and which of them say again in other words what was said before.
///
/// Two sentences are alike when most of their pairs of neighbouring words are the same. A sentence costs its length and
/// the look at a fixed number of earlier ones, however long the text is.
package struct RewordedSentences: Sendable {
  /// A sentence that has ended.
  package struct Sentence: Equatable, Sendable {
    /// Bytes of the last piece up to its end.
    package var end: Int
    package var repeats: Bool
    /// It holds no word at all: a blank line, three dots.
    package var isBlank: Bool
    /// It is long enough to be told from others.
    package var isLong: Bool
  }

  /// Sentences that are remembered, and the shortest that say something of their own, in words.
  private static let memory = 200
  private static let least = 6
  /// The part of all pairs that both have.
  private static let likeness = 0.6

  private var open = ""
  private var known: [Set<Int>] = []
  private var oldest = 0
  /// How many said what was said before.
  package private(set) var count = 0

  package init() {}

  /// Takes in the next piece; answers which sentences end in it.
  package mutating func consume(_ piece: String) -> [Sentence] {
    var ended: [Sentence] = []
    var start = piece.startIndex
    var offset = 0
    for index in piece.indices where Self.ends(piece[index]) {
      let next = piece.index(after: index)
      open += piece[start..<next]
      offset += piece[start..<next].utf8.count
      start = next
      ended.append(finish(at: offset))
    }
    open += piece[start...]
    return ended
  }

  private static func ends(_ character: Character) -> Bool { ".!?\n。！？".contains(character) }

  private mutating func finish(at end: Int) -> Sentence {
    let words: [Substring] = open.lowercased().split { !$0.isLetter && !$0.isNumber }
    open = ""
    guard words.count >= Self.least else {
      return Sentence(end: end, repeats: false, isBlank: words.isEmpty, isLong: false)
    }
    var pairs: Set<Int> = []
    for (first, second) in zip(words, words.dropFirst()) {
      var hasher = Hasher()
      hasher.combine(first)
      hasher.combine(second)
      pairs.insert(hasher.finalize())
    }
    let repeats = known.contains { earlier in
      let shared = earlier.intersection(pairs).count
      return Double(shared) >= Self.likeness * Double(earlier.count + pairs.count - shared)
    }
    if known.count < Self.memory {
      known.append(pairs)
    } else {
      known[oldest] = pairs
      oldest = (oldest + 1) % Self.memory
    }
    if repeats { count += 1 }
    return Sentence(end: end, repeats: repeats, isBlank: false, isLong: true)
  }
}
