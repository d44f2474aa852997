/// Where the cursor can go, and what the keys cut on the way.
extension Composer {
  package mutating func deleteWordBack() { kill(wordStart..<cursor, backwards: true) }
  package mutating func deleteWordForward() { kill(cursor..<wordEnd, backwards: false) }
  package mutating func killToStart() { kill(lineStart..<cursor, backwards: true) }

  /// Cuts to the end of the line, or the line break when the cursor stands on it.
  package mutating func killToEnd() {
    let end = lineEnd == cursor ? min(cursor + 1, elements.count) : lineEnd
    kill(cursor..<end, backwards: false)
  }

  package mutating func moveLeft() { move(to: cursor - 1) }
  package mutating func moveRight() { move(to: cursor + 1) }
  package mutating func moveToLineStart() { move(to: lineStart) }
  package mutating func moveToLineEnd() { move(to: lineEnd) }
  package mutating func moveWordLeft() { move(to: wordStart) }
  package mutating func moveWordRight() { move(to: wordEnd) }

  /// Moves a line up or down, keeping the column in graphemes; `false` when there is no such line.
  package mutating func moveLine(_ step: Int) -> Bool {
    let column = cursor - lineStart
    if step < 0 {
      guard lineStart > 0 else { return false }
      let end = lineStart - 1
      move(to: min(start(before: end) + column, end))
    } else {
      guard lineEnd < elements.count else { return false }
      let next = lineEnd + 1
      move(to: min(next + column, end(after: next)))
    }
    return true
  }

  var lineStart: Int { start(before: cursor) }
  var lineEnd: Int { end(after: cursor) }

  func start(before place: Int) -> Int {
    elements[..<place].lastIndex(of: .grapheme("\n")).map { $0 + 1 } ?? 0
  }

  func end(after place: Int) -> Int {
    elements[place...].firstIndex(of: .grapheme("\n")) ?? elements.count
  }

  var wordStart: Int {
    var place = cursor
    while place > 0, !elements[place - 1].isWord { place -= 1 }
    while place > 0, elements[place - 1].isWord { place -= 1 }
    return place
  }

  var wordEnd: Int {
    var place = cursor
    while place < elements.count, !elements[place].isWord { place += 1 }
    while place < elements.count, elements[place].isWord { place += 1 }
    return place
  }

  /// The run of graphemes without a space that ends at the cursor.
  var typedWord: Range<Int> {
    var start = cursor
    while start > 0, let character = elements[start - 1].character, !character.isWhitespace {
      start -= 1
    }
    return start..<cursor
  }

  func string(_ range: Range<Int>) -> String {
    elements[range].reduce(into: "") { $0.append($1.sent) }
  }
}
