import Engine
import Simulator
import Support
import TUI

@testable import App

/// The whole program without a terminal: the real loop, the real engine, a simulated server.
@ScreenActor
final class Harness {
  let screen: HeadlessScreen
  private let parts: ScreenRuntime
  let engine: Engine
  let simulator: Simulator?
  private let transport: any Transport

  /// Starts a simulator that never waits, and the program over it.
  static func simulated(
    size: Size = Size(columns: 120, rows: 40), config: String = Harness.config
  ) async throws -> Harness {
    var options = SimulatorOptions()
    options.speed = .infinity
    let simulator = Simulator(options)
    let port = try await simulator.start()
    let text = config.replacing("PORT", with: "\(port)")
    return try await Harness(
      size: size, config: text, transport: HTTPTransport(environment: [:]), simulator: simulator)
  }

  init(
    size: Size = Size(columns: 120, rows: 40), config: String, transport: any Transport,
    simulator: Simulator? = nil, time: Timekeeper = Timekeeper(ContinuousClock()),
    archive: Archive? = nil, longestReply: Int = 64 << 20
  ) async throws {
    let source = ConfigurationSource(environment: ["HOME": "/home/ann"]) { path in
      path == "/home/ann/.codex/config.toml" ? config : nil
    }
    let configuration = try Configuration.load(source)
    engine = Engine(
      configuration: configuration,
      services: EngineServices(
        transport: transport, environment: [:], time: time, archive: archive,
        longestReply: longestReply))
    screen = HeadlessScreen(size: size)
    self.simulator = simulator
    self.transport = transport
    let state = AppState(session: await engine.session, size: size)
    parts = ScreenRuntime(engine: engine, screen: screen, state: state)
    loop.draw()
  }

  var loop: MainLoop { parts.loop }
  var state: AppState { parts.state }

  /// Presses keys by name, then lets the loop turn once.
  @discardableResult
  func press(_ names: String...) -> Int32? {
    for name in names {
      guard let key = KeyPress(name: name) else { preconditionFailure("\(name) is not a key") }
      loop.inbox.post(.input(.key(key)))
    }
    return loop.step(loop.inbox.take())?.code
  }

  func type(_ text: String) {
    for character in text {
      let key: KeyPress = character == "\n" ? KeyPress(.enter) : KeyPress(.character(character))
      loop.inbox.post(.input(.key(key)))
    }
    _ = loop.step(loop.inbox.take())
  }

  /// Turns the loop with each change of the engine until the state is as wanted.
  func until(_ wanted: (AppState) -> Bool) async {
    await take()
    guard !wanted(state) else { return }
    for await _ in engine.changes {
      await take()
      if wanted(state) { return }
    }
  }

  private func take() async {
    loop.inbox.post(.session(await engine.session))
    _ = loop.step(loop.inbox.take())
  }

  /// The picture as text, a line per row.
  var picture: String {
    guard let surface = screen.frame?.surface else { return "" }
    return (0..<surface.size.rows).map { row in
      (0..<surface.size.columns).map { surface[$0, row].glyph.text }.joined()
    }.joined(separator: "\n")
  }

  func shutdown() async {
    await engine.shutdown()
    if let live = transport as? HTTPTransport { await live.shutdown() }
    await simulator?.stop()
  }

  static let config = """
    profile = "local"
    [model_providers.sim]
    name = "LM Studio"
    base_url = "http://127.0.0.1:PORT/v1"
    [model_providers.sim-chat]
    name = "LM Studio"
    base_url = "http://127.0.0.1:PORT/v1"
    wire_api = "chat"
    [profiles.local]
    model_provider = "sim"
    model = "openai/gpt-oss-20b"
    [profiles.chat]
    model_provider = "sim-chat"
    model = "openai/gpt-oss-20b"
    """
}
