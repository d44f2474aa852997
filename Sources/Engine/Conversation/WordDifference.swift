/// Two texts word by word: what both say, and what one of them says alone.
package struct WordDifference: Equatable, Sendable {
  package struct Piece: Equatable, Sendable {
    package enum Side: Equatable, Sendable { case both, first, second }
    package var side: Side
    package var text: String

    package init(_ side: Side, _ text: String) {
      self.side = side
      self.text = text
    }
  }

  /// In the order of reading; what the first says alone stands before what the second says there.
  package private(set) var pieces: [Piece] = []

  /// Pairs of words that are held against each other; longer texts are compared line by line.
  private static let limit = 4_000_000

  package init(_ first: String, _ second: String) {
    let (a, b) = (Self.words(first), Self.words(second))
    if a.count * b.count <= Self.limit {
      compare(a, b) { $0.prefix { !$0.isWhitespace } }
      return
    }
    let (c, d) = (Self.lines(first), Self.lines(second))
    if c.count * d.count <= Self.limit {
      compare(c, d) { $0.prefix { !$0.isNewline } }
    } else {
      pieces = [Piece(.first, first), Piece(.second, second)]
    }
  }

  /// Words of the texts that both say, percent of the longer one.
  package var sharedPercent: Int {
    func count(_ side: Piece.Side) -> Int {
      pieces.reduce(0) { $1.side == side ? $0 + Self.words($1.text).count : $0 }
    }
    let shared = count(.both)
    let longer = shared + max(count(.first), count(.second))
    return longer > 0 ? shared * 100 / longer : 100
  }

  // MARK: Parts

  /// Each with the blanks behind it, so that they make the text again.
  private static func words(_ text: String) -> [Substring] { parts(text, ends: \.isWhitespace) }
  private static func lines(_ text: String) -> [Substring] { parts(text, ends: \.isNewline) }

  private static func parts(_ text: String, ends: (Character) -> Bool) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var isBehind = false
    for index in text.indices {
      if ends(text[index]) {
        isBehind = true
      } else if isBehind {
        parts.append(text[start..<index])
        (start, isBehind) = (index, false)
      }
    }
    if start < text.endIndex { parts.append(text[start...]) }
    return parts
  }

  // MARK: Comparing

  /// The longest common sequence, by what is left of both; the ends that are the same need no table.
  ///
  /// - Parameter key: a part without what separates it from the next.
  private mutating func compare(
    _ a: [Substring], _ b: [Substring], by key: (Substring) -> Substring
  ) {
    let (first, second) = (a.map(key), b.map(key))
    var head = 0
    while head < min(a.count, b.count), first[head] == second[head] { head += 1 }
    var tail = 0
    while tail < min(a.count, b.count) - head,
      first[a.count - 1 - tail] == second[b.count - 1 - tail]
    {
      tail += 1
    }
    for part in b[..<head] { add(.both, part) }
    let (endA, endB) = (a.count - tail, b.count - tail)
    let width = endB - head + 1
    var table = [Int32](repeating: 0, count: (endA - head + 1) * width)
    for i in stride(from: endA - 1, through: head, by: -1) {
      for j in stride(from: endB - 1, through: head, by: -1) {
        let place = (i - head) * width + (j - head)
        table[place] =
          first[i] == second[j]
          ? table[place + width + 1] + 1 : max(table[place + width], table[place + 1])
      }
    }
    var (i, j) = (head, head)
    while i < endA || j < endB {
      let place = (i - head) * width + (j - head)
      if i < endA, j < endB, first[i] == second[j] {
        add(.both, b[j])
        (i, j) = (i + 1, j + 1)
      } else if j == endB || i < endA && table[place + width] >= table[place + 1] {
        add(.first, a[i])
        i += 1
      } else {
        add(.second, b[j])
        j += 1
      }
    }
    for part in b[endB...] { add(.both, part) }
    order()
  }

  private mutating func add(_ side: Piece.Side, _ part: Substring) {
    if let last = pieces.indices.last, pieces[last].side == side {
      pieces[last].text += part
    } else {
      pieces.append(Piece(side, String(part)))
    }
  }

  /// Between two things that both say, all of the first's words stand before all of the second's.
  private mutating func order() {
    var ordered: [Piece] = []
    var (first, second) = ("", "")
    func flush() {
      if !first.isEmpty { ordered.append(Piece(.first, first)) }
      if !second.isEmpty { ordered.append(Piece(.second, second)) }
      (first, second) = ("", "")
    }
    for piece in pieces {
      switch piece.side {
      case .first: first += piece.text
      case .second: second += piece.text
      case .both:
        flush()
        ordered.append(piece)
      }
    }
    flush()
    pieces = ordered
  }
}
