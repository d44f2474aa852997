/// A pane without a box: its title, a rule, and the text between two columns of air.
package struct PaneFrame: Equatable, Sendable {
  package let whole: Rect
  /// The title has the rule on its own row; elsewhere the rule stands below it.
  let isLow: Bool

  /// - Parameter isLow: rows are scarce.
  init(_ whole: Rect, isLow: Bool) {
    self.whole = whole
    self.isLow = isLow
  }

  var head: Int { min(whole.rows, isLow ? 1 : 2) }
  /// The row of the rule.
  var rule: Int { whole.row + head - 1 }

  package var text: Rect {
    Rect(
      column: whole.column + 1, row: whole.row + head, columns: max(0, whole.columns - 2),
      rows: max(0, whole.rows - head))
  }
}

/// Draws what stands around a pane's text.
enum PaneHead {
  /// - Parameters:
  ///   - more: said at the right end of the rule.
  static func draw(
    _ title: SafeText, right: SafeText? = nil, more: String? = nil, in frame: PaneFrame,
    isFocused: Bool, on surface: inout Surface
  ) {
    let whole = frame.whole
    guard whole.rows > 0, whole.columns > 4 else { return }
    let rule = Ink(isFocused ? .borderFocused : .border)
    surface.fill(
      Rect(column: whole.column, row: frame.rule, columns: whole.columns, rows: 1),
      Cell(Glyph("─"), rule))
    let row = Rect(column: whole.column, row: whole.row, columns: whole.columns, rows: 1)
    let room = max(0, whole.columns - 2 - (frame.isLow ? 2 : 0))
    var words = Line([Span(" \(title) ", Ink(isFocused ? .titleFocused : .title))])
    if words.width > room { words = words.truncated(to: room) }
    let left = Point(column: whole.column + (frame.isLow ? 1 : 0), row: whole.row)
    let end = surface.write(words, at: left, in: row)
    if let right, !(frame.isLow && more != nil), case let line = Line(" \(right) ", Ink(.faint)),
      end + line.width < whole.right
    {
      surface.write(line, at: Point(column: whole.right - line.width, row: whole.row), in: row)
    }
    guard let more, case let line = Line(SafeText(foreign: more), Ink(.notice)),
      case let column = whole.right - line.width - 1, column > (frame.isLow ? end : whole.column)
    else { return }
    let lower = Rect(column: whole.column, row: frame.rule, columns: whole.columns, rows: 1)
    surface.write(line, at: Point(column: column, row: frame.rule), in: lower)
  }

  /// The one line between two panes that stand beside each other; it joins their rules.
  static func divide(
    _ column: Int, from left: PaneFrame, isFocused: Bool, on surface: inout Surface
  ) {
    let ink = Ink(isFocused ? .borderFocused : .border)
    let whole = left.whole
    surface.fill(
      Rect(column: column, row: whole.row, columns: 1, rows: whole.rows), Cell(Glyph("│"), ink))
    guard whole.rows > 0 else { return }
    surface.fill(
      Rect(column: column, row: left.rule, columns: 1, rows: 1),
      Cell(Glyph(left.isLow ? "┬" : "┼"), ink))
  }

  /// Where the reader is in a pane that is scrolled: a mark in the column right of the text.
  static func mark(_ pane: Pane, in frame: PaneFrame, isFocused: Bool, on surface: inout Surface) {
    guard let place = pane.share, frame.text.rows > 1 else { return }
    let row = frame.text.row + Int((place * Double(frame.text.rows - 1)).rounded())
    surface.fill(
      Rect(column: frame.whole.right - 1, row: row, columns: 1, rows: 1),
      Cell(Glyph("┃"), Ink(isFocused ? .borderFocused : .border)))
  }
}
