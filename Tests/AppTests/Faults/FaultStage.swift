import Engine
import Simulator
import Support
import TUI
import Testing

@testable import App

/// The whole program over a simulated server that is about to misbehave.
@ScreenActor
struct FaultStage {
  let harness: Harness
  let simulator: Simulator
  let gate: GatePacing
  private let clock: ManualClock?

  /// The simulator's models answer with it, after a sentence of thinking.
  static let answer =
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    + "sixteen seventeen eighteen nineteen twenty and a last naïve café"
  static let prompt = "echo " + answer
  let wire: FaultWire

  init(_ wire: FaultWire, scene: FaultRow.Scene) async throws {
    self.wire = wire
    var options = SimulatorOptions(profile: wire.server)
    options.speed = .infinity
    gate = GatePacing(long: scene == .load ? 0 : 60)
    options.pacing = gate
    if scene == .reply || scene == .limit { options.loaded = [wire.model] }
    simulator = Simulator(options)
    let port = try await simulator.start()
    clock = scene == .limit ? ManualClock() : nil
    let time = clock.map { Timekeeper($0) } ?? Timekeeper(HurriedClock())
    harness = try await Harness(
      size: Size(columns: 160, rows: 50),
      config: """
        profile = "here"
        [model_providers.box]
        name = "box"
        base_url = "http://127.0.0.1:\(port)/v1"
        wire_api = "\(wire.api)"
        request_max_retries = 2
        [profiles.here]
        model_provider = "box"
        model = "\(wire.model)"
        [profiles.unfetched]
        model_provider = "box"
        model = "\(wire.unfetched)"
        """, transport: HTTPTransport(environment: [:]), simulator: simulator, time: time)
  }

  var state: AppState { harness.state }
  var session: Session { harness.state.session }

  func warm() async {
    await harness.engine.beginWarmUp(force: false)
    await harness.until { $0.session.warmUp.state == .ready }
  }

  func post(_ row: FaultRow) async throws {
    let fault = try #require(Fault(parsing: row.fault), "\(row.fault) is not a fault")
    // Where a prompt is sent, no look at the server may use the fault up.
    let forReplies = row.scene == .silence || row.scene == .limit
    await simulator.post(
      fault, times: row.scene.lasts ? nil : row.times, forReplies: forReplies)
  }

  func settled(_ count: Int = 1) async {
    await harness.until { $0.session.transcript.settled.count == count && !$0.session.isReplying }
  }

  /// Lets half a minute of silence pass on the screen.
  func lookOn() {
    harness.loop.inbox.post(.tick(max(state.now, session.lastLife) + .seconds(30)))
    _ = harness.loop.step(harness.loop.inbox.take())
  }

  /// Lets time pass until the silence has become too long.
  func passLimit() async {
    clock?.runAhead(true)
    await settled()
    clock?.runAhead(false)
  }

  /// The last line of the screen.
  var bar: String {
    harness.picture.split(separator: "\n").last.map(String.init) ?? ""
  }

  /// The picture without what is wrapped by frames and line ends, so that a sentence can be found.
  var words: String {
    harness.picture.filter { !"│┌┐└┘─╭╮╰╯".contains($0) }
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  func shutdown() async { await harness.shutdown() }
}
