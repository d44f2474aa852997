/// A started server's ends: what it writes, and the way to write to it. The App brings the real one, tests bring a
/// recorded one.
package struct MCPPipe: Sendable {
  /// Whole lines of its standard output, until it ends.
  package var lines: AsyncStream<[UInt8]>
  /// Writes one line to its standard input; throws when it reads no more.
  package var send: @Sendable (_ line: [UInt8]) async throws -> Void
  /// Closes its standard input, and ends it when that does not.
  package var close: @Sendable () async -> Void
  /// The end of what it wrote on standard error: lines, not empty.
  package var lastWords: @Sendable () async -> [String]

  package init(
    lines: AsyncStream<[UInt8]>, send: @escaping @Sendable ([UInt8]) async throws -> Void,
    close: @escaping @Sendable () async -> Void,
    lastWords: @escaping @Sendable () async -> [String] = { [] }
  ) {
    self.lines = lines
    self.send = send
    self.close = close
    self.lastWords = lastWords
  }
}

/// Starts a server of tools.
package typealias MCPStart = @Sendable (ToolServer) async throws(EngineError) -> MCPPipe
