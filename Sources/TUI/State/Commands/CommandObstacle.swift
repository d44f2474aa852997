import Engine

/// Why a command cannot act now, in words for the user; `nil` when it can.
extension SlashCommand {
  package func obstacle(_ state: AppState) -> String? {
    let session = state.session
    switch self {
    case .profile, .model, .load, .unload, .server, .system, .thinking, .localOnly, .new, .attach,
      .theme, .raw, .stats, .doctor, .help, .quit, .tools, .calls, .set, .budget, .memory,
      .translate,
      .trace:
      return nil
    case .race:
      if session.race != nil || session.isReplying { return CommandsMessages.replyUnderWay }
      return session.profiles.count < 2 ? CommandsMessages.onlyOneProfile : nil
    case .effort: return EffortChoices(session).obstacle
    case .answer: return AnswerNow.obstacle(session)
    case .why, .compare: return session.transcript.isEmpty ? StateMessages.nothingSaid : nil
    case .find: return session.transcript.isEmpty ? StateMessages.nothingSaid : nil
    case .copy: return session.transcript.isEmpty ? StateMessages.noAnswer : nil
    case .errors:
      let isQuiet = session.lastError == nil && !session.warmUp.state.isInQuestion
      return isQuiet ? StateMessages.nothingWentWrong : nil
    case .pull:
      return !session.server.location.isNear ? CommandsMessages.isCloud : nil
    case .retry:
      if session.race != nil { return StateMessages.pickFirst }
      if session.isReplying { return CommandsMessages.replyUnderWay }
      return session.transcript.isEmpty ? CommandsMessages.nothingAsked : nil
    case .rename: return nil
    case .resume, .search:
      return session.keeping == .off ? CommandsMessages.noneKept : nil
    case .edit, .branch, .compact:
      if session.race != nil { return StateMessages.pickFirst }
      if session.isReplying { return CommandsMessages.replyUnderWay }
      return session.transcript.isEmpty ? CommandsMessages.nothingAsked : nil
    case .export: return session.transcript.isEmpty ? StateMessages.nothingSaid : nil
    }
  }
}

extension AppState {
  /// The key that leads to an action, for a sentence.
  func hint(for action: Action) -> String {
    options.keymap.hint(action) ?? CommandsMessages.noKey
  }
}
