import ArgumentParser
import Engine
import TUI

/// A recording through the same screen that the conversation had.
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: say("Plays a recording made with --record.", zh: "播放用 --record 录制的文件。"))

  @OptionGroup var screen: ScreenOptions

  @Argument(help: ArgumentHelp(say("The recording.", zh: "录制文件。"))) var file: String

  @Option(help: ArgumentHelp(say("How many times faster than it was.", zh: "原速的多少倍。"))) var speed =
    1.0

  func validate() throws {
    guard speed > 0 else { throw ValidationError(CommandsMessages.speedMustBePositive) }
  }

  @ScreenActor
  mutating func run() async throws {
    if !screen.isScripted, let refusal = TerminalRefusal.of() {
      throw Failure(.usage, refusal.reason)
    }
    let session = try Self.session(file)
    let transport = ReplayTransport(session, speed: speed)
    let configuration: Configuration
    do {
      configuration = try session.configuration()
    } catch {
      throw Failure(error)
    }
    var services = EngineServices(transport: transport, environment: [:])
    services.replay = transport
    let engine = Engine(configuration: configuration, services: services)
    let runtime = Runtime(
      configuration: configuration, engine: engine,
      transport: HTTPTransport(environment: [:]), simulator: nil, log: nil,
      eventLogger: EventLogger(await engine.replyEvents(words: false), log: nil, directory: nil))
    let screen = screen
    let code = try await runtime.use { runtime in
      let driver = Task { try await transport.drive(engine) }
      defer { driver.cancel() }
      return screen.isScripted
        ? try await runtime.replay(screen).rawValue
        : try await FullScreen(runtime, screen).run().code
    }
    Process.exit(ExitStatus(rawValue: code))
  }

  private static func session(_ file: String) throws -> RecordedSession {
    let bytes = try NamedFile.read(file)
    do throws(EngineError) {
      return try RecordedSession(bytes, named: file)
    } catch {
      throw Failure(error)
    }
  }
}
