/// What the user has allowed for longer than one call.
package struct ToolGrants: Equatable, Sendable {
  /// Until it is taken back, for a tool as it was described then.
  package struct Grant: Equatable, Sendable {
    package var server: String
    package var tool: String
    package var fingerprint: String
  }

  package enum Standing: Equatable, Sendable {
    case none, granted
    /// It was, for a tool that was described otherwise.
    case changed
  }

  package private(set) var always: [Grant] = []
  /// By conversation; gone with this run.
  private var forConversation: [ConversationID: [Grant]] = [:]

  package init() {}

  /// One grant a line, as `text` writes them. What cannot be read is left out: it is asked for again.
  package init(text: String) {
    always = text.split(separator: "\n").compactMap { line in
      guard let json = JSON(parsing: String(line)), let server = json["server"]?.string,
        let tool = json["tool"]?.string, let fingerprint = json["as"]?.string
      else { return nil }
      return Grant(server: server, tool: tool, fingerprint: fingerprint)
    }
  }

  package var text: String {
    always.map { grant -> String in
      let json: JSON = [
        "server": .string(grant.server), "tool": .string(grant.tool),
        "as": .string(grant.fingerprint),
      ]
      return json.text + "\n"
    }.joined()
  }

  mutating func allow(_ tool: Tool, _ arguments: JSON, in conversation: ConversationID) {
    forConversation[conversation, default: []].append(Grant(tool, arguments))
  }

  mutating func allowAlways(_ tool: Tool) {
    always.removeAll { $0.server == tool.server && $0.tool == tool.name }
    always.append(Grant(tool))
  }

  /// What it said of itself when it was allowed last.
  func former(_ tool: Tool, in conversation: ConversationID) -> JSON? {
    let own = (always + (forConversation[conversation] ?? [])).last {
      $0.server == tool.server && $0.tool == tool.name
    }
    return own.flatMap { JSON(parsing: $0.fingerprint) }
  }

  func standing(
    _ tool: Tool, _ arguments: JSON, in conversation: ConversationID
  ) -> Standing {
    if tool.bindsArguments {
      let isAllowed = forConversation[conversation]?.contains(Grant(tool, arguments)) ?? false
      return isAllowed ? .granted : .none
    }
    let own = (always + (forConversation[conversation] ?? [])).filter {
      $0.server == tool.server && $0.tool == tool.name
    }
    if own.isEmpty { return .none }
    return own.contains(Grant(tool)) ? .granted : .changed
  }
}

extension ToolGrants.Grant {
  init(_ tool: Tool, _ arguments: JSON) {
    self.init(tool)
    if tool.bindsArguments { fingerprint += "\n" + arguments.text }
  }

  init(_ tool: Tool) {
    self.init(server: tool.server, tool: tool.name, fingerprint: tool.fingerprint)
  }
}
