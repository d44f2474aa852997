/// The prompt being written: graphemes and folded pastes, a cursor between them, and undo.
package struct Composer: Equatable, Sendable {
  /// One thing the cursor steps over.
  package enum Element: Hashable, Sendable {
    case grapheme(Character)
    /// A large paste, shown as a token and sent whole.
    case paste(String)
  }

  /// Pastes above either bound are folded to a token.
  static let foldedLines = 20
  static let foldedBytes = 2000

  package private(set) var elements: [Element] = []
  /// 0…`elements.count`.
  package private(set) var cursor = 0
  private var killed: [Element] = []
  private var undoStack: [Snapshot] = []
  /// Typing extends the last undo step until something else happens.
  private var isTyping = false

  private struct Snapshot: Equatable, Sendable {
    var elements: [Element]
    var cursor: Int
  }

  package init() {}

  package init(_ text: String) {
    elements = text.map(Element.grapheme)
    cursor = elements.count
  }

  package var isEmpty: Bool { elements.isEmpty }

  /// What will be sent: pastes in full.
  package var text: String {
    elements.reduce(into: "") { text, element in
      switch element {
      case .grapheme(let character): text.append(character)
      case .paste(let paste): text.append(paste)
      }
    }
  }

  // MARK: Changing

  package mutating func insert(_ text: String) {
    remember(typing: text.count == 1)
    // A combining mark belongs to the grapheme before the cursor, and may change how it is cut.
    var fresh = text
    var start = cursor
    if cursor > 0, case .grapheme(let before) = elements[cursor - 1], before != "\n",
      (String(before) + text).count < text.count + 1
    {
      fresh = String(before) + text
      start -= 1
    }
    let graphemes = fresh.map(Element.grapheme)
    elements.replaceSubrange(start..<cursor, with: graphemes)
    cursor = start + graphemes.count
  }

  /// One edit, however large; a large one stands as a token.
  package mutating func paste(_ text: String) {
    guard !text.isEmpty else { return }
    let isLarge =
      text.utf8.count > Self.foldedBytes
      || text.utf8.lazy.filter { $0 == UInt8(ascii: "\n") }.count >= Self.foldedLines
    guard isLarge else {
      isTyping = false
      insert(text)
      isTyping = false
      return
    }
    remember()
    elements.insert(.paste(text), at: cursor)
    cursor += 1
  }

  package mutating func deleteBack() { delete(cursor - 1..<cursor) }
  package mutating func deleteForward() { delete(cursor..<cursor + 1) }
  package mutating func deleteWordBack() { kill(wordStart..<cursor) }
  package mutating func deleteWordForward() { kill(cursor..<wordEnd) }
  package mutating func killToStart() { kill(lineStart..<cursor) }

  /// Cuts to the end of the line, or the line break when the cursor stands on it.
  package mutating func killToEnd() {
    kill(cursor..<(lineEnd == cursor ? min(cursor + 1, elements.count) : lineEnd))
  }

  package mutating func yank() {
    guard !killed.isEmpty else { return }
    remember()
    elements.insert(contentsOf: killed, at: cursor)
    cursor += killed.count
  }

  package mutating func undo() {
    guard let last = undoStack.popLast() else { return }
    elements = last.elements
    cursor = last.cursor
    isTyping = false
  }

  /// Empties the prompt and returns it as it would have been sent.
  package mutating func take() -> String {
    let taken = text
    self = Composer()
    return taken
  }

  /// Replaces everything, as one undoable edit.
  package mutating func replace(with text: String) {
    remember()
    elements = text.map(Element.grapheme)
    cursor = elements.count
  }

  private mutating func delete(_ range: Range<Int>) {
    let range = range.clamped(to: 0..<elements.count)
    guard !range.isEmpty else { return }
    remember()
    elements.removeSubrange(range)
    cursor = range.lowerBound
  }

  private mutating func kill(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    killed = Array(elements[range])
    delete(range)
  }

  private mutating func remember(typing: Bool = false) {
    defer { isTyping = typing }
    if typing, isTyping { return }
    undoStack.append(Snapshot(elements: elements, cursor: cursor))
    if undoStack.count > 100 { undoStack.removeFirst() }
  }

  // MARK: Moving

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

  private mutating func move(to place: Int) {
    cursor = min(max(0, place), elements.count)
    isTyping = false
  }

  private var lineStart: Int { start(before: cursor) }
  private var lineEnd: Int { end(after: cursor) }

  private func start(before place: Int) -> Int {
    elements[..<place].lastIndex(of: .grapheme("\n")).map { $0 + 1 } ?? 0
  }

  private func end(after place: Int) -> Int {
    elements[place...].firstIndex(of: .grapheme("\n")) ?? elements.count
  }

  private var wordStart: Int {
    var place = cursor
    while place > 0, !elements[place - 1].isWord { place -= 1 }
    while place > 0, elements[place - 1].isWord { place -= 1 }
    return place
  }

  private var wordEnd: Int {
    var place = cursor
    while place < elements.count, !elements[place].isWord { place += 1 }
    while place < elements.count, elements[place].isWord { place += 1 }
    return place
  }
}

extension Composer.Element {
  fileprivate var isWord: Bool {
    switch self {
    case .grapheme(let character): character.isLetter || character.isNumber || character == "_"
    case .paste: true
    }
  }

  /// As the prompt shows it.
  package var display: String {
    switch self {
    case .grapheme(let character): return String(character)
    case .paste(let text):
      let lines = text.utf8.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
      return lines > 1 ? "[pasted \(lines) lines]" : "[pasted \(text.utf8.count) bytes]"
    }
  }
}
