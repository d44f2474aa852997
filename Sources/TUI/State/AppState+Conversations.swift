import Engine

/// Earlier turns and other conversations: editing, alternatives, the list of what is kept.
extension AppState {
  mutating func branch(_ action: Action) -> [Command] {
    if action == .pickConversation {
      openConversationList()
      return [.engine(.conversation(.list(.current)))] + lookAtChosen()
    }
    guard !session.isReplying else {
      hint = "\(keymap.hint(.escape) ?? "Esc") stops the reply first"
      return []
    }
    guard action != .undoTurn else {
      guard session.transcript.tree.canUndo else {
        hint = "nothing to take back"
        return []
      }
      return [.engine(.conversation(.undo))]
    }
    guard let turn = turnInView else {
      hint = "there is no turn yet"
      return []
    }
    switch action {
    case .editEarlier: editEarlier()
    case .regenerate: return again(.regenerate(turn.id))
    case .continueReply: return goOn(from: turn)
    case .previousAlternative: return alternative(of: turn, by: -1)
    case .nextAlternative: return alternative(of: turn, by: 1)
    case .deleteTurn:
      hint = "turn deleted" + (keymap.hint(.undoTurn).map { ": \($0) brings it back" } ?? "")
      return [.engine(.conversation(.delete(turn.id)))]
    default: break
    }
    return []
  }

  private mutating func again(_ command: ConversationCommand) -> [Command] {
    response = .following
    thinking = .following
    return [.engine(.conversation(command))]
  }

  private mutating func goOn(from turn: Turn) -> [Command] {
    guard turn.reply.status != .complete else {
      hint = "this answer is whole" + (keymap.hint(.regenerate).map { ": \($0) asks again" } ?? "")
      return []
    }
    return again(.continueReply(turn.id))
  }

  private mutating func alternative(of turn: Turn, by step: Int) -> [Command] {
    let all = session.transcript.tree.alternatives(of: turn.id)
    guard all.count > 1, let index = all.firstIndex(of: turn.id) else {
      hint =
        "this turn has no alternative"
        + (keymap.hint(.regenerate).map { ": \($0) makes one" } ?? "")
      return []
    }
    return [.engine(.conversation(.select(all[(index + step + all.count) % all.count])))]
  }

  // MARK: Editing

  /// The prompt before the one that is edited comes into the composer; the first time, the last one.
  private mutating func editEarlier() {
    let turns = session.transcript.settled
    let index = turns.lastIndex { $0.id == editing } ?? turns.count
    guard index > 0 else {
      hint = "this is the first prompt"
      return
    }
    if editing == nil, !composer.isEmpty { history.add(composer.elements) }
    editing = turns[index - 1].id
    let prompt = turns[index - 1].prompt
    recall(history.sent(prompt.text) ?? prompt.elements)
    focus = .composer
    hint = "editing prompt \(index): Enter asks it as a branch, Esc leaves all as it is"
  }

  /// A template's name with its words is the template filled in. Where words are missing the draft
  /// stays; `nil` when the prompt is no template.
  mutating func sendTemplate() -> [Command]? {
    let text = composer.text
    let name = text.dropFirst().prefix { !$0.isWhitespace }
    guard text.hasPrefix("/"), let template = session.templates.first(where: { $0.name == name })
    else { return nil }
    do {
      composer.replace(with: try template.filled(with: String(text.dropFirst(name.count + 2))))
      return sendText()
    } catch {
      hint = [error.message, error.remedy].compactMap(\.self).joined(separator: " ")
      return []
    }
  }

  /// What Enter means while an earlier prompt is edited.
  mutating func edited(_ prompt: Prompt) -> Command? {
    guard let id = editing else { return nil }
    editing = nil
    var prompt = prompt
    if prompt.images.isEmpty { prompt.images = session.transcript.turn(id)?.prompt.images ?? [] }
    return .engine(.conversation(.edit(id, prompt)))
  }

  /// `false` when nothing was being edited.
  mutating func stopEditing() -> Bool {
    guard editing != nil else { return false }
    editing = nil
    history.add(composer.take())
    return true
  }

  // MARK: Other conversations

