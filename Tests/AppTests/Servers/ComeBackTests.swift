import Engine
import Foundation
import Simulator
import Support
import Testing

@testable import App

/// llama.cpp keeps a stream that has a name: over a connection that breaks, and over the program's end.
@Suite("Coming back to a reply", .limit(minutes: 2))
struct ComeBackTests {
  private func engine(
    _ port: Int, archive: Archive? = nil,
    transport: any Transport = HTTPTransport(environment: [:])
  ) async throws -> Engine {
    let configuration = try EngineFixture.configuration(
      """
      profile = "box"
      [model_providers.box]
      name = "box"
      base_url = "http://127.0.0.1:\(port)/v1"
      [profiles.box]
      model_provider = "box"
      model = "default"
      """)
    let engine = Engine(
      configuration: configuration,
      services: EngineServices(
        transport: transport, environment: [:], archive: archive))
    await engine.beginKeeping()
    await engine.beginWarmUp(force: false)
    _ = await engine.until { $0.warmUp.state == .ready }
    return engine
  }

  private func simulator(speed: Double = .infinity) async throws -> (Simulator, Int) {
    var options = SimulatorOptions()
    options.profile = .llamacpp
    options.speed = speed
    let simulator = Simulator(options)
    return (simulator, try await simulator.start())
  }

  private static let question = Prompt("Why is the sky blue?")

  private func reply(of engine: Engine) async throws -> Reply {
    let before = await engine.session.transcript.settled.count
    await engine.perform(.send(Self.question))
    let session = await engine.until { $0.transcript.settled.count > before && !$0.isReplying }
    return try #require(session.transcript.settled.last).reply
  }

  @Test(
    "A reply whose connection breaks goes on at the byte where it was",
    arguments: [
      Fault.Name.drop, .reset,
    ])
  func brokenConnection(_ fault: Fault.Name) async throws {
    let (simulator, port) = try await simulator()
    let engine = try await engine(port)
    let whole = try await reply(of: engine)
    #expect(whole.status == .complete)
    await simulator.post(Fault(fault, at: 3001), times: 1, forReplies: true)
    let broken = try await reply(of: engine)
    #expect(broken.status == .complete)
    #expect(broken.text.string == whole.text.string)
    #expect(broken.reasoning.string == whole.reasoning.string)
    #expect(
      broken.notices == ["The connection to box broke; the reply went on where it was."])
    let asked = await simulator.log.map(\.target).filter { $0.hasPrefix("/v1/stream?") }
    #expect(asked.count == 1)
    // What it asked for is where it had been, not the beginning.
    #expect(try #require(asked.first).contains("from=2"))
    await engine.shutdown()
    await simulator.stop()
  }

  @Test("A reply that is stopped is dropped at the server, which would go on with it")
  func stop() async throws {
    let (simulator, port) = try await simulator(speed: 20)
    let engine = try await engine(port)
    await engine.perform(.send(Self.question))
    _ = await engine.until { $0.transcript.live?.reply.hasSaidSomething == true }
    await engine.perform(.stop)
    await engine.replyEnded()
    let log = await simulator.log
    #expect(log.filter { $0.method == "DELETE" }.count == 1)
    let stopped = await engine.until { $0.stopReport.map { $0 != .checking } ?? false }
    #expect(stopped.transcript.settled.last?.reply.status == .interrupted)
    await engine.shutdown()
    await simulator.stop()
  }

  @Test("A reply that is stopped in line, before the head of its answer, is dropped as well")
  func stopInLine() async throws {
    let bench = try await ServerBench(.llamacpp, model: "default") { $0.slots = 1 }
    await bench.engine.beginWarmUp(force: false)
    _ = await bench.until { $0.warmUp.state == .ready }
    await bench.simulator.post(Fault(.stallMid), times: 1, forReplies: true)
    let other = try await ServerBenchClient.hold(port: bench.port)
    await bench.engine.perform(.send(Self.question))
    _ = await bench.until { $0.transcript.live?.reply.clock.current == .queue }
    await bench.engine.perform(.stop)
    await bench.engine.replyEnded()
    #expect(await bench.paths.contains("DELETE /v1/stream"))
    other.cancel()
    await bench.shutdown()
  }

  @Test("A reply that the program's end cut off is come back to when the conversation is resumed")
  func resume() async throws {
    let folder = NSTemporaryDirectory() + "codex-tui-archive-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (simulator, port) = try await simulator(speed: 20)
    let first = try await engine(port, archive: Archive(folder: folder))
    await first.perform(.send(Self.question))
    _ = await first.until { $0.transcript.live?.reply.hasSaidSomething == true }
    await first.shutdown()
    #expect(await first.session.transcript.settled.last?.reply.status == .cutOff)
    let partial = try #require(await first.session.transcript.settled.last?.reply)

    let second = try await engine(port, archive: Archive(folder: folder))
    try await second.resume(matching: nil)
    let back = await second.until {
      $0.transcript.settled.last?.reply.status == .complete && !$0.isReplying
    }
    let reply = try #require(back.transcript.settled.last).reply
    #expect(back.transcript.settled.count == 1)
    #expect(reply.reasoning.string.hasPrefix(partial.reasoning.string))
    #expect(reply.text.byteCount > partial.text.byteCount)
    #expect(reply.notices.contains { $0.hasPrefix("box went on with this reply") })
    await second.shutdown()

    // And it is kept so.
    let third = try await engine(port, archive: Archive(folder: folder))
    try await third.resume(matching: nil)
    #expect(await third.session.transcript.settled.last?.reply.text.string == reply.text.string)
    await third.shutdown()
    await simulator.stop()
  }

  @Test("Where the server forgot the stream, what was kept stays as it was")
  func forgotten() async throws {
    let (simulator, port) = try await simulator()
    let engine = try await engine(port, transport: ForgetfulServer())
    await simulator.post(Fault(.drop, at: 3001), times: 1, forReplies: true)
    let broken = try await reply(of: engine)
    #expect(broken.hasSaidSomething)
    guard case .failed(let error) = broken.status else {
      Issue.record("\(broken.status)")
      return
    }
    #expect(error.kind == .brokenStream)
    await engine.shutdown()
    await simulator.stop()
  }
}

/// A server whose streams are forgotten before they are asked for.
private struct ForgetfulServer: Transport {
  private let transport = HTTPTransport(environment: [:])

  func send(_ request: HTTPRequest) async throws(EngineError) -> HTTPReply {
    var request = request
    request.url = request.url.replacingOccurrences(of: "/v1/stream?", with: "/v1/none?")
    return try await transport.send(request)
  }
}
