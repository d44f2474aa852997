extension Wrap {
  /// Cuts text of one line wherever a screen line is full, and leaves nothing out: for code.
  static func cut(_ spans: [Span], width: Int, first: Line, hanging: Line) -> [Line] {
    let room = max(2, width - first.width)
    var lines: [Line] = []
    var line = first
    var column = 0
    for span in spans {
      var glyphs = Glyphs(span.text)
      var start = 0
      var here = 0
      while let glyph = glyphs.next() {
        if column + glyph.width > room, column > 0 {
          line.append(Span(SafeText(washed: span.text.slice(start..<here)), span.ink))
          lines.append(line)
          line = hanging
          line.joint = .nothing
          start = here
          column = 0
        }
        column += glyph.width
        here = glyphs.offset
      }
      line.append(Span(SafeText(washed: span.text.slice(start..<span.text.utf8.count)), span.ink))
    }
    lines.append(line)
    return lines
  }
}