  /// What another conversation, or an open list, changes here.
  mutating func noteConversation(_ newer: Session) {
    if case .conversations(var picker) = overlay, newer.kept != session.kept {
      picker.refresh(ConversationRows.rows(newer.kept))
      overlay = .conversations(picker)
    }
    guard newer.conversation.id != session.conversation.id else { return }
    response = .following
    thinking = .following
    editing = nil
    if newer.transcript.last?.reply.status == .cutOff, let key = keymap.hint(.continueReply) {
      hint = "the last answer was cut off: \(key) goes on from there"
    }
  }

  package mutating func openConversationList(searching words: String = "") {
    var picker = Picker(title: ConversationRows.title, rows: ConversationRows.rows(session.kept))
    picker.type(words)
    overlay = .conversations(picker)
  }

  /// Asks for a preview of the row that is chosen now, once per row.
  mutating func lookAtChosen() -> [Command] {
    guard case .conversations(let picker) = overlay else {
      previewed = nil
      return []
    }
    guard let place = picker.choice.flatMap({ ConversationRows.place($0, session.kept) }),
      place != previewed
    else { return [] }
    previewed = place
    return [.engine(.conversation(.preview(place.conversation, place.turn)))]
  }

  func searchKept(_ query: String) -> [Command] {
    guard case .conversations = overlay else { return [] }
    return [.engine(.conversation(.search(query)))]
  }

  /// Enter opens; Ctrl+D deletes, and brings back; Ctrl+P pins; other keys are the list's own.
  mutating func act(onKept picker: Picker, _ key: KeyPress) -> [Command]? {
    guard let row = picker.choice,
      let summary = ConversationRows.summary(row, session.kept)
    else { return nil }
    switch key {
    case KeyPress(.enter):
      overlay = nil
      return [.engine(.conversation(.open(summary.id)))]
    case KeyPress(.character("d"), .control):
      return [.engine(.conversation(.change(.deleted(!summary.isDeleted), summary.id)))]
    case KeyPress(.character("p"), .control):
      return [.engine(.conversation(.change(.pinned(!summary.isPinned), summary.id)))]
    default: return nil
    }
  }
}

/// What a preview is of.
struct PreviewPlace: Equatable, Sendable {
  var conversation: ConversationID
  /// The turn that a search found; `nil`: the last ones.
  var turn: Turn.ID?
}

/// Kept conversations as rows of a picker, and what a search in them found.
enum ConversationRows {
  static let title = "conversations · Enter opens · Ctrl+P pins · Ctrl+D deletes or brings back"

  static func rows(_ kept: KeptConversations) -> [Picker.Row] {
    let listed = kept.conversations.map { summary in
      Picker.Row(
        id: summary.id.rawValue, text: text(summary), detail: detail(summary),
        obstacle: summary.isDeleted ? "deleted · Ctrl+D brings it back" : nil)
    }
    var seen: Set<ConversationID> = []
    let found = kept.hits.filter { seen.insert($0.conversation.id).inserted }.map { hit in
      var row = Picker.Row(
        id: foundMark + hit.conversation.id.rawValue, text: text(hit.conversation),
        detail: "\(hit.place.rawValue): \(Washer.wash(hit.snippet))")
      row.isFound = true
      return row
    }
    return listed + found
  }

  /// What a search found stands apart from the list's own row of the same conversation.
  private static let foundMark = "found "

  static func place(_ row: Picker.Row, _ kept: KeptConversations) -> PreviewPlace? {
    guard let summary = summary(row, kept) else { return nil }
    let hit = row.isFound ? kept.hits.first { $0.conversation.id == summary.id } : nil
    return PreviewPlace(conversation: summary.id, turn: hit?.turn)
  }

  static func summary(_ row: Picker.Row, _ kept: KeptConversations) -> ConversationSummary? {
    let id = row.id.hasPrefix(foundMark) ? String(row.id.dropFirst(foundMark.count)) : row.id
    return kept.conversations.first { $0.id.rawValue == id }
      ?? kept.hits.first { $0.conversation.id.rawValue == id }?.conversation
  }

  private static func text(_ summary: ConversationSummary) -> String {
    (summary.isPinned ? "★ " : "") + Washer.wash(summary.title)
  }

  private static func detail(_ summary: ConversationSummary) -> String {
    let turns = CountWords.of(summary.turnCount, "turn")
    var parts = [CivilTime(milliseconds: summary.changed).words, turns, Washer.wash(summary.model)]
    parts += summary.tags.map { "#" + Washer.wash($0) }
    if !summary.preview.isEmpty { parts.append(Washer.wash(summary.preview)) }
    return parts.joined(separator: " · ")
  }
}
