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

  /// Rows are cut between words; a word longer than a row, anywhere.
  private mutating func layOut(_ elements: [Composer.Element], from start: Int) {
    var row: [(shown: String, columns: Int)] = []
    var column = 0
    /// Where the word begins that stands at the end of the row, and the columns before it.
    var word = (index: start, column: 0)
    starts.append(start)
    func end(at index: Int, keeping count: Int) {
      lines.append(Line(SafeText(foreign: row.prefix(count).map(\.shown).joined()), Ink(.input)))
      starts.append(index)
      row.removeFirst(count)
    }
    for index in start..<elements.count {
      let element = elements[index]
      if element == .grapheme("\n") {
        end(at: index + 1, keeping: row.count)
        column = 0
        word = (index + 1, 0)
        continue
      }
      let shown = Self.shown(element)
      let taken = Self.width(shown)
      if column + taken > width(row: lines.count), column > 0 {
        // A blank that no longer fits hangs over the edge, where it is not seen.
        let hangs = element.isSpace && taken == 1 && column == width(row: lines.count)
        if !hangs {
          let cut = word.column > 0 && !element.isSpace ? word.index : index
          end(at: cut, keeping: row.count - (index - cut))
          column = cut == index ? 0 : column - word.column
          word = (cut, 0)
        }
      }
      row.append((shown, taken))
      column += taken
      if element.isSpace || Self.isWide(element) { word = (index + 1, column) }
    }
    lines.append(Line(SafeText(foreign: row.map(\.shown).joined()), Ink(.input)))
  }

  /// Chinese, Japanese and Korean text, and tokens, may be cut behind any of them.
  private static func isWide(_ element: Composer.Element) -> Bool {
    guard let character = element.character else { return true }
    return !character.isASCII && Glyph.width(of: String(character)) > 1
  }

  /// The element so many rows above or below the cursor, in its column; `nil` where there is no such row.
  func element(besides composer: Composer, rows step: Int) -> Int? {
    let target = cursor.row + step
    guard target >= 0, target < starts.count else { return nil }
    let wanted = margin(row: cursor.row) + cursor.column
    var column = margin(row: target)
    var index = starts[target]
    // The last row ends with the text; others end before what begins the next.
    let isLast = target + 1 == starts.count
    let end = isLast ? composer.elements.count : starts[target + 1] - 1
    while index < end {
      let taken = Self.width(Self.shown(composer.elements[index]))
      guard column + taken <= wanted else { break }
      column += taken
      index += 1
    }
    return index
  }

  /// The element at a place of the screen, counted from the composer's first row shown.
  func element(_ composer: Composer, at place: Point) -> Int {
    let row = max(0, min(place.row, starts.count - 1))
    var column = margin(row: row)
    var index = starts[row]
    let end = row + 1 == starts.count ? composer.elements.count : starts[row + 1] - 1
    while index < end {
      let taken = Self.width(Self.shown(composer.elements[index]))
      guard column + taken <= place.column else { break }
      column += taken
      index += 1
    }
    return index
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

  /// The first of the lines when so many rows of the screen show them.
  func firstRow(shown rows: Int) -> Int { max(0, min(cursor.row - rows + 1, lines.count - rows)) }

  /// Columns before the text of a row.
  func margin(row: Int) -> Int { row == 0 ? lead : Self.margin }

  private static func shown(_ element: Composer.Element) -> String {
    if let character = element.character, character.isASCII, character >= " ", character < "\u{7f}"
    {
      return String(character)
    }
    return Sanitizer.sanitize(element.display)
  }

  private static func width(_ shown: String) -> Int {
    shown.utf8.count == 1 ? 1 : Glyph.width(of: shown)
  }
}
