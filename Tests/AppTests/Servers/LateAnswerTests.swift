import Engine
import Simulator
import Support
import Synchronization
import TUI
import Testing

@testable import App

/// What a server said before the model was loaded, and what arrives only afterwards.
@ScreenActor
@Suite("Late answers", .limit(minutes: 1))
struct LateAnswerTests {
  /// Holds one answer back that the server has given already.
  private final class LateTransport: Transport {
    private let transport = HTTPTransport(environment: [:])
    private let shouldHold = Mutex(false)
    private let held = AsyncStream<Void>.makeStream()
    private let release = AsyncStream<Void>.makeStream()
    private let count = Counter()

    func send(_ request: HTTPRequest) async throws(EngineError) -> HTTPReply {
      let reply = try await transport.send(request)
      _ = count.next()
      let holds = shouldHold.withLock { hold in
        defer { hold = false }
        return hold
      }
      guard holds else { return reply }
      held.continuation.yield()
      for await _ in release.stream { break }
      return reply
    }

    /// Waits until the next answer is here and held back.
    func holdNext() async {
      shouldHold.withLock { $0 = true }
      for await _ in held.stream { break }
    }

    func letGo() { release.continuation.yield() }
    var answers: Int { count.count }
  }

  @Test("A look at the server from before a load does not say that the model was unloaded")
  func olderThanTheLoad() async throws {
    var options = SimulatorOptions()
    options.speed = .infinity
    let simulator = Simulator(options)
    let port = try await simulator.start()
    let transport = LateTransport()
    let harness = try await Harness(
      config: Harness.config.replacing("PORT", with: "\(port)"), transport: transport,
      simulator: simulator, time: Timekeeper(HurriedClock()))
    await harness.engine.startInteractive()
    await harness.engine.beginWarmUp(force: false)
    await harness.until { $0.session.warmUp.state == .ready }
    await simulator.evict("openai/gpt-oss-20b")
    await harness.until { $0.session.warmUp.state == .notLoaded }
    let told = await harness.engine.session.notices.count
    await transport.holdNext()
    await harness.engine.beginWarmUp(force: true)
    await harness.until { $0.session.warmUp.state == .ready }
    let before = transport.answers
    transport.letGo()
    // The look after it comes once it is dealt with.
    while transport.answers <= before { await Task.yield() }
    let session = await harness.engine.session
    #expect(session.warmUp.state == .ready)
    #expect(session.notices.count == told, "\(session.notices)")
    await harness.shutdown()
  }
}
