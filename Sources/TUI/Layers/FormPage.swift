import Engine

/// A form that a server of tools asks the user to fill in, or a page that it wants opened.
package struct FormPage: Layer {
  /// A line that can be stood on: a field, or one of the choices of which several may be on.
  private struct Row: Equatable {
    var field: Int
    var choice: Int?
  }

  let form: ToolForm
  private let fields: [FormField]
  private let rows: [Row]
  private var entries: [FormField.Entry]
  private var typedAhead: TypedAhead
  private var current = 0
  private var complaint: FormComplaint?

  init(_ form: ToolForm, in state: AppState) {
    self.form = form
    let fields: [FormField] = if case .fields(let fields) = form.content { fields } else { [] }
    self.fields = fields
    entries = fields.map(\.initial)
    rows = fields.indices.flatMap { field in
      guard case .choices(let choices, _, _) = fields[field].kind else {
        return [Row(field: field)]
      }
      return choices.indices.map { Row(field: field, choice: $0) }
    }
    typedAhead = TypedAhead(in: state)
  }

  // MARK: Keys

  /// Whether a key is meant for it, and no longer one that was typed ahead.
  package func takesKeys(at now: Duration) -> Bool { typedAhead.isOver(at: now) }

  package mutating func handle(_ key: KeyPress, in state: inout AppState) -> LayerOutcome {
    if typedAhead.take(key, in: &state) { return .stay() }
    complaint = nil
    switch key {
    case KeyPress(.character("n"), .control): return close(.decline)
    case KeyPress(.enter) where current + 1 >= rows.count: return send()
    case KeyPress(.enter), KeyPress(.down), KeyPress(.tab):
      current = min(current + 1, max(0, rows.count - 1))
    case KeyPress(.up), KeyPress(.tab, .shift): current = max(0, current - 1)
    default: edit(key)
    }
    return .stay()
  }

  private mutating func edit(_ key: KeyPress) {
    guard rows.indices.contains(current) else { return }
    let (place, row) = (rows[current].field, rows[current])
    switch (fields[place].kind, entries[place]) {
    case (.flag, .flag(let isOn)) where key.typed == " ": entries[place] = .flag(!isOn)
    case (.choice(let choices), .chosen(let chosen)):
      let step = key.key == .left ? -1 : key.key == .right || key.typed == " " ? 1 : 0
      guard step != 0, !choices.isEmpty else { return }
      let next = chosen.first.map { $0 + step } ?? (step > 0 ? 0 : -1)
      entries[place] = .chosen([(next + choices.count) % choices.count])
    case (.choices, .chosen(let chosen)) where key.typed == " ":
      entries[place] = .chosen(chosen.symmetricDifference(row.choice.map { [$0] } ?? []))
    case (.text, .text(let text)), (.number, .text(let text)):
      if key.key == .backspace { entries[place] = .text(String(text.dropLast())) }
      if let character = key.typed { entries[place] = .text(text + String(character)) }
    default: break
    }
  }

  /// A paste fills the field, without its line breaks; it never sends.
  package mutating func insert(_ text: String, in state: inout AppState) -> [Command]? {
    guard typedAhead.isOver(at: state.now), rows.indices.contains(current),
      case .text(let before) = entries[rows[current].field]
    else {
      state.composer.paste(text)
      return []
    }
    entries[rows[current].field] = .text(before + text.filter { !$0.isNewline })
    return []
  }

  private mutating func send() -> LayerOutcome {
    var values: JSON = [:]
    for (place, field) in fields.enumerated() {
      do throws(FormComplaint) {
        if let value = try field.value(entries[place]) { values[field.name] = value }
      } catch {
        complaint = error
        current = rows.firstIndex { $0.field == place } ?? current
        return .stay()
      }
    }
    return close(.accept(values))
  }

  private func close(_ answer: FormAnswer) -> LayerOutcome {
    .close([.engine(.answerForm(form.id, answer))])
  }

  package func cancel(in state: AppState) -> [Command] {
    [.engine(.answerForm(form.id, .cancel))]
  }

  // MARK: Picture

  package func draw(_ state: AppState, in screen: Rect, on surface: inout Surface) -> Point? {
    let width = max(8, min(76, screen.columns - 2) - 4)
    let foot = [Line()] + keys(width)
    var body = Wrap.lines(Sanitizer.spans(form.message, Ink(.overlay)), width: width) + [Line()]
    if case .page(let url) = form.content { body += page(url, width) }
    let first = body.count
    for row in rows.indices { body.append(line(row, width)) }
    let note = Wrap.lines(self.note, width: width)
    if !self.note.isEmpty {
      body.insert(contentsOf: note, at: min(first + current + 1, body.count))
    }
    let box = LayerBox.rect(columns: width + 4, rows: body.count + foot.count + 2, in: screen)
    LayerBox.open(
      box, title: FormPageMessages.title(of: Sanitizer.sanitize(form.server)), on: &surface)
    let text = box.inset(columns: 2, rows: 1)
    // The field that is stood on is in view with what is said of it, and the keys always are.
    let height = max(1, text.rows - foot.count)
    let last = first + current + (self.note.isEmpty ? 0 : note.count)
    let top = max(0, min(last + 1 - height, body.count - height))
    func write(_ line: Line, _ row: Int) {
      surface.write(line, at: Point(column: text.column, row: text.row + row), in: text)
    }
    for row in 0..<height where top + row < body.count { write(body[top + row], row) }
    for (row, line) in foot.enumerated() { write(line, height + row) }
    guard rows.indices.contains(current) else { return nil }
    let written = body[first + current].spans.reduce(0) { $0 + Glyph.width(of: $1.text) }
    return Point(
      column: text.column + min(written, width - 1), row: text.row + first + current - top)
  }

  private func page(_ url: String, _ width: Int) -> [Line] {
    let host = Origin(url: url)?.host ?? ""
    var lines = Wrap.lines(Sanitizer.spans(url, Ink(.overlay)), width: width)
    lines.append(Line())
    lines += Wrap.lines(
      [Span(FormPageMessages.pageIsAt, Ink(.overlay))] + Sanitizer.spans(host, Ink(.heading)),
      width: width)
    // Letters of other scripts look like ours.
    if host.isEmpty || host.hasPrefix("xn--") || host.contains(".xn--")
      || !host.utf8.allSatisfy({ $0 < 0x80 })
    {
      lines += Wrap.lines([Span(FormPageMessages.strangeHost, Ink(.warning))], width: width)
    }
    return lines
  }

  private func line(_ place: Int, _ width: Int) -> Line {
    let row = rows[place]
    let field = fields[row.field]
    let mark = Span(place == current ? "› " : "  ", Ink(.key))
    let title = Sanitizer.spans(field.title, Ink(place == current ? .heading : .overlay))
    let star = Span(field.isRequired ? "*  " : "   ", Ink(.warning))
    let value: [Span]
    switch (field.kind, entries[row.field]) {
    case (_, .text(let text)): value = Sanitizer.spans(tail(text, width / 2), Ink(.overlay))
    case (_, .flag(let isOn)):
      value = [Span(isOn ? FormPageMessages.boxOn : FormPageMessages.boxOff, Ink(.overlay))]
    case (.choices(let choices, _, _), .chosen(let chosen)):
      let place = row.choice ?? 0
      value =
        [
          Span(
            chosen.contains(place) ? FormPageMessages.boxOn : FormPageMessages.boxOff, Ink(.overlay)
          ),
          Span(" "),
        ]
        + Sanitizer.spans(choices[place].title, Ink(.overlay))
    case (.choice(let choices), .chosen(let chosen)):
      let title = chosen.first.map { choices[$0].title } ?? FormPageMessages.nothingChosen
      value =
        [Span("‹ ", Ink(.faint))] + Sanitizer.spans(title, Ink(.overlay)) + [
          Span(" ›", Ink(.faint))
        ]
    default: value = []
    }
    // Only the first of several choices says what they are for.
    guard row.choice ?? 0 == 0 else {
      let columns = title.reduce(3) { $0 + Glyph.width(of: $1.text) }
      return Line([mark, Span(SafeText(foreign: String(repeating: " ", count: columns)))] + value)
    }
    return Line([mark] + title + [star] + value)
  }

  /// The end of what is written, where it does not fit.
  private func tail(_ text: String, _ width: Int) -> String {
    Glyph.width(of: text) <= width ? text : "…" + text.suffix(max(1, width / 2))
  }

  /// What is wrong with the field, or what its server says of it.
  private var note: [Span] {
    if let complaint {
      return [
        Span("    "), Span(SafeText(foreign: FormPageMessages.complaint(complaint)), Ink(.warning)),
      ]
    }
    guard rows.indices.contains(current) else { return [] }
    let field = fields[rows[current].field]
    if field.looksSecret { return [Span("    "), Span(FormPageMessages.noSecrets, Ink(.warning))] }
    let about = Sanitizer.spans(field.about, Ink(.faint))
    switch field.kind {
    case .flag, .choices:
      return [Span("    "), Span(FormPageMessages.howToTick, Ink(.faint)), Span("  ")] + about
    case .choice:
      return [Span("    "), Span(FormPageMessages.howToChoose, Ink(.faint)), Span("  ")] + about
    case .text, .number: return about.isEmpty ? [] : [Span("    ")] + about
    }
  }

  private func keys(_ width: Int) -> [Line] {
    let isPage = fields.isEmpty && form.content != .fields([])
    return KeyLine.lines(
      [
        ("Enter", isPage ? FormPageMessages.pageDone : FormPageMessages.nextOrSend),
        ("Ctrl+N", FormPageMessages.decline), ("Esc", FormPageMessages.leaveForm),
      ] + (fields.contains(where: \.isRequired) ? [("*", FormPageMessages.mustBeFilledIn)] : []),
      width: width)
  }
}

extension AppState {
  /// A form waits for the user: it opens as soon as nothing else stands over the panes, and goes when it is over.
  mutating func noticeForm() {
    let shown = (layer as? FormPage)?.form
    guard shown != session.tools.form else { return }
    if shown != nil { layer = nil }
    guard layer == nil, let form = session.tools.form, form.id > input.openedForm else { return }
    input.openedForm = form.id
    layer = FormPage(form, in: self)
  }
}
