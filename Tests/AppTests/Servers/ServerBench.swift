import Engine
import Simulator
import Support

@testable import App

/// An engine over a simulated server of some kind, without a screen.
struct ServerBench {
  let engine: Engine
  let simulator: Simulator
  let port: Int
  private let transport: HTTPTransport

  init(
    _ profile: ServerProfile, model: String, options: (inout SimulatorOptions) -> Void = { _ in },
    settings: String = "", environment: [String: String] = [:], tool: ToolRunner = .none
  ) async throws {
    var simulated = SimulatorOptions(profile: profile)
    simulated.speed = .infinity
    options(&simulated)
    simulator = Simulator(simulated)
    port = try await simulator.start()
    let config = """
      profile = "here"
      [model_providers.box]
      name = "box"
      base_url = "http://127.0.0.1:\(port)/v1"
      request_max_retries = 0
      [profiles.here]
      model_provider = "box"
      model = "\(model)"
      \(settings)
      """
    transport = HTTPTransport(environment: [:])
    engine = Engine(
      configuration: try EngineFixture.configuration(config),
      services: EngineServices(
        transport: transport, environment: environment, time: Timekeeper(HurriedClock()), tool: tool
      ))
  }

  /// Every state of the warm-up until one of the wanted kind.
  func states(until isWanted: (WarmUp.State) -> Bool) async -> [WarmUp.State] {
    let events = await engine.replyEvents()
    await engine.beginWarmUp(force: false)
    var states: [WarmUp.State] = []
    for await event in events {
      guard case .warmUp(let state, _) = event else { continue }
      states.append(state)
      if isWanted(state) { break }
    }
    return states
  }

  func until(_ wanted: @Sendable (Session) -> Bool) async -> Session { await engine.until(wanted) }

  /// The paths that were asked for, in order.
  var paths: [String] { get async { await simulator.log.map { "\($0.method) \($0.path)" } } }

  func shutdown() async {
    await engine.shutdown()
    await transport.shutdown()
    await simulator.stop()
  }
}

extension WarmUp.State {
  var isEnd: Bool {
    switch self {
    case .ready, .failed, .offline, .needsToken, .modelMissing: true
    default: false
    }
  }

  /// Whole percents of a load.
  var percent: Int? {
    if case .loading(let load) = self { load.progress.map { Int($0 * 100) } } else { nil }
  }

  var isLoading: Bool { if case .loading = self { true } else { false } }

  /// Whole percents of a download.
  var downloaded: Int? {
    if case .downloading(let download) = self {
      download.progress.map { Int($0 * 100) }
    } else {
      nil
    }
  }
}
