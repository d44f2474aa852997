/// The composer's optional modal editing: a small, faithful part of vi.
///
/// Writing starts in insert mode; Esc leaves it. In normal mode a count, an operator (`d`, `c`,
/// `y`) and a motion make a command; whatever is no such key does nothing.
package struct Vim: Equatable, Sendable {
  package enum Mode: Equatable, Sendable { case insert, normal }

  package private(set) var mode = Mode.insert
  var count: Int?
  private var operation: Operation?
  private var replaces = false
  /// `f`, `t`, `F` or `T` waits for the character it goes to.
  private var seeking: Seek?
  private var lastSeek: (Seek, Character)?
  /// What `y`, `d`, `c` and `x` took, and whether it is whole lines.
  private var register: (elements: [Composer.Element], isLines: Bool) = ([], false)

  private enum Operation: Character, Equatable, Sendable {
    case delete = "d", change = "c", yank = "y"
  }

  package init() {}

  package static func == (a: Vim, b: Vim) -> Bool {
    a.mode == b.mode && a.count == b.count && a.operation == b.operation
      && a.register.elements == b.register.elements && a.register.isLines == b.register.isLines
  }

  /// Takes a key; `false` leaves it to the keymap.
  mutating func press(_ key: KeyPress, _ composer: inout Composer) -> Bool {
    if mode == .insert { return leaveInsert(key, &composer) }
    if key.key == .escape {
      let wasPending = operation != nil || count != nil || replaces || seeking != nil
      forget()
      return wasPending
    }
    if key == KeyPress(.character("r"), .control) {
      composer.redo()
      return true
    }
    guard let character = key.typed else {
      return false
    }
    if replaces {
      replace(with: character, &composer)
    } else if let seeking {
      lastSeek = (seeking, character)
      seek(seeking, character, &composer)
    } else if let begun = Seek(rawValue: character) {
      seeking = begun
    } else if character == ";", let (seek, wanted) = lastSeek {
      self.seek(seek, wanted, &composer)
    } else if let digit = character.wholeNumberValue, character.isASCII, digit > 0 || count != nil {
      count = min(9999, (count ?? 0) * 10 + digit)
    } else if let operation {
      finish(operation, character, &composer)
    } else if let begun = Operation(rawValue: character) {
      operation = begun
    } else {
      command(character, &composer)
      if !replaces { count = nil }
    }
    return true
  }

  /// Esc goes to normal mode, with the cursor on what was written last.
  private mutating func leaveInsert(_ key: KeyPress, _ composer: inout Composer) -> Bool {
    guard key == KeyPress(.escape) else { return false }
    mode = .normal
    forget()
    if composer.cursor > composer.lineStart { composer.moveLeft() }
    return true
  }

  private mutating func forget() {
    count = nil
    operation = nil
    replaces = false
    seeking = nil
  }

  // MARK: Commands of one key

  private mutating func command(_ key: Character, _ composer: inout Composer) {
    switch key {
    case "i": mode = .insert
    case "a":
      if composer.cursor < composer.lineEnd { composer.moveRight() }
      mode = .insert
    case "I":
      composer.move(to: composer.firstWord)
      mode = .insert
    case "A":
      composer.moveToLineEnd()
      mode = .insert
    case "o", "O": openLine(below: key == "o", &composer)
    case "x":
      cut(composer.cursor..<min(composer.cursor + (count ?? 1), composer.lineEnd), &composer)
    case "X":
      cut(max(composer.lineStart, composer.cursor - (count ?? 1))..<composer.cursor, &composer)
    case "D": cut(composer.cursor..<composer.lineEnd, &composer)
    case "C":
      cut(composer.cursor..<composer.lineEnd, &composer)
      mode = .insert
    case "s":
      cut(composer.cursor..<min(composer.cursor + (count ?? 1), composer.lineEnd), &composer)
      mode = .insert
    case "S":
      cut(composer.lineStart..<composer.lineEnd, &composer)
      mode = .insert
    case "p", "P": put(after: key == "p", &composer)
    case "u": composer.undo()
    case "r": replaces = true
    default: if let place = target(of: key, composer) { composer.move(to: place) }
    }
  }

  private mutating func openLine(below: Bool, _ composer: inout Composer) {
    composer.move(to: below ? composer.lineEnd : composer.lineStart)
    composer.insert("\n")
    if !below { composer.moveLeft() }
    mode = .insert
  }

  private mutating func replace(with character: Character, _ composer: inout Composer) {
    let end = composer.cursor + (count ?? 1)
    if end <= composer.lineEnd {
      let new = Array(repeating: Composer.Element.grapheme(character), count: count ?? 1)
      composer.replace(composer.cursor..<end, with: new)
      composer.moveLeft()
    }
    forget()
  }

  private func put(after: Bool, _ composer: inout Composer) {
    guard !register.elements.isEmpty else { return }
    var place = composer.cursor
    var new = register.elements
    if register.isLines {
      place = after ? composer.lineEnd : composer.lineStart
      new = after ? [.grapheme("\n")] + new : new + [.grapheme("\n")]
    } else if after, place < composer.lineEnd {
      place += 1
    }
    let times = count ?? 1
    composer.replace(place..<place, with: Array(repeating: new, count: times).flatMap(\.self))
    if register.isLines {
      composer.move(to: after ? place + 1 : place)
    } else {
      composer.moveLeft()
    }
  }

  // MARK: Operators

  private mutating func finish(
    _ operation: Operation, _ key: Character, _ composer: inout Composer
  ) {
    defer { forget() }
    if key == operation.rawValue { return onLines(operation, &composer) }
    guard let target = target(of: key, composer) else { return }
    // `cw` changes the word and leaves the blank after it, as `ce` does.
    var end = target
    if operation == .change, key == "w" {
      end = target == composer.cursor ? target : wordTail(composer)
    }
    if key == "e" { end += 1 }
    let range = min(composer.cursor, end)..<min(max(composer.cursor, end), composer.elements.count)
    apply(operation, range, isLines: false, &composer)
  }

  private mutating func seek(
    _ seek: Seek, _ wanted: Character, _ composer: inout Composer
  ) {
    defer { forget() }
    guard let place = seek.place(of: wanted, count ?? 1, in: composer) else { return }
    guard let operation else { return composer.move(to: place) }
    // Forwards the character itself is taken too.
    let end = seek.isForward ? place + 1 : place
    let range = min(composer.cursor, end)..<max(composer.cursor, end)
    apply(operation, range, isLines: false, &composer)
  }

  private mutating func onLines(_ operation: Operation, _ composer: inout Composer) {
    let start = composer.lineStart
    var end = composer.lineEnd
    for _ in 1..<max(1, count ?? 1) where end < composer.elements.count {
      end = composer.end(after: end + 1)
    }
    if operation == .change { return apply(.change, start..<end, isLines: false, &composer) }
    register = (Array(composer.elements[start..<end]), true)
    guard operation == .delete else { return }
    // The line break goes too: the one after, or at the last line the one before.
    if end < composer.elements.count {
      composer.delete(start..<end + 1)
    } else {
      composer.delete(max(0, start - 1)..<end)
      composer.moveToLineStart()
    }
  }

  private mutating func apply(
    _ operation: Operation, _ range: Range<Int>, isLines: Bool, _ composer: inout Composer
  ) {
    register = (Array(composer.elements[range]), isLines)
    switch operation {
    case .yank: composer.move(to: range.lowerBound)
    case .delete: composer.delete(range)
    case .change:
      composer.delete(range)
      mode = .insert
    }
  }

  private mutating func cut(_ range: Range<Int>, _ composer: inout Composer) {
    guard !range.isEmpty else { return }
    register = (Array(composer.elements[range]), false)
    composer.delete(range)
  }
}
