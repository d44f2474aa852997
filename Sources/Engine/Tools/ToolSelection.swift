/// The tools of the session: the servers, what the open conversation may call, and what waits for the user's word.
package struct ToolSelection: Equatable, Sendable {
  /// In the file's order.
  package var servers: [ToolServerReport] = []
  /// What the conversation may call: `server` or `server:tool`.
  package var enabled: Set<String> = []
  package var question: ToolQuestion?
  /// What a server asks the user in the middle of a call.
  package var form: ToolForm?

  package init() {}

  /// Nothing goes on until the user has said something.
  package var asksUser: Bool { question != nil || form != nil }

  /// Servers that something is wanted of.
  package var wantedServers: Set<String> {
    Set(enabled.map { String($0.prefix { $0 != ":" }) })
  }

  package func isEnabled(_ tool: Tool) -> Bool {
    tool.defect == nil && (enabled.contains(tool.server) || enabled.contains(tool.selector))
  }

  /// The tools that a model is offered now, always in the same order: servers keep what they read of an unchanged
  /// beginning.
  package var offered: [Tool] {
    servers.flatMap(\.tools).filter(isEnabled)
      .sorted { ($0.server, $0.name) < ($1.server, $1.name) }
  }

  /// Which of these, `server` or `server:tool`, do not exist, as far as that is known.
  package static func missing(
    _ selectors: Set<String>, in servers: [ToolServerReport]
  ) -> [String] {
    selectors.sorted().filter { selector in
      let name = selector.prefix { $0 != ":" }
      guard let report = servers.first(where: { $0.id == name }) else { return true }
      guard selector.contains(":"), case .ready(let tools) = report.state else { return false }
      return !tools.contains { $0.selector == selector }
    }
  }

  package func server(of tool: Tool) -> ToolServer? {
    servers.first { $0.id == tool.server }?.server
  }

  /// Whether something of the conversation may leave this machine through a tool.
  package func reachesOut(_ tool: Tool) -> Bool {
    let server = server(of: tool)
    return server?.isRemote ?? false || server?.reachesNetwork ?? tool.saysItReachesOut
  }

  /// A tool that is on may carry something out of this machine.
  package var mayReachOut: Bool {
    guard !enabled.isEmpty else { return false }
    return servers.contains { report in
      report.tools.contains { isEnabled($0) && reachesOut($0) }
    }
  }

  /// What they cost in each request.
  package var tokens: Int { offered.tokens }

  /// Puts a tool on or takes it off; of a whole server that was on, the others stay.
  package func toggled(_ tool: Tool) -> Set<String> {
    var enabled = enabled
    if enabled.remove(tool.server) != nil {
      let others = servers.first { $0.id == tool.server }?.tools ?? []
      enabled.formUnion(others.filter { $0.defect == nil && $0.name != tool.name }.map(\.selector))
    } else if enabled.remove(tool.selector) == nil {
      enabled.insert(tool.selector)
    }
    return enabled
  }

  /// Puts a whole server on, or takes all of it off.
  package func toggled(server name: String) -> Set<String> {
    let isOn = wantedServers.contains(name)
    var enabled = enabled.filter { $0 != name && !$0.hasPrefix(name + ":") }
    if !isOn { enabled.insert(name) }
    return enabled
  }
}

extension [Tool] {
  /// What they cost in each request, about.
  package var tokens: Int { reduce(0) { $0 + $1.tokens } }
}
