/// The tool `shell`: a command in a sandbox, whose output comes as it is written.
final class ShellTool: ToolProvider {
  /// What the shell goes by among the servers of tools.
  static let server = "shell"

  private let host: ShellHost
  private let sandbox: Sandbox
  let version: String? = nil
  let hasNewList = false

  /// - Throws: why there is no shell here, with what to do about it.
  init(_ host: ShellHost, _ settings: SandboxSettings) async throws(EngineError) {
    self.host = host
    sandbox = try host.sandbox(settings)
    if let words = await host.probe(sandbox) { throw ToolMessages.noSandbox(words) }
  }

  static let longestRun = 600
  private static let usualRun = 120
  /// Bytes of output that are kept.
  private static let longestOutput = 1 << 20

  func tools(on engine: isolated Engine) async throws(EngineError) -> [Tool] {
    let schema: JSON = [
      "type": "object",
      "properties": [
        "command": ["type": "string"],
        "timeout_s": ["type": "integer", "minimum": 1, "maximum": .int(Self.longestRun)],
      ], "required": ["command"],
    ]
    let json: JSON = [
      "name": "run", "description": .string(ToolResult.shellDescription(sandbox.words)),
      "inputSchema": schema,
      "annotations": [
        "readOnlyHint": .bool(sandbox.writable.isEmpty && !sandbox.hasNetwork),
        "openWorldHint": .bool(sandbox.hasNetwork),
      ],
    ]
    guard var tool = Tool(json, of: Self.server) else { return [] }
    tool.bindsArguments = true
    return [tool]
  }

  func call(
    _ tool: String, _ arguments: JSON, on engine: isolated Engine,
    heard: @escaping @Sendable (String, isolated Engine) -> Void
  ) async throws(CancellationError) -> ToolResult {
    guard let text = arguments["command"]?.string, !text.isBlank else {
      return ToolResult(.refused, ToolResult.shellWithoutCommand)
    }
    let seconds = arguments["timeout_s"]?.count(.ordinal) ?? Self.usualRun
    let command = ShellHost.Command(
      text: text, sandbox: sandbox, limit: .seconds(min(max(1, seconds), Self.longestRun)))
    let before = host.suspects(sandbox)
    let began = engine.time.now
    let output = ShellOutput(limit: Self.longestOutput)
    let ending: ShellHost.Ending
    do {
      ending = try await host.run(command) { bytes in
        let line = await output.append(bytes)
        await engine.isolated { heard(line, $0) }
      }
    } catch {
      if Task.isCancelled { throw CancellationError() }
      return ToolResult(.failed, String("\(error)".prefix(300)))
    }
    let after = host.suspects(sandbox)
    let touched = after.filter { before[$0.key] != $0.value }.keys.sorted()
    var result = ToolResult.shell(
      ending, await output.text, sandbox: sandbox, limit: command.limit, touched: touched)
    result.took = engine.time.now - began
    return result
  }

  func died() async -> EngineError { ToolMessages.notStarted(Self.server) }
  func words() async -> [String] { [] }
  func close() async {}
}

/// What a command has written, up to a limit: its beginning and its end.
private actor ShellOutput {
  private let limit: Int
  private var head: [UInt8] = []
  private var tail: [UInt8] = []
  private var leftOut = 0

  init(limit: Int) { self.limit = limit }

  /// - Returns: the last line so far, to be shown while the command runs.
  func append(_ bytes: [UInt8]) -> String {
    let room = max(0, limit - head.count)
    head += bytes.prefix(room)
    tail += bytes.dropFirst(room)
    if tail.count > limit {
      leftOut += tail.count - limit / 2
      tail.removeFirst(tail.count - limit / 2)
    }
    let recent = (tail.isEmpty ? head : tail).suffix(400)
    return recent.split(separator: UInt8(ascii: "\n")).last
      .map { String(String(decoding: $0, as: UTF8.self).suffix(80)) } ?? ""
  }

  var text: String {
    let cut =
      leftOut > 0 ? "\n" + ToolResult.leftOut(lines: 0, kilobytes: leftOut >> 10) + "\n" : ""
    return String(decoding: head, as: UTF8.self) + cut + String(decoding: tail, as: UTF8.self)
  }
}
