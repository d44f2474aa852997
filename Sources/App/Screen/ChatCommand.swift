import ArgumentParser
import Engine
import TUI

/// The full screen.
struct ChatCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chat",
    abstract: say("Opens the full-screen conversation (the default).", zh: "打开全屏对话（默认）。"))

  @OptionGroup var common: CommonOptions
  @OptionGroup var screen: ScreenOptions

  @OptionGroup var lines: LinearOptions

  @ScreenActor
  mutating func run() async throws { try await Self.run(common, screen, lines) }

  @ScreenActor
  static func run(
    _ common: CommonOptions, _ screen: ScreenOptions, _ lines: LinearOptions
  )
    async throws
  {
    if screen.isScripted {
      let code = try await Runtime.use(common) { try await $0.replay(screen) }
      Process.exit(code)
    }
    let refusal = TerminalRefusal.of()
    if lines.suit(refusal) { return try await Linear.run(common) }
    if let refusal { throw Failure(.usage, refusal.reason) }
    try await talk(common, screen)
  }

  /// Conversations at the screen, until one ends that does not go on with the demo.
  @ScreenActor
  static func talk(_ common: CommonOptions, _ screen: ScreenOptions) async throws -> Never {
    var options = common
    while true {
      let now = options
      // Both threads begin before libcurl is loaded: none could be made meanwhile.
      let (thread, watchdog) = (WorkThread(name: "engine"), ShutdownWatchdog())
      thread.begin()
      let ending = try await Runtime.use(now, thread: thread) { runtime in
        // While the screen is opened and drawn.
        HTTPTransport.loadAhead()
        let ending = try await FullScreen(runtime, screen, watchdog).run()
        await runtime.sayFarewell()
        return ending
      }
      guard ending == .demo else { Process.exit(ExitStatus(rawValue: ending.code)) }
      options.demo = true
      options.model = nil
    }
  }
}
