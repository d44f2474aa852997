/// The prompt wrapped to the screen, and where the cursor stands in it.
///
/// Kept between frames: only the lines from the first change on are made again, so writing at the
/// end costs a line, however long the prompt is.
package struct ComposerLayout: Equatable, Sendable {
  /// ` › `, and a free column for the cursor at the right edge.
  static let margin = 3

  package private(set) var lines = [Line()]
  /// Column within the text and row within `lines`.
  package private(set) var cursor = Point(column: 0, row: 0)
  /// Lines made so far, a measure of work.
  package private(set) var linesMade = 0
  /// The element each line begins with.
  private var starts = [0]
  private var columns = 0
  /// Columns the sign before the first line takes.
  package private(set) var lead = Self.margin

  package init() {}

  package init(_ composer: Composer, columns: Int) {
    var composer = composer
    update(&composer, columns: columns, lead: Self.margin)
  }

  /// Takes in what changed.
  mutating func update(_ composer: inout Composer, columns: Int, lead: Int) {
    var changed = composer.changedFrom
    if columns != self.columns || lead != self.lead { changed = 0 }
    self.columns = columns
    self.lead = lead
    if let changed {
      // What shrank may now fit at the end of the line before.
      let row = max(0, row(of: changed) - 1)
      let start = row < starts.count ? starts[row] : 0
      lines.removeSubrange(min(row, lines.count)...)
      starts.removeSubrange(min(row, starts.count)...)
      layOut(composer.elements, from: start)
      linesMade += lines.count - row
      composer.markSeen()
    }
    place(composer)
  }

  private mutating func layOut(_ elements: [Composer.Element], from start: Int) {
    var text = ""
    var column = 0
    starts.append(start)
    for index in start..<elements.count {
      let element = elements[index]
      if element == .grapheme("\n") {
        lines.append(Line(text, Ink(.input)))
        starts.append(index + 1)
        text = ""
        column = 0
        continue
      }
      let shown = Self.shown(element)
      let taken = Self.width(shown)
      if column + taken > width(row: lines.count), column > 0 {
        lines.append(Line(text, Ink(.input)))
        starts.append(index)
        text = ""
        column = 0
      }
      text += shown
      column += taken
    }
    lines.append(Line(text, Ink(.input)))
  }

  private mutating func place(_ composer: Composer) {
    let row = row(of: composer.cursor)
    let column = composer.elements[starts[row]..<composer.cursor]
      .reduce(0) { $0 + Self.width(Self.shown($1)) }
    cursor = Point(column: min(column, width(row: row)), row: row)
  }

  /// The last line that begins at or before an element.
  private func row(of element: Int) -> Int {
    var low = 0
    var high = starts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= element { low = middle } else { high = middle }
    }
    return low
  }

  private func width(row: Int) -> Int {
    max(1, columns - margin(row: row) - 1)
  }

  /// Columns before the text of a row.
  func margin(row: Int) -> Int { row == 0 ? lead : Self.margin }

  private static func shown(_ element: Composer.Element) -> String {
    if let character = element.character, character.isASCII, character >= " ", character < "\u{7f}"
    {
      return String(character)
    }
    return Washer.wash(element.display)
  }

  private static func width(_ shown: String) -> Int {
    shown.utf8.count == 1 ? 1 : Glyph.width(of: shown)
  }
}
