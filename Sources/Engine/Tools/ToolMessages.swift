/// What is said to the user of tools and their servers.
enum ToolMessages {
  static let connectionEnded = "the server ended the connection"
  static let calledOff = "the call was called off"
  static func serverRuns(_ names: String) -> String {
    "The server runs \(names) itself: nothing is asked before a call."
  }

  static func integrationsNotSent(_ names: String) -> String {
    "Without \(names): only LM Studio's own API takes integrations, in a conversation without other tools and without a lock."
  }

  /// `warning db: slow query`, of a server's own log.
  static func logLine(_ told: JSON) -> String {
    let heads = [told["level"]?.string, told["logger"]?.string].compactMap(\.self)
    let words = told["data"]?.string ?? told["data"]?.text ?? ""
    return heads.joined(separator: " ") + ": " + String(words.prefix(2000))
  }

  static let noCallUnderWay = "no call is under way"
  static let formIsFlat = "a form has flat fields of known kinds"
  static let asksForMore = "the server asks for what codex-tui cannot give"

  static func unknownResult(_ type: String) -> String {
    "the server answers with a result of a kind that is not known (\(type))"
  }

  static func noAnswer(within limit: Duration) -> String {
    "no answer came within \(limit.inSeconds)"
  }

  /// - Parameter noise: what it wrote that is no MCP.
  static func didNotBegin(
    _ server: ToolServer, _ fault: MCPFault, wrote noise: String?
  ) -> EngineError {
    let wrote = noise.map { " It wrote: \($0)" } ?? ""
    return EngineError(
      .unresponsive, "\(server.name) does not begin to speak MCP: \(words(fault)).\(wrote)",
      remedy: server.url == nil
        ? "Run its command by hand; it should wait for JSON on its standard input."
        : "Look at its address. Where it speaks the older HTTP with SSE, mcp-remote makes a command of it."
    )
  }

  static func didNotList(_ server: String, _ fault: MCPFault) -> EngineError {
    EngineError(.unresponsive, "\(server) does not list its tools: \(words(fault)).")
  }

  /// - Parameter lastWords: what it wrote on standard error at last.
  static func ended(_ server: String, lastWords: [String]) -> EngineError {
    EngineError(
      .unreachable,
      "\(server) ended before it answered" + (lastWords.last.map { ": \($0)" } ?? "."),
      remedy: "Run its command by hand to see more.",
      serverWords: lastWords.isEmpty ? nil : lastWords.joined(separator: "\n"))
  }

  static func without(_ obstacle: String) -> String { "without tools: \(obstacle)" }

  /// Servers whose tools were wanted and are not there.
  static func without(_ reports: [ToolServerReport]) -> String {
    let parts = reports.map { report in
      switch report.state {
      case .failed(let error): error.message
      case .disabled: "\(report.id) is not enabled"
      case .starting: "\(report.id) is still starting"
      case .idle, .ready: "\(report.id) offers no tool that can be used"
      }
    }
    return "without tools: \(parts.joined(separator: " · "))"
  }

  /// - Parameter names: `server` or `server:tool`.
  static func notOffered(_ names: [String]) -> String {
    let parts = names.map { name in
      let words = name.split(separator: ":", maxSplits: 1)
      return words.count == 2
        ? "\(words[0]) offers no tool \(words[1])" : "no server of tools \(name) is configured"
    }
    return parts.joined(separator: " · ") + "; codex-tui tools lists what there is"
  }

  static let noShellHere = EngineError(
    .configuration, "There is no sandbox on this system, and no shell without one.")

  /// - Parameter words: what bubblewrap said.
  static func noSandbox(_ words: String) -> EngineError {
    EngineError(
      .configuration, "No shell: the sandbox cannot be made" + (words.isEmpty ? "." : ": \(words)"),
      remedy: sandboxRemedy(words))
  }

  /// By bubblewrap's own words, as they were seen on systems that forbid namespaces.
  private static func sandboxRemedy(_ words: String) -> String {
    if words.contains("No such file") || words.isEmpty { return "Install bubblewrap." }
    if words.contains("max_") || words.contains("ENOSPC") {
      return "Allow namespaces: sysctl user.max_user_namespaces=15000"
    }
    if words.contains("uid map") || words.contains("RTM_NEWADDR") {
      return "AppArmor forbids it: give bwrap a profile with userns (Ubuntu 25.04 has one)."
    }
    if words.contains("new namespace") {
      return "In a container, allow namespaces (--security-opt seccomp=…), or use no shell here."
    }
    return "Run bwrap --ro-bind / / true by hand to see more."
  }

  static func noAddress(_ url: String) -> String { "has no address that can be asked: \(url)" }

  static func noToken(_ variable: String, of server: String) -> EngineError {
    EngineError(
      .configuration, "\(server) wants a key in the variable \(variable), which is not set.",
      remedy: "Set \(variable), or take bearer_token_env_var out of its table.")
  }

  static func keyOverOpenLine(_ server: String) -> EngineError {
    EngineError(
      .configuration, "\(server) would get its key over http, for every router on the way to read.",
      remedy: "Give it an address that begins with https.")
  }

  static func locked(_ server: String) -> EngineError {
    EngineError(
      .refused, "\(server) is on another machine, and this conversation is locked to this one.",
      remedy: "Lift the lock: /local-only off.")
  }

  /// - Parameter asks: what the server wants as a login.
  static func refused(status: String, asks: String?) -> String {
    "\(status)\(asks.map { ", it asks for \($0.prefix(200))" } ?? "")"
  }

  static func notStarted(_ server: String) -> EngineError {
    EngineError(.unreachable, "\(server) cannot be started here.")
  }

  static func defective(_ server: String, _ defect: String) -> EngineError {
    EngineError(
      .configuration, "\(server) \(defect).", remedy: "Correct [mcp_servers.\(server)].")
  }

  static func words(_ fault: MCPFault) -> String {
    let text = String((fault.message + (fault.detail.map { ": \($0)" } ?? "")).prefix(300))
    let sentence = text.hasSuffix(".") ? String(text.dropLast()) : text
    return fault.code == 0 ? sentence : "\(fault.code) \(sentence)"
  }

  /// `3/10 reading`, as far as it is told.
  static func progress(_ told: JSON) -> String {
    func number(_ key: String) -> String? { told[key].map(\.text) }
    let steps = number("progress").map { $0 + (number("total").map { "/\($0)" } ?? "") }
    return [steps, told["message"]?.string].compactMap(\.self).joined(separator: " ")
  }

  static let unreadableSchema = "its arguments are described in a way that cannot be read"

  static func largeSchema(kilobytes: Int) -> String {
    "the description of its arguments has \(kilobytes) kB"
  }

  static let needsTasks = "it runs as a task only, which is not spoken here"
}
