import Engine

/// The servers of tools and what they offer: what the conversation may call, and what that costs.
package struct ToolList: ListLayer {
  package enum Row: Hashable, Sendable {
    case server(String)
    /// `server:tool`
    case tool(String)
  }

  package var picker: Picker<Row>
  private var heading: String
  /// What leaves little room for anything else is put on by a second Enter.
  private var doubt: (row: Row, words: String)?

  package static let context = KeyContext.tools

  init(_ session: Session) {
    picker = Picker(rows: Self.rows(session, session.lastLife))
    heading = ToolListMessages.title(session.tools, window: session.window)
  }

  package func title(_ keymap: Keymap) -> String {
    if let doubt, picker.choice?.id == doubt.row { doubt.words } else { heading }
  }

  package func emptyWords(_ session: Session) -> String {
    session.tools.servers.isEmpty ? ToolListMessages.noServers : LayersMessages.nothingMatches
  }

  package mutating func refresh(after old: Session, in state: AppState) -> [Command] {
    picker.refresh(Self.rows(state.session, state.now))
    heading = ToolListMessages.title(state.session.tools, window: state.session.window)
    return []
  }

  package mutating func opened(_ session: Session) -> [Command] { [.engine(.readToolWords)] }

  /// Puts a tool on or off; a server with all of its tools. One that failed is started again.
  package mutating func choose(
    _ row: Picker<Row>.Row, in state: inout AppState
  ) -> LayerOutcome {
    let tools = state.session.tools
    switch row.id {
    case .server(let name):
      if let report = tools.servers.first(where: { $0.id == name }), case .failed = report.state,
        tools.wantedServers.contains(name)
      {
        return .stay([.engine(.restartTools(server: name))])
      }
      return put(tools.toggled(server: name), by: row.id, state.session)
    case .tool(let selector):
      guard let tool = tools.servers.flatMap(\.tools).first(where: { $0.selector == selector })
      else { return .stay() }
      return put(tools.toggled(tool), by: row.id, state.session)
    }
  }

  private mutating func put(
    _ enabled: Set<String>, by row: Row, _ session: Session
  ) -> LayerOutcome {
    var after = session.tools
    after.enabled = enabled
    if doubt?.row != row, let window = session.window, after.tokens > session.tools.tokens,
      after.tokens > window / 2
    {
      doubt = (row, ToolListMessages.large(tokens: after.tokens, window: window))
      return .stay()
    }
    doubt = nil
    return .stay([.engine(.enableTools(enabled))])
  }

  package mutating func perform(_ action: Action, in state: inout AppState) -> LayerOutcome? {
    let name: String
    switch picker.choice?.id {
    case .server(let server)?: name = server
    case .tool(let selector)?: name = String(selector.prefix { $0 != ":" })
    case nil: return nil
    }
    guard let report = state.session.tools.servers.first(where: { $0.id == name }) else {
      return nil
    }
    switch action {
    case .toolRestart: return .stay([.engine(.restartTools(server: name))])
    case .toolDetail:
      return .replace(
        TextPage(title: Sanitizer.sanitize(name), lines: ToolServerPage.lines(report)))
    default: return nil
    }
  }

  private static func rows(_ session: Session, _ now: Duration) -> [Picker<Row>.Row] {
    session.tools.servers.flatMap { report -> [Picker<Row>.Row] in
      let on = report.tools.filter(session.tools.isEnabled)
      let isOn = session.tools.wantedServers.contains(report.id)
      let mark = !isOn ? "·" : on.count < report.tools.count ? "◐" : "●"
      let isDisabled = report.state == .disabled
      let head = Picker<Row>.Row(
        id: .server(report.id), text: "\(mark) \(Sanitizer.sanitize(report.id))",
        detail: ToolListMessages.state(report, now: now),
        disabledReason: isDisabled ? ToolListMessages.disabledServer : nil)
      return [head]
        + report.tools.map { tool in
          Picker<Row>.Row(
            id: .tool(tool.selector),
            text: "  \(session.tools.isEnabled(tool) ? "●" : "·") \(Sanitizer.sanitize(tool.name))",
            detail: ToolListMessages.cost(tool), disabledReason: tool.defect)
        }
    }
  }
}
