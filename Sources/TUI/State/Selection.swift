/// Text of one pane between two cells, marked with the mouse.
///
/// It is held by lines of the text, not of the screen, so that it stays with its words while a reply
/// grows or the pane scrolls.
package struct Selection: Equatable, Sendable {
  package struct Spot: Equatable, Comparable, Sendable {
    package var place: Viewport.Place
    /// Columns into the pane's text.
    package var column: Int

    package static func < (a: Spot, b: Spot) -> Bool {
      (a.place.turn, a.place.line, a.column) < (b.place.turn, b.place.line, b.column)
    }
  }

  /// `.thinking` or `.response`; a place of the thinking has turn 0.
  package var pane: Focus
  package var anchor: Spot
  package var head: Spot

  package var first: Spot { min(anchor, head) }
  package var last: Spot { max(anchor, head) }

  /// The marked columns of a line, or `nil` when none of it is.
  package func columns(of place: Viewport.Place, width: Int) -> Range<Int>? {
    let line = (place.turn, place.line)
    guard line >= (first.place.turn, first.place.line),
      line <= (last.place.turn, last.place.line)
    else { return nil }
    let start = line == (first.place.turn, first.place.line) ? first.column : 0
    let end = line == (last.place.turn, last.place.line) ? last.column + 1 : width
    return start < end ? start..<min(end, width) : nil
  }
}

extension Line {
  /// The text between two columns; a wide glyph that is cut is whole.
  func text(in columns: Range<Int>) -> String {
    var text = ""
    var column = 0
    for span in spans {
      var glyphs = Glyphs(span.text)
      while let glyph = glyphs.next() {
        if column + glyph.width > columns.lowerBound, column < columns.upperBound {
          text += glyph.text
        }
        column += glyph.width
      }
    }
    return text
  }
}
