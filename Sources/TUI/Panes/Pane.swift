import Engine

/// One pane of text: what it shows, where the reader stands in it, what is searched and marked there.
///
/// The response and the thinking are two of them.
package struct Pane: Sendable {
  package internal(set) var text: any PaneText
  package internal(set) var viewport = Viewport.following
  /// What stands in the pane, as `layOut` last found it.
  package internal(set) var lines: [PlacedLine] = []
  /// Lines below those while the reader holds a place; beyond 10,000 no further turn is counted.
  package internal(set) var linesBelow = 0
  /// How far down the reader's place is, 0…1, while one is held: by turns, and by lines within one.
  package private(set) var share: Double?
  /// Columns of lines wider than the pane that stand left of it: those of wide tables.
  package private(set) var sideways = 0
  /// Columns that a key moves such lines by.
  static let sidestep = 8
  /// What is searched, while its line is open.
  package internal(set) var find: Find?
  /// What is marked with the mouse.
  package internal(set) var selection: Selection?
  /// Where the button went down.
  var pressed: Selection.Position?
  /// It followed its text before the button went down on it.
  private var isHeldByPress = false
  private var anchor: ReadingAnchor?

  package init(_ text: any PaneText) {
    self.text = text
  }

  /// Brings the lines up to date with the text and the pane's size.
  mutating func layOut(_ source: PaneSource, _ size: Size) {
    keepPlace(source, width: size.columns)
    text.update(source, width: size.columns)
    let end = text.followingTop(rows: size.rows)
    let top = top(end: end)
    linesBelow =
      top < end ? max(0, text.distanceToEnd(from: top, limit: 10_000) - size.rows) : 0
    lines = text.lines(from: top, rows: size.rows)
    share = viewport == .following ? nil : share(of: top, end: end)
  }

  private mutating func share(of top: Viewport.Place, end: Viewport.Place) -> Double {
    func part(_ place: Viewport.Place) -> Double {
      guard place.turn < text.turnCount else { return Double(place.turn) }
      return Double(place.turn)
        + Double(place.line) / Double(max(1, text.layOut(place.turn).lineCount))
    }
    let whole = part(end)
    return whole > 0 ? min(1, part(top) / whole) : 0
  }

  /// The line at the pane's top: the one that is held, but none beyond the place that shows the end.
  private func top(end: Viewport.Place) -> Viewport.Place {
    if case .held(let place) = viewport { min(place, end) } else { end }
  }

  /// Lays the text out for another width and keeps what the user reads at the top.
  mutating func keepPlace(_ source: PaneSource, width: Int) {
    guard case .held(let place) = viewport, place.turn < text.turnCount,
      text.breaksAnew(source, width: width)
    else { return }
    let letters =
      if let anchor, anchor.place == place { anchor.letters } else {
        ReadingAnchor.letters(before: place.line, in: text.layOut(place.turn))
      }
    text.update(source, width: width)
    guard place.turn < text.turnCount else { return }
    let line = ReadingAnchor.line(at: letters, in: text.layOut(place.turn))
    let here = Viewport.Place(turn: place.turn, line: line)
    viewport = .held(top: here)
    anchor = ReadingAnchor(place: here, letters: letters)
  }

  // MARK: Scrolling

  mutating func scroll(by step: Int, rows: Int) {
    let top = text.moved(top(end: text.followingTop(rows: rows)), by: step)
    let isAtEnd = text.distanceToEnd(from: top, limit: rows + 1) <= rows
    viewport = isAtEnd ? .following : .held(top: top)
  }

  /// Moves the lines that are wider than the pane, as far as the widest in view goes.
  mutating func scrollSideways(by step: Int, width: Int) {
    let widest = lines.map(\.line.width).max() ?? 0
    sideways = max(0, min(sideways + step, widest - width))
  }

  /// How far a line is moved: one that fits stays where it is.
  package func shift(of line: Line, width: Int) -> Int {
    sideways == 0 ? 0 : max(0, min(sideways, line.width - width))
  }

  /// Scrolls so that a line stands a third below the top, if it is not in view.
  mutating func show(_ place: Viewport.Place, rows: Int) {
    let end = text.followingTop(rows: rows)
    let top = top(end: end)
    guard place < top || place >= text.moved(top, by: rows) else { return }
    viewport = .held(top: min(text.moved(place, by: -(rows / 3)), end))
  }

  /// What is under the button stands still while text streams in below.
  mutating func holdForPress() {
    // What is marked is counted from a line's own beginning.
    sideways = 0
    guard viewport == .following, let first = lines.first else { return }
    viewport = .held(top: first.place)
    isHeldByPress = true
  }

  mutating func letGo() {
    pressed = nil
    if isHeldByPress { viewport = .following }
    isHeldByPress = false
  }
}

/// What stands at the top of a held pane, told so that another width finds it again: how many
/// letters of the turn stand before it.
private struct ReadingAnchor: Equatable, Sendable {
  /// The line it was found at; another one means that the user scrolled since.
  var place: Viewport.Place
  var letters: Int

  /// Letters of a line, blanks and rules not counted: those change with the width.
  private static func letters(_ line: Line) -> Int {
    line.spans.reduce(0) { total, span in
      total + span.text.unicodeScalars.reduce(0) { $1.properties.isAlphabetic ? $0 + 1 : $0 }
    }
  }

  static func letters(before line: Int, in block: some PaneBlock) -> Int {
    (0..<min(line, block.lineCount)).reduce(0) { $0 + letters(block.line($1)) }
  }

  /// The line in which the letter stands.
  static func line(at letters: Int, in block: some PaneBlock) -> Int {
    var passed = 0
    for index in 0..<block.lineCount {
      passed += Self.letters(block.line(index))
      if passed > letters { return index }
    }
    return max(0, block.lineCount - 1)
  }
}
