import Support
import Testing

@testable import Engine

@Suite("Another user's program at a local address")
struct StrangerTests {
  @Test("It is said once at the server's first answer")
  func told() async throws {
    let transport = StubTransport { request throws(EngineError) in
      request.url.hasSuffix("/lmstudio-greeting")
        ? .text(#"{"lmstudio":true}"#) : .text("{}", status: 404)
    }
    let engine = Engine(
      configuration: try EngineFixture.configuration(),
      services: EngineServices(
        transport: transport, environment: [:], stranger: { $0.isLoopback ? "user 1001" : nil }))
    await engine.beginWarmUp(force: false)
    await engine.warmUpEnded()
    let notices = await engine.session.notices.map(\.text)
    #expect(
      notices.filter { $0.contains("answered by a program of user 1001") }.count == 1, "\(notices)")
    await engine.shutdown()
  }
}
