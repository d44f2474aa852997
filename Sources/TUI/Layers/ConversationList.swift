import Engine

/// Kept conversations, what a search in them found, and below them what the chosen one says.
package struct ConversationList: ListLayer {
  package enum ID: Hashable, Sendable {
    case listed(ConversationID)
    /// Found by the words that were typed; it stands apart from the list's own row.
    case found(ConversationID)

    var conversation: ConversationID {
      switch self {
      case .listed(let id), .found(let id): id
      }
    }
  }

  /// What a preview is of.
  private struct Excerpt: Equatable, Sendable {
    var conversation: ConversationID
    /// The turn that a search found; `nil`: the last ones.
    var turn: Turn.ID?
  }

  package var picker: Picker<ID>
  package static let context = KeyContext.conversations
  /// The excerpt that was asked for last.
  private var previewed: Excerpt?

  init(_ kept: KeptConversations, _ keymap: Keymap, searching words: String = "") {
    picker = Picker(rows: Self.rows(kept, keymap))
    picker.type(words)
  }

  package func title(_ keymap: Keymap) -> String { ConversationListMessages.title }

  package var invitation: String { ConversationListMessages.invitation }

  package var headings: [String] { ConversationListMessages.headings }

  package func keys(_ keymap: Keymap) -> [KeyHint] {
    Self.keys(
      keymap, ConversationListMessages.opens,
      [
        (.conversationPin, ConversationListMessages.pins),
        (.conversationDelete, ConversationListMessages.deletesOrBringsBack),
      ])
  }

  package mutating func opened(_ session: Session) -> [Command] {
    [.engine(.conversation(.list(.current)))]
      + (picker.query.isEmpty ? [] : [.engine(.conversation(.search(picker.query)))])
      + preview(session.kept)
  }

  package mutating func refresh(after old: Session, in state: AppState) -> [Command] {
    let kept = state.session.kept
    if kept != old.kept { picker.refresh(Self.rows(kept, state.options.keymap)) }
    return preview(kept)
  }

  package mutating func didChange(query: Bool, in state: AppState) -> [Command] {
    (query ? [.engine(.conversation(.search(picker.query)))] : [])
      + preview(state.session.kept)
  }

  package mutating func choose(_ row: Picker<ID>.Row, in state: inout AppState) -> LayerOutcome {
    .close([.engine(.conversation(.open(row.id.conversation)))])
  }

  package mutating func perform(_ action: Action, in state: inout AppState) -> LayerOutcome? {
    guard let summary = summary(state.session.kept) else { return nil }
    switch action {
    case .conversationDelete:
      return .stay([
        .engine(.conversation(.change(.deleted(!summary.isDeleted), summary.id)))
      ])
    case .conversationPin:
      return .stay([.engine(.conversation(.change(.pinned(!summary.isPinned), summary.id)))])
    default: return nil
    }
  }

  /// Asks for a preview of the row that is chosen now, once per row.
  private mutating func preview(_ kept: KeptConversations) -> [Command] {
    guard let excerpt = excerpt(kept), excerpt != previewed else { return [] }
    previewed = excerpt
    return [.engine(.conversation(.preview(excerpt.conversation, excerpt.turn)))]
  }

  private func excerpt(_ kept: KeptConversations) -> Excerpt? {
    guard let id = picker.choice?.id, let summary = summary(kept) else { return nil }
    guard case .found = id else { return Excerpt(conversation: summary.id) }
    let hit = kept.hits.first { $0.conversation.id == summary.id }
    return Excerpt(conversation: summary.id, turn: hit?.turn)
  }

  private func summary(_ kept: KeptConversations) -> ConversationSummary? {
    guard let id = picker.choice?.id.conversation else { return nil }
    return kept.conversations.first { $0.id == id }
      ?? kept.hits.first { $0.conversation.id == id }?.conversation
  }

  // MARK: Rows

  private static func rows(
    _ kept: KeptConversations, _ keymap: Keymap
  ) -> [Picker<ID>.Row] {
    let deleted = ConversationListMessages.deleted(undoKey: keymap.hint(.conversationDelete))
    let listed = kept.conversations.map { summary in
      var row = Picker<ID>.Row(
        id: .listed(summary.id), text: text(summary),
        disabledReason: summary.isDeleted ? deleted : nil)
      row.cells = cells(summary)
      row.alias = Sanitizer.sanitize(summary.preview)
      return row
    }
    var seen: Set<ConversationID> = []
    let found = kept.hits.filter { seen.insert($0.conversation.id).inserted }.map { hit in
      var row = Picker<ID>.Row(
        id: .found(hit.conversation.id), text: text(hit.conversation),
        detail: ConversationListMessages.found(
          in: hit.place, Sanitizer.sanitize(hit.snippet.text(leading: leadingContext))))
      row.isFound = true
      return row
    }
    return listed + found
  }

  /// Characters before a found word, so that it stands in a narrow list, too.
  private static let leadingContext = 8

  private static func text(_ summary: ConversationSummary) -> String {
    (summary.isPinned ? "★ " : "") + Sanitizer.sanitize(summary.title)
  }

  private static func cells(_ summary: ConversationSummary) -> [String] {
    [
      CivilTime(milliseconds: summary.changed).date, "\(summary.turnCount)",
      Sanitizer.sanitize(summary.model),
      summary.tags.map { "#" + Sanitizer.sanitize($0) }.joined(separator: " "),
    ]
  }

  // MARK: Picture

  /// With less height than this the list has all of it.
  private static let leastRows = 14
  /// From here on the preview stands beside the list.
  private static let leastColumnsBeside = 120

  package func draw(
    _ state: AppState, in screen: Rect, on surface: inout Surface
  ) -> Point? {
    var form = form(state)
    guard screen.rows >= Self.leastRows else {
      return ListView.draw(picker, form, in: screen, on: &surface)
    }
    let isBeside = screen.columns >= Self.leastColumnsBeside
    // Where there is room, the frame's head and the composer stay in view.
    let box = LayerBox.rect(
      columns: isBeside ? 180 : 110, rows: screen.rows - (isBeside ? 4 : 2), in: screen)
    LayerBox.open(box, title: form.title, keys: form.keys, on: &surface)
    let text = box.inset(columns: 2, rows: 1)
    var (list, preview) = (text, text)
    if isBeside {
      list.columns = text.columns * 3 / 5
      preview.column = list.right + 3
      preview.columns = text.right - preview.column
      let divider = Rect(column: list.right + 1, row: text.row, columns: 1, rows: text.rows)
      surface.fill(divider, Cell(Glyph("│"), Ink(.overlayBorder)))
    } else {
      // One row for what is typed, one for the headings.
      list.rows = min(max(1, picker.matches.count) + 2, text.rows * 2 / 5)
      preview.row = list.bottom + 1
      preview.rows = text.bottom - preview.row
      let rule = Line(SafeText(repeating: "─", count: text.columns), Ink(.overlayBorder))
      surface.write(rule, at: Point(column: text.column, row: list.bottom), in: text)
    }
    if picker.matches.isEmpty { form.headings = [] }
    for (row, line) in lines(state, in: preview).enumerated() {
      surface.write(line, at: Point(column: preview.column, row: preview.row + row), in: preview)
    }
    return ListView.draw(picker, form, inside: list, on: &surface)
  }

  /// The end of the conversation; of a turn that a search found, what stands around its words.
  private func lines(_ state: AppState, in preview: Rect) -> [Line] {
    guard let excerpt = excerpt(state.session.kept),
      let shown = state.session.kept.preview, shown.conversation == excerpt.conversation,
      shown.turn == excerpt.turn
    else { return [] }
    var lines: [Line] = []
    for exchange in shown.exchanges {
      if !lines.isEmpty { lines.append(Line()) }
      lines += Self.wrapped(exchange.prompt, .yours, preview.columns)
        .map { $0.tinted(to: preview.columns) }
      if !exchange.thinking.isEmpty {
        lines += Self.wrapped("[\(exchange.thinking)]", .thinking, preview.columns)
          .map { $0.indented() }
      }
      lines += Self.rendered(exchange.answer, preview.columns)
    }
    guard lines.count > preview.rows else { return lines }
    let wanted = FuzzyMatch(picker.query)
    let found = excerpt.turn == nil ? nil : lines.firstIndex { wanted.isIn($0.text) }
    let top = found.map { max(0, $0 - preview.rows / 2) } ?? lines.count - preview.rows
    return Array(lines[min(top, lines.count - preview.rows)...].prefix(preview.rows))
  }

  /// An answer as the pane shows it.
  private static func rendered(_ text: String, _ width: Int) -> [Line] {
    guard !text.isEmpty else { return [] }
    var layout = MarkdownLayout(width: max(1, width - TurnLayout.indent))
    layout.append(Sanitizer.sanitize(text))
    layout.settle()
    return [Line()] + layout.lines.map { $0.indented() }
  }

  private static func wrapped(_ text: String, _ role: Role, _ width: Int) -> [Line] {
    var layout = PlainLayout(width: max(1, width - TurnLayout.indent), ink: Ink(role))
    layout.append(text)
    layout.settle()
    return layout.lines
  }
}
