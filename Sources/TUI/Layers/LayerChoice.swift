import Engine

extension LayerRequest {
  /// The layer that was asked for; `nil` for the ways out of an overflow that is over.
  func layer(in state: AppState) -> (any Layer)? {
    let session = state.session
    switch self {
    case .profiles: return ProfileList(session)
    case .servers: return ServerList(session)
    case .models: return ModelList(session)
    case .tools: return ToolList(session)
    case .calls: return CallList(session)
    case .sampling: return SamplingPage(session)
    case .effort: return EffortList(session)
    case .themes: return ThemeList(state.themes)
    case .history: return HistoryList(state.input.history)
    case .overflow: return OverflowList(session)
    case .conversations(let words):
      return ConversationList(session.kept, state.options.keymap, searching: words)
    case .download(let model): return Question(download: model, session: session)
    case .start: return StartList(session)
    case .localServer: return StartList(session, .whichServer)
    case .launch: return session.launch.map(Question.init)
    case .help: return CommandPalette(state)
    case .loadDoctor: return LoadDoctor(session)
    case .error:
      return TextPage(title: ErrorPageMessages.title, lines: ErrorPage.lines(session))
    case .stats:
      let lines = StatsPage.lines(session, now: state.now)
      return TextPage(title: StatsPageMessages.title, lines: lines)
    case .compare(let first, let second):
      return TextPage(
        title: CompareMessages.title, lines: ComparePage.lines(first, second, now: state.now))
    case .why: return TextPage(title: WhyMessages.whySoSlow, lines: WhyPage.lines(state))
    case .text(let title, let lines): return TextPage(title: title, lines: lines)
    }
  }

  /// It takes the place of the layer that asks for it.
  func replacing(in state: AppState) -> LayerOutcome {
    guard var next = layer(in: state) else { return .stay() }
    let commands = next.opened(state.session)
    return .replace(next, commands)
  }
}
