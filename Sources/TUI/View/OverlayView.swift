import Engine

/// What stands over the panes: the help and the pickers.
enum OverlayView {
  static func draw(_ state: AppState, in screen: Rect, on surface: inout Surface) -> Point? {
    switch state.overlay {
    case .help(let top):
      drawHelp(state, top: top, in: screen, on: &surface)
      return nil
    case .profiles(let picker), .models(let picker), .choice(_, let picker):
      return PickerView.draw(picker, in: screen, on: &surface)
    case .conversations(let picker):
      return ConversationPickerView.draw(picker, state, in: screen, on: &surface)
    case .page(let page):
      draw(page, in: screen, on: &surface)
      return nil
    case .confirm(let question):
      draw(question, in: screen, on: &surface)
      return nil
    case nil: return nil
    }
  }

  /// Columns of the names in the help.
  private static let keyColumns = 34

  private static func drawHelp(
    _ state: AppState, top: Int, in screen: Rect, on surface: inout Surface
  ) {
    let lines = helpLines(state.keymap) + commandLines(state)
    let box = box(columns: 96, rows: lines.count + 2, in: screen)
    open(box, title: "keys and commands · ↑ ↓ scroll · any other key closes", on: &surface)
    let text = box.inset(columns: 2, rows: 1)
    let first = min(top, max(0, lines.count - text.rows))
    for row in 0..<text.rows where first + row < lines.count {
      surface.write(
        lines[first + row], at: Point(column: text.column, row: text.row + row), in: text)
    }
  }

  /// Every action with its keys, by group: generated, so it cannot differ from what keys do.
  static func helpLines(_ keymap: Keymap) -> [Line] {
    var lines: [Line] = []
    for group in Action.Group.allCases {
      if !lines.isEmpty { lines.append(Line()) }
      lines.append(Line(group.rawValue, Ink(.heading)))
      for action in Action.allCases where action.entry.group == group {
        let keys = keymap.labels(action)
        let pad = String(repeating: " ", count: max(1, keyColumns - Glyph.width(of: keys)))
        lines.append(
          Line([Span(keys, Ink(.key)), Span(pad + action.entry.help, Ink(.overlay))]))
      }
    }
    return lines
  }

  /// Every command; grey where it cannot act now, with the reason.
  private static func commandLines(_ state: AppState) -> [Line] {
    [Line(), Line("Commands · Tab completes · // sends a / as text", Ink(.heading))]
      + SlashCommand.allCases.map { command in
        let pad = String(repeating: " ", count: max(1, keyColumns - Glyph.width(of: command.usage)))
        guard let obstacle = command.obstacle(state) else {
          return Line([
            Span(command.usage, Ink(.key)), Span(pad + command.entry.help, Ink(.overlay)),
          ])
        }
        return Line(command.usage + pad + "now not: " + obstacle, Ink(.disabled))
      }
  }

  private static func draw(_ page: Page, in screen: Rect, on surface: inout Surface) {
    let width = min(92, screen.columns - 2) - 4
    let lines = page.lines.flatMap { $0.spans.isEmpty ? [$0] : Wrap.lines($0.spans, width: width) }
    let box = box(columns: 92, rows: lines.count + 2, in: screen)
    open(box, title: page.title + " · ↑ ↓ scroll · any other key closes", on: &surface)
    let text = box.inset(columns: 2, rows: 1)
    let first = min(page.top, max(0, lines.count - text.rows))
    for row in 0..<text.rows where first + row < lines.count {
      surface.write(
        lines[first + row], at: Point(column: text.column, row: text.row + row), in: text)
    }
  }

  private static func draw(
    _ question: Confirmation, in screen: Rect, on surface: inout Surface
  ) {
    let lines =
      Wrap.lines([Span(Washer.wash(question.question), Ink(.warning))], width: 56)
      + Wrap.lines([Span(Washer.wash(question.detail), Ink(.overlay))], width: 56)
      + [
        Line(),
        Line([
          Span("Enter", Ink(.key)), Span(" yes   ", Ink(.overlay)),
          Span("Esc", Ink(.key)), Span(" no", Ink(.overlay)),
        ]),
      ]
    let box = box(columns: 60, rows: lines.count + 2, in: screen)
    open(box, title: "sure?", on: &surface)
    let text = box.inset(columns: 2, rows: 1)
    for (row, line) in lines.enumerated() {
      surface.write(line, at: Point(column: text.column, row: text.row + row), in: text)
    }
  }

  static func box(columns: Int, rows: Int, in screen: Rect) -> Rect {
    let columns = min(columns, screen.columns - 2)
    let rows = min(rows, screen.rows - 2)
    return Rect(
      column: (screen.columns - columns) / 2, row: (screen.rows - rows) / 3 + 1,
      columns: columns, rows: rows
    ).intersection(screen)
  }

  static func open(_ box: Rect, title: String, on surface: inout Surface) {
    surface.fill(box, Cell(.space, Ink(.overlay)))
    surface.frame(box, ink: Ink(.overlayBorder), title: Line(title, Ink(.title)))
  }
}
