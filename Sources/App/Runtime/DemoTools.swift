import Engine
import Simulator

/// The simulated server of tools in this process: what the demo's conversations may call.
enum DemoTools {
  static let server = "demo"

  /// Starts servers as `start` does, but the demo's own here.
  static func starter(speed: Double, else start: @escaping MCPStart) -> MCPStart {
    { wanted async throws(EngineError) in
      wanted.name == server ? pipe(pacing: ScaledPacing(speed: speed)) : try await start(wanted)
    }
  }

  static func pipe(faults: Set<ToolServerFault> = [], pacing: any Pacing) -> MCPPipe {
    let (lines, feed) = AsyncStream<[UInt8]>.makeStream()
    let server = ToolServerSimulator(
      faults: faults, pacing: pacing,
      write: { bytes in
        for line in bytes.split(separator: UInt8(ascii: "\n")) { feed.yield(Array(line)) }
      }, die: { _ in feed.finish() })
    return MCPPipe(
      lines: lines, send: { await server.receive($0) },
      close: {
        await server.end()
        feed.finish()
      })
  }
}
