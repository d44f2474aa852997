/// Something that offers tools and runs them: a server that speaks MCP, or the shell.
protocol ToolProvider: AnyObject {
  /// Its own version, where it says one.
  var version: String? { get }
  /// The list of its tools is not what it was.
  var hasNewList: Bool { get }

  func tools(on engine: isolated Engine) async throws(EngineError) -> [Tool]

  /// Runs a tool. Whatever comes of it is a result; a call that was called off throws.
  ///
  /// - Parameter heard: what the tool says of its progress.
  func call(
    _ tool: String, _ arguments: JSON, on engine: isolated Engine,
    heard: @escaping @Sendable (String, isolated Engine) -> Void
  ) async throws(CancellationError) -> ToolResult

  /// The end of what it wrote on standard error.
  func words() async -> [String]
  /// Why it ended.
  func died() async -> EngineError
  func close() async
}
