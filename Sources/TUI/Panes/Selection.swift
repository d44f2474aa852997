/// Text of a pane between two cells, marked with the mouse.
///
/// It is held by lines of the text, not of the screen, so that it stays with its words while a reply
/// grows or the pane scrolls.
package struct Selection: Equatable, Sendable {
  package struct Position: Equatable, Comparable, Sendable {
    package var place: Viewport.Place
    /// Columns into the pane's text.
    package var column: Int

    package static func < (a: Position, b: Position) -> Bool {
      (a.place.turn, a.place.line, a.column) < (b.place.turn, b.place.line, b.column)
    }
  }

  package var anchor: Position
  package var head: Position

  package var first: Position { min(anchor, head) }
  package var last: Position { max(anchor, head) }

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
  /// Columns of the indentation and the bar before a line of code or of a prompt; 0 where there is none.
  var frameColumns: Int {
    guard let bar = spans.firstIndex(where: { [.codeBorder, .you].contains($0.ink.role) }),
      bar <= 1
    else { return 0 }
    return spans[...bar].reduce(Int(indent)) { $0 + Glyph.width(of: $1.text) }
  }

  /// The line that names a block's language, or one of an image's frame: nothing of it was written.
  var isOnlyFrame: Bool {
    image != nil
      || spans.contains {
        $0.ink.role == .codeBorder && $0.text.hasPrefix("┏")
          || $0.ink.role == .border && ($0.text.hasPrefix("╭") || $0.text.hasPrefix("╰"))
      }
  }

  /// The columns of the word at a column; `nil` between words.
  func word(at column: Int) -> Range<Int>? {
    var start = Int(indent)
    var end = start
    for span in spans {
      var glyphs = Glyphs(span.text)
      while let glyph = glyphs.next() {
        let isPart = ![.codeBorder, .you].contains(span.ink.role) && Self.isPart(glyph.text)
        if isPart, start == end { start = end }
        end += glyph.width
        if !isPart {
          if column < end {
            return start < end - glyph.width && column < end - glyph.width
              ? start..<end - glyph.width : nil
          }
          start = end
        }
      }
    }
    return column < end && start < end ? start..<end : nil
  }

  /// Letters, and what holds names, paths and addresses together.
  private static func isPart(_ text: String) -> Bool {
    guard let character = text.first else { return false }
    return character.isLetter || character.isNumber || "_-/:@~%#&=+?".contains(character)
  }

  /// The text between two columns; a wide glyph that is cut is whole.
  func text(in columns: Range<Int>) -> String {
    var column = Int(indent)
    var text = String(repeating: " ", count: columns.clamped(to: 0..<column).count)
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
