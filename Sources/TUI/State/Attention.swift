import Engine

/// When to call a user back who looks elsewhere.
package struct Attention: Equatable, Sendable {
  /// What is worth a call, by the names of the configuration.
  package enum Kind: String, CaseIterable, Sendable {
    /// Codex's name for it.
    case turnComplete = "agent-turn-complete"
    case modelReady = "model-ready"
  }

  package var kinds = Set(Kind.allCases)
  /// Also while the terminal has the focus.
  package var isAlways = false
  /// The terminal has the focus, as far as it tells; those that tell nothing count as looked at.
  package var isHere = true

  package init() {}

  /// What of a change is worth a call.
  func calls(from old: Session, to new: Session) -> [Command] {
    guard isAlways || !isHere else { return [] }
    if kinds.contains(.turnComplete), let turn = ended(old, new) {
      return [.screen(.notify(Self.words(turn.reply)))]
    }
    if kinds.contains(.modelReady), old.warmUp.isLoading, new.warmUp.state == .ready,
      !new.isReplying
    {
      return [.screen(.notify(StateMessages.isReady(model: new.profile.model)))]
    }
    return []
  }

  /// The turn that streamed before and does not any more.
  private func ended(_ old: Session, _ new: Session) -> Turn? {
    guard let live = old.transcript.live, new.transcript.live?.id != live.id else { return nil }
    return new.transcript.settled.last { $0.id == live.id }
  }

  /// Nothing of the answer: notifications are shown on locked screens.
  private static func words(_ reply: Reply) -> String {
    let model = reply.source.model
    return switch reply.status {
    case .failed(let error): StateMessages.failed(model: model, because: error.message)
    case .interrupted: StateMessages.wasStopped(model: model)
    default: StateMessages.hasAnswered(model: model)
    }
  }
}
