import Engine

/// The thinking by its steps, and the keys that open and fold them.
extension AppState {
  private var steps: ThinkingOutline? { (thinking.text as? ThinkingLayout)?.outline }

  mutating func toggleOutline() -> [Command] {
    guard turnInView?.reply.hasThought ?? false else {
      hint = StateMessages.noThinking
      return []
    }
    guard area(of: .thinking) != nil else {
      hint = StateMessages.thinkingIsHidden(key: options.keymap.hint(.cycleThinking))
      return []
    }
    if steps == nil {
      outline(true)
      focus = .thinking
      hint = StateMessages.outlines(steps?.stepCount ?? 0, key: options.keymap.hint(.outline))
    } else {
      outline(false)
    }
    return []
  }

  /// Keeps the step that is read in view.
  mutating func outline(_ isOn: Bool) {
    guard var text = thinking.text as? ThinkingLayout, isOn != (text.outline != nil) else { return }
    var here = thinking.lines.first?.place.line ?? 0
    if !isOn { here = text.outline?.selectedLine ?? 0 }
    text.setOutline(isOn, source)
    let follows = thinking.viewport == .following
    if isOn {
      let step = follows ? .max : text.outline?.rows.last { $0.line <= here }?.step
      text.outline?.select(step ?? 0)
      thinking.viewport = .following
    } else if !follows {
      thinking.viewport = .held(top: Viewport.Place(turn: 0, line: here))
    }
    thinking.text = text
    if isOn { showStep() }
  }

  /// A key while the steps have the focus; `nil` lets the others through.
  mutating func pressInOutline(_ key: KeyPress) -> [Command]? {
    guard focus == .thinking, let steps else { return nil }
    switch key {
    case KeyPress(.up): select(steps.selected - 1)
    case KeyPress(.down): select(steps.selected + 1)
    case KeyPress(.home): select(0)
    case KeyPress(.end): select(.max)
    case KeyPress(.enter): setStep(open: !steps.isOpen(steps.selected))
    case KeyPress(.right): setStep(open: true)
    case KeyPress(.left): setStep(open: false)
    case KeyPress(.escape): outline(false)
    default: return nil
    }
    return []
  }

  /// A press on a step's first line opens or folds it.
  mutating func pressOnStep(at point: Point) -> Bool {
    guard let area = area(of: .thinking), area.contains(point), let steps,
      thinking.lines.indices.contains(point.row - area.row)
    else { return false }
    // What was drawn may be older than the steps.
    let line = thinking.lines[point.row - area.row].place.line
    guard steps.rows.indices.contains(line) else { return false }
    let row = steps.rows[line]
    guard row.isHeading else { return false }
    select(row.step)
    setStep(open: !steps.isOpen(row.step))
    return true
  }

  private mutating func select(_ step: Int) {
    changeOutline { outline, _ in outline.select(step) }
    showStep()
  }

  private mutating func setStep(open: Bool) {
    changeOutline { $0.setOpen(open, $1) }
    showStep()
  }

  private mutating func changeOutline(_ change: (inout ThinkingOutline, PlainLayout) -> Void) {
    guard var text = thinking.text as? ThinkingLayout else { return }
    text.changeOutline(change)
    thinking.text = text
  }

  private mutating func showStep() {
    guard let row = steps?.selectedRow, let area = area(of: .thinking) else { return }
    thinking.show(Viewport.Place(turn: 0, line: row), rows: area.rows)
  }
}
