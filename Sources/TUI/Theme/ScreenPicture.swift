/// A frame and how its roles look, to be kept in a file.
package struct ScreenPicture: Sendable {
  package var frame: Frame
  package var theme: Theme

  package init(frame: Frame, theme: Theme) {
    self.frame = frame
    self.theme = theme
  }

  /// Each row as text, without blanks at its end.
  package var rows: [String] {
    let surface = frame.surface
    return (0..<surface.size.rows).map { row in
      var text = (0..<surface.size.columns).map { surface[$0, row].glyph.text }.joined()
      while text.last == " " { text.removeLast() }
      return text
    }
  }

  /// What a file of this name holds: `.svg` the picture in the theme's colours, `.screen` the text
  /// and every cell's role, anything else the text alone.
  package func contents(forFile name: String) -> String {
    if name.hasSuffix(".svg") { return svg }
    if name.hasSuffix(".screen") {
      return ScreenText(frame.surface, cursor: frame.cursor).text
    }
    return rows.joined(separator: "\n") + "\n"
  }
}
