import Engine
import Support
import TUI
import Testing

@testable import App

/// Calls of tools, the question about one, and the list of tools, as pictures.
@Suite("Screens of tools", .bothLanguages)
struct ToolScreenTests {
  static let sizes = [
    Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 40, rows: 12),
  ]

  static let commit: JSON = [
    "name": "git_commit", "description": "Records changes in a repository.",
    "inputSchema": ["type": "object"], "annotations": ["openWorldHint": false],
  ]

  static func tool(_ json: JSON, of server: String) throws -> Tool {
    try #require(Tool(json, of: server))
  }

  static func reports() throws -> [ToolServerReport] {
    var git = ToolServerReport(ToolServer(name: "git"))
    let log: JSON = [
      "name": "git_log", "description": "Lists commits.", "inputSchema": ["type": "object"],
    ]
    git.state = .ready([try tool(commit, of: "git"), try tool(log, of: "git")])
    var sqlite = ToolServerReport(ToolServer(name: "sqlite"))
    sqlite.state = .failed(
      EngineError(.unreachable, "sqlite ended before it answered: AttributeError: list_resources"))
    var web = ToolServerReport(ToolServer(name: "web"))
    web.state = .starting(since: .seconds(16))
    return [git, sqlite, web]
  }

  /// Thinking, a call that was answered, one that was not allowed, and the answer.
  static func turn(isAsking: Bool) -> Turn {
    let now: JSON = ["timezone": "Europe/Berlin"]
    let log: JSON = ["repo_path": "/home/a/proj", "message": "Fix the clock"]
    var turn = PicturedState.turn(
      [
        (.reasoning("I need the time first."), 1),
        (.call(slot: 0, .named(ToolCall("time__get_current_time"))), 2),
        (.call(slot: 0, .arguments(now.text)), 2), (.finish(.toolCall), 2),
      ], prompt: "commit what is done")
    turn.change(0) {
      $0.tool = ToolUse.Name(server: "time", tool: "get_current_time")
      $0.result = ToolResult(.done, "15:05", took: .milliseconds(230))
    }
    for delta: Delta in [
      .text("It is 15:05. I commit now."), .call(slot: 0, .named(ToolCall("git__git_commit"))),
      .call(slot: 0, .arguments(log.text)), .finish(.toolCall),
    ] { turn.apply(delta, at: .seconds(4)) }
    turn.change(0) { $0.tool = ToolUse.Name(server: "git", tool: "git_commit") }
    if isAsking { return turn }
    turn.change(0) { $0.result = ToolResult(.denied, "no") }
    turn.apply(.text("\n\nThen I leave it as it is."), at: .seconds(6))
    turn.apply(.finish(.stop), at: .seconds(7))
    return turn
  }

  private func expect(
    _ name: String, _ size: Size, keys: [String] = [], _ change: (inout Session) throws -> Void
  ) throws {
    var state = try PicturedState.of(size) {
      $0.warmUp.record(.answered, at: .zero)
      $0.tools.servers = try Self.reports()
      $0.tools.enabled = ["git:git_commit"]
      try change(&$0)
    }
    // A question opens with the session that brings it.
    _ = state.reduce(.session(state.session))
    _ = state.frame()
    for key in keys.compactMap({ KeyPress(name: $0) }) {
      _ = state.reduce(.input(.key(key)))
      _ = state.frame()
    }
    expectScreen(state.frame(), named: "\(name)-\(size.columns)x\(size.rows)")
  }

  @Test("Calls stand between the words", arguments: sizes)
  func calls(_ size: Size) throws {
    try expect("calls", size) { $0.transcript = Transcript.of(Self.turn(isAsking: false)) }
  }

  @Test("A call is asked for", arguments: sizes)
  func question(_ size: Size) throws {
    try expect("call-question", size) {
      $0.transcript.begin(Self.turn(isAsking: true))
      $0.tools.question = ToolQuestion(
        id: 1, reason: .readOutside, tool: try Self.tool(Self.commit, of: "git"),
        arguments: [
          "repo_path": "/home/a/proj", "message": "Fix the clock\nsecond line \u{202E}txt.exe",
        ])
    }
  }

  @Test("A tool that was allowed and describes itself otherwise now", arguments: sizes)
  func changed(_ size: Size) throws {
    let former: JSON = [
      "description": "Records changes in a repository.\nAsks before it pushes.",
      "schema": ["type": "object"], "annotations": ["openWorldHint": false],
    ]
    try expect("call-changed", size) {
      $0.transcript.begin(Self.turn(isAsking: true))
      $0.tools.question = ToolQuestion(
        id: 1, reason: .changed, tool: try Self.tool(Self.commit, of: "git"),
        arguments: ["repo_path": "/home/a/proj"])
      $0.tools.question?.former = former
    }
  }

  @Test("A server asks for something", arguments: sizes)
  func form(_ size: Size) throws {
    let properties: JSON = [
      "branch": [
        "type": "string", "title": "Branch", "description": "Where the commit goes",
        "default": "main",
      ],
      "sign": ["type": "boolean", "title": "Sign it"],
      "kind": ["type": "string", "title": "Kind", "enum": .array(["fix", "feature"])],
      "remotes": [
        "type": "array", "title": "Remotes", "items": ["enum": .array(["origin", "backup"])],
      ],
    ]
    let schema: JSON = ["properties": properties, "required": .array(["branch"])]
    try expect("tool-form", size) {
      $0.transcript.begin(Self.turn(isAsking: true))
      $0.tools.form = ToolForm(
        ["message": "How shall it be committed?", "requestedSchema": schema], of: "git")
      $0.tools.form?.id = 1
    }
  }

  @Test("The list of tools", arguments: sizes)
  func list(_ size: Size) throws { try expect("tools", size, keys: ["alt+k"]) { _ in } }

  @Test("Tools that would take most of the window are put on by a second Enter")
  func large() throws {
    var state = try PicturedState.of(Size(columns: 80, rows: 24)) { session in
      session.tools.servers = try Self.reports()
      session.profile.contextWindow = 40
    }
    func press(_ name: String) -> [EngineCommand] {
      let commands = KeyPress(name: name).map { state.reduce(.input(.key($0))) } ?? []
      _ = state.frame()
      return commands.compactMap { if case .engine(.enableTools) = $0 { .stop } else { nil } }
    }
    _ = press("alt+k")
    #expect(press("enter").isEmpty)
    expectScreen(state.frame(), named: "tools-large-80x24")
    #expect(press("enter").count == 1)
  }

  @Test("The calls of a conversation, and one of them opened", arguments: sizes)
  func callPage(_ size: Size) throws {
    try expect("call-page", size, keys: ["alt+i", "down", "enter"]) {
      $0.transcript = Transcript.of(Self.turn(isAsking: false))
    }
  }
}

extension Transcript {
  fileprivate static func of(_ turn: Turn) -> Transcript {
    var transcript = Transcript()
    transcript.begin(turn)
    transcript.settle()
    return transcript
  }
}
