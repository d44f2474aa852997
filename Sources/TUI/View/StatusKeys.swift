import Engine

/// The two or three keys that matter now, at the right end of the status bar.
enum StatusKeys {
  /// As many as there is room for, the last ones given up first; `nil` where there is none for any.
  static func line(_ state: AppState, columns: Int) -> Line? {
    let names = state.options.statusItems
    guard names?.contains(StatusItem.help.rawValue) ?? true else { return nil }
    var keys = keys(state).compactMap { action, words in
      state.options.keymap.hint(action).map { (key: $0, words: words) }
    }
    while !keys.isEmpty {
      var line = Line()
      for (index, key) in keys.enumerated() {
        if index > 0 { line.append(Span(" · ", Ink(.statusFaint))) }
        line.append(Span(SafeText(foreign: key.key), Ink(.status, .bold)))
        line.append(Span(SafeText(foreign: " " + key.words), Ink(.statusFaint)))
      }
      if line.width <= columns { return line }
      keys.removeLast()
    }
    return nil
  }

  private static func keys(_ state: AppState) -> [(Action, String)] {
    let session = state.session
    let help = (Action.help, ViewMessages.all)
    if session.overflow != nil { return [(.send, ViewMessages.options), help] }
    if let race = session.race, race.isOver {
      let hasAnswer = race.lanes.contains(where: \.canBePicked)
      return [(.escape, hasAnswer ? ViewMessages.keepBoth : ViewMessages.leave), help]
    }
    if session.isReplying || session.race != nil {
      let isThinking = session.transcript.live?.reply.isThinking == true
      let stop = (Action.escape, ViewMessages.stop)
      return isThinking ? [stop, (.answerNow, ViewMessages.answerNow), help] : [stop, help]
    }
    if session.isBusy { return [(.escape, ViewMessages.cancel), help] }
    if case .modelMissing = session.warmUp.state {
      return [(.warmUp, ViewMessages.download), (.pickModel, ViewMessages.models), help]
    }
    if session.warmUp.state.isInQuestion {
      return [(.errorDetail, ViewMessages.loadDoctor), (.nextProfile, ViewMessages.profile), help]
    }
    return [(.nextProfile, ViewMessages.profile), (.pickModel, ViewMessages.models), help]
  }
}
