import Engine

/// Earlier turns and other conversations: editing, alternatives, the list of what is kept.
extension AppState {
  mutating func branch(_ action: Action) -> [Command] {
    if action == .pickConversation { return open(.conversations(searching: "")) }
    guard !session.isReplying else {
      hint = StateMessages.stopsReplyFirst(key: options.keymap.hint(.escape) ?? "Esc")
      return []
    }
    guard session.race == nil else {
      hint = StateMessages.pickFirst
      return []
    }
    guard action != .undoTurn else {
      guard session.transcript.tree.canUndo else {
        hint = StateMessages.nothingToTakeBack
        return []
      }
      return [.engine(.conversation(.undo))]
    }
    guard let turn = turnInView else {
      hint = StateMessages.noTurn
      return []
    }
    switch action {
    case .editEarlier: editEarlier()
    case .regenerate: return again(.regenerate(turn.id))
    case .continueReply: return goOn(from: turn)
    case .previousAlternative: return alternative(of: turn, by: -1)
    case .nextAlternative: return alternative(of: turn, by: 1)
    case .deleteTurn:
      hint = StateMessages.turnDeleted(undoKey: options.keymap.hint(.undoTurn))
      return [.engine(.conversation(.delete(turn.id)))]
    default: break
    }
    return []
  }

  private mutating func again(_ command: ConversationCommand) -> [Command] {
    followBoth()
    return [.engine(.conversation(command))]
  }

  private mutating func goOn(from turn: Turn) -> [Command] {
    guard turn.reply.status != .complete else {
      hint = StateMessages.answerIsWhole(regenerateKey: options.keymap.hint(.regenerate))
      return []
    }
    return again(.continueReply(turn.id))
  }

  private mutating func alternative(of turn: Turn, by step: Int) -> [Command] {
    let all = session.transcript.tree.alternatives(of: turn.id)
    guard all.count > 1, let index = all.firstIndex(of: turn.id) else {
      hint = StateMessages.noAlternative(regenerateKey: options.keymap.hint(.regenerate))
      return []
    }
    return [.engine(.conversation(.select(all[(index + step + all.count) % all.count])))]
  }

  // MARK: Editing

  /// The prompt before the one that is edited comes into the composer; the first time, the last one.
  private mutating func editEarlier() {
    let turns = session.transcript.settled
    let index = turns.lastIndex { $0.id == input.editing } ?? turns.count
    guard index > 0 else {
      hint = StateMessages.firstPrompt
      return
    }
    if input.editing == nil, !composer.isEmpty { input.history.add(composer.elements) }
    input.editing = turns[index - 1].id
    let prompt = turns[index - 1].prompt
    recall(input.history.sent(prompt.text) ?? prompt.elements)
    focus = .composer
    hint = StateMessages.editing(prompt: index)
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
    guard let id = input.editing else { return nil }
    input.editing = nil
    var prompt = prompt
    if prompt.images.isEmpty { prompt.images = session.transcript.turn(id)?.prompt.images ?? [] }
    return .engine(.conversation(.edit(id, prompt)))
  }

  /// `false` when nothing was being edited.
  mutating func stopEditing() -> Bool {
    guard input.editing != nil else { return false }
    input.editing = nil
    input.history.add(composer.take())
    return true
  }

  // MARK: Other conversations

  /// What another conversation changes here.
  mutating func noteConversation(_ newer: Session) {
    guard newer.conversation.id != session.conversation.id else { return }
    followBoth()
    input.editing = nil
    if newer.transcript.last?.reply.status == .cutOff, let key = options.keymap.hint(.continueReply)
    {
      hint = StateMessages.answerWasCutOff(continueKey: key)
    }
  }

  /// An answer that was cut off comes after all: nothing is to be continued any more.
  mutating func noteReturn(of newer: Session) {
    // A reply that streamed before was not cut off. Not by `==`, which compares whatever an error may hold.
    guard newer.isReplying, !session.isReplying,
      case .cutOff? = session.transcript.last?.reply.status,
      newer.transcript.live?.id == session.transcript.last?.id
    else { return }
    hint = nil
  }
}
