/// Where a motion leads.
extension Vim {
  func target(of key: Character, _ composer: Composer) -> Int? {
    var probe = composer
    for _ in 0..<(count ?? 1) {
      switch key {
      case "h": if probe.cursor > probe.lineStart { probe.moveLeft() }
      case "l", " ": if probe.cursor < probe.lineEnd { probe.moveRight() }
      case "j": _ = probe.moveLine(1)
      case "k": _ = probe.moveLine(-1)
      case "w": probe.move(to: Self.nextWord(probe))
      case "b": probe.moveWordLeft()
      case "e": probe.move(to: Self.wordEnd(probe))
      case "0": probe.moveToLineStart()
      case "^": probe.move(to: probe.firstWord)
      case "$": probe.moveToLineEnd()
      case "G": probe.move(to: probe.elements.count)
      case "g": probe.move(to: 0)
      default: return nil
      }
    }
    return probe.cursor
  }

  private static func nextWord(_ composer: Composer) -> Int {
    let elements = composer.elements
    var place = composer.cursor
    while place < elements.count, elements[place].isWord { place += 1 }
    while place < elements.count, !elements[place].isWord { place += 1 }
    return place
  }

  private static func wordEnd(_ composer: Composer) -> Int {
    let elements = composer.elements
    var place = composer.cursor + 1
    while place < elements.count, !elements[place].isWord { place += 1 }
    while place + 1 < elements.count, elements[place + 1].isWord { place += 1 }
    return min(place, elements.count)
  }

  func wordTail(_ composer: Composer) -> Int {
    var probe = composer
    for _ in 0..<(count ?? 1) { probe.moveWordRight() }
    return probe.cursor
  }
}

extension Vim {
  /// To a character of the line: onto it, or just before it.
  enum Seek: Character, Equatable, Sendable {
    case onto = "f", before = "t", backOnto = "F", backBefore = "T"

    var isForward: Bool { self == .onto || self == .before }

    /// Where it leads, or `nil` when the line has no such character so often.
    func place(of wanted: Character, _ count: Int, in composer: Composer) -> Int? {
      let elements = composer.elements
      let line =
        isForward
        ? Array(min(composer.cursor + 1, composer.lineEnd)..<composer.lineEnd)
        : Array((composer.lineStart..<composer.cursor).reversed())
      let places = line.filter { elements[$0] == .grapheme(wanted) }
      guard count <= places.count else { return nil }
      switch self {
      case .onto, .backOnto: return places[count - 1]
      case .before: return places[count - 1] - 1
      case .backBefore: return places[count - 1] + 1
      }
    }
  }
}

extension Composer {
  /// The first element of the line that is no blank.
  var firstWord: Int {
    var place = lineStart
    while place < lineEnd, elements[place].isSpace { place += 1 }
    return place
  }
}
