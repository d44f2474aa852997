import Support
import Testing

@testable import Engine

/// When the server is looked at while nothing happens. Each look costs a still screen its wake-up.
@Suite("Looks at a server while nothing happens", .limit(minutes: 1))
struct ServerWatchTests {
  private let clock = ManualClock()

  private func watchedEngine(_ transport: StubTransport) async throws -> Engine {
    let engine = try EngineFixture.engine(
      EngineFixture.box(), transport: transport, time: Timekeeper(clock))
    await engine.beginWarmUp(force: false)
    await engine.beginWatching()
    await engine.warmUpEnded()
    return engine
  }

  /// Returns once nothing will happen before that; the limits of a question under way are shorter.
  private func nextWake(in pause: Duration) async {
    while clock.nextWake != pause { await Task.yield() }
  }

  @Test("A model that is ready is left alone for 20 s, then for longer and longer")
  func ready() async throws {
    let transport = StubTransport { request in
      request.url.hasSuffix("/v1/models")
        ? .text(#"{"object":"list","data":[{"id":"m","object":"model"}]}"#)
        : .text("{}", status: 404)
    }
    let engine = try await watchedEngine(transport)
    #expect(await engine.session.warmUp.state == .ready)
    for pause in [20, 40, 60, 60] {
      await nextWake(in: .seconds(pause))
      let asked = transport.requests.count
      clock.advance(by: .seconds(pause))
      while transport.requests.count == asked { await Task.yield() }
    }
    await engine.shutdown()
  }

  @Test("A server that does not answer is asked again after 5 s")
  func offline() async throws {
    let engine = try await watchedEngine(
      StubTransport { _ throws(EngineError) in
        throw EngineError(.unreachable, "Nothing answers.")
      })
    #expect(await engine.session.warmUp.isOffline)
    await nextWake(in: .seconds(5))
    await engine.shutdown()
  }
}
