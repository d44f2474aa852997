/// A server of tools that speaks the Model Context Protocol: `[mcp_servers.NAME]`, as Codex writes it.
///
/// Where a key stands in Codex's own file it means what it means there (codex-rs/config/src/mcp_types.rs).
package struct ToolServer: Equatable, Sendable, Identifiable {
  package var name: String
  /// The program that is started; `nil` for one that is reached by `url`.
  package var command: String?
  package var arguments: [String] = []
  package var folder: String?
  package var environment: [Provider.Pair] = []
  /// Variables of ours that it is given, beside those every child gets.
  package var inherited: [String] = []
  package var url: String?
  /// Headers of each request, and those whose value is a variable's.
  package var headers: [Provider.Pair] = []
  package var environmentHeaders: [Provider.Pair] = []
  /// The variable that holds the key that goes as `Authorization: Bearer`.
  package var tokenVariable: String?
  package var isEnabled = true
  /// `exec` fails where it does not start.
  package var isRequired = false
  package var startTimeout: Duration?
  package var callTimeout: Duration = .seconds(300)
  /// The only tools it may offer; `nil`: all.
  package var allowed: [String]?
  package var denied: [String] = []
  /// Whether its tools reach the network, as the user says; `nil`: as each says of itself.
  package var reachesNetwork: Bool?
  /// Tools for which no yes holds for longer than its call; `nil`: all of them.
  package var askedAlways: Set<String>? = []
  /// The user vouches for what it says of its tools.
  package var isTrusted = false

  package var id: String { name }

  package init(name: String) { self.name = name }

  /// It is reached over a network, whatever its tools do.
  package var isRemote: Bool {
    guard let url else { return false }
    return Origin(url: url).map { Location(host: $0.host) != .thisMachine } ?? true
  }

  /// Programs that fetch what they run may take minutes the first time.
  package var patience: Duration {
    if let startTimeout { return startTimeout }
    let program = command?.split(separator: "/").last.map(String.init) ?? ""
    return ["npx", "uvx", "docker", "pipx"].contains(program) ? .seconds(120) : .seconds(30)
  }

  /// How Codex is to treat calls. `auto` and `approve` loosen nothing here: the user is asked, or has allowed the tool.
  enum ApprovalMode: String, CaseIterable, Sendable { case auto, prompt, approve }

  /// No yes holds for longer than its call.
  package func isAskedAlways(_ tool: String) -> Bool { askedAlways?.contains(tool) ?? true }

  package func offers(_ tool: String) -> Bool {
    (allowed?.contains(tool) ?? true) && !denied.contains(tool)
  }

  /// Why it cannot be used as it is written; `nil` when it can.
  package var defect: String? {
    let isPlain = name.utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
        || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "_")
    }
    if name.isEmpty || !isPlain { return ProfilesMessages.toolServerName }
    switch (command, url) {
    case (nil, nil): return ProfilesMessages.toolServerWithoutTransport
    case (_?, _?): return ProfilesMessages.toolServerWithBothTransports
    case (nil, _?), (_?, nil): return nil
    }
  }
}

extension ToolServer {
  static let table = SettingTable<ToolServer>(
    name: "mcp_servers.NAME",
    settings: [
      .text("command", kind: "program", "What is started when a tool is first needed.") {
        $0.command = $1
      },
      .strings("args", usual: "[]", "Its arguments.") { $0.arguments = $1 },
      .text("cwd", kind: "path", usual: nil, "Its folder; else your home.") { $0.folder = $1 },
      .pairs("env", "Variables it is given.") { $0.environment = $1 },
      .strings("env_vars", usual: "[]", "Names of variables of yours that it is given.") {
        $0.inherited = $1
      },
      .text("url", kind: "address", "Of a server that is reached over HTTP.") { $0.url = $1 },
      .text(
        "bearer_token_env_var", kind: "variable", "Where the key for such a server stands."
      ) { $0.tokenVariable = $1 },
      .pairs("http_headers", "Headers of each request to it.") { $0.headers = $1 },
      .pairs("env_http_headers", "Headers whose values stand in variables.") {
        $0.environmentHeaders = $1
      },
      .bool("enabled", usual: "true", "false keeps it from being started.") { $0.isEnabled = $1 },
      .bool("required", usual: "false", "Whether exec fails where it does not start.") {
        $0.isRequired = $1
      },
      .milliseconds("startup_timeout_ms", "How long its first answer may take.") {
        $0.startTimeout = $1
      },
      .int("startup_timeout_sec", kind: "seconds", in: 1...86_400, "The same in seconds.") {
        $0.startTimeout = .seconds($1)
      },
      .int(
        "tool_timeout_sec", kind: "seconds", in: 1...86_400, usual: "300",
        "How long one call may take."
      ) { $0.callTimeout = .seconds($1) },
      .strings("enabled_tools", "The only tools it may offer.") { $0.allowed = $1 },
      .strings("disabled_tools", usual: "[]", "Tools it may not offer.") { $0.denied = $1 },
      .choice(
        "default_tools_approval_mode", ApprovalMode.self, usual: "\"auto\"",
        "prompt asks before every call; the others leave it to what you allowed."
      ) { if $1 == .prompt { $0.askedAlways = nil } },
      Setting("tools", "table", "The same for one tool: tools.NAME.approval_mode.") {
        server, reader in
        for member in reader.table("tools")?.members ?? []
        where member.value["approval_mode"]?.scalarText == ApprovalMode.prompt.rawValue {
          server.askedAlways?.insert(member.key)
        }
      },
      .bool(
        "network",
        "Whether its tools reach the network; without it, what each says of itself counts."
      ) { $0.reachesNetwork = $1 },
      .bool("trusted", usual: "false", "Whether you believe what it says of its own tools.") {
        $0.isTrusted = $1
      },
    ])
}
