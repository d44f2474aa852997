/// The prompt wrapped to the screen, and where the cursor stands in it.
package struct ComposerLayout: Equatable, Sendable {
  /// ` › `, and a free column for the cursor at the right edge.
  static let margin = 3

  package private(set) var lines: [Line] = []
  /// Column within the text and row within `lines`.
  package private(set) var cursor = Point(column: 0, row: 0)

  package init(_ composer: Composer, columns: Int) {
    let width = max(1, columns - Self.margin - 1)
    var text = ""
    var column = 0
    for (index, element) in composer.elements.enumerated() {
      if index == composer.cursor { cursor = Point(column: column, row: lines.count) }
      if element == .grapheme("\n") {
        lines.append(Line(text, Ink(.input)))
        text = ""
        column = 0
        continue
      }
      let shown = Washer.wash(element.display)
      let taken = Glyph.width(of: shown)
      if column + taken > width, column > 0 {
        lines.append(Line(text, Ink(.input)))
        text = ""
        column = 0
        if index == composer.cursor { cursor = Point(column: 0, row: lines.count) }
      }
      text += shown
      column += taken
    }
    if composer.cursor == composer.elements.count {
      cursor = Point(column: column, row: lines.count)
    }
    lines.append(Line(text, Ink(.input)))
  }
}
