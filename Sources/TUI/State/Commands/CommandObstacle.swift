import Engine

/// Why a command cannot act now, in words for the user; `nil` when it can.
extension SlashCommand {
  package func obstacle(_ state: AppState) -> String? {
    let session = state.session
    switch self {
    case .profile, .model, .load, .unload, .server, .system, .thinking, .localOnly, .new, .attach,
      .theme, .raw, .stats, .help, .quit:
      return nil
    case .effort: return EffortChoices(session).obstacle
    case .answer: return AnswerNow.obstacle(session)
    case .find: return session.transcript.isEmpty ? "nothing was said yet" : nil
    case .copy: return session.transcript.isEmpty ? "there is no answer yet" : nil
    case .errors: return session.lastError == nil ? "nothing went wrong so far" : nil
    case .pull:
      return session.server.isRemote ? "a cloud has its models; nothing is downloaded" : nil
    case .retry:
      if session.isReplying { return "a reply is under way" }
      return session.transcript.isEmpty ? "nothing was asked yet" : nil
    case .rename: return nil
    case .resume, .search: return session.keeping == .off ? "no conversations are kept here" : nil
    case .edit, .branch, .compact:
      if session.isReplying { return "a reply is under way" }
      return session.transcript.isEmpty ? "nothing was asked yet" : nil
    case .export: return session.transcript.isEmpty ? "nothing was said yet" : nil
    }
  }
}

extension AppState {
  /// The key that leads to an action, for a sentence.
  func hint(for action: Action) -> String { options.keymap.hint(action) ?? "no key" }
}
