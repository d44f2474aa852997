import Engine
import Simulator
import Support
import Testing

@testable import App

@Suite("The table of servers", .limit(minutes: 2))
struct FleetTests {
  private func engine(_ ports: [Int], lock: Location = .cloud) async throws -> Engine {
    let engine = try EngineFixture.engine(
      """
      profile = "one"
      [model_providers.one]
      name = "one"
      base_url = "http://127.0.0.1:\(ports[0])/v1"
      [model_providers.two]
      name = "two"
      base_url = "http://127.0.0.1:\(ports[1])/v1"
      location = "network"
      [model_providers.gone]
      name = "gone"
      base_url = "http://127.0.0.1:9/v1"
      [profiles.one]
      model_provider = "one"
      model = "openai/gpt-oss-20b"
      [profiles.two]
      model_provider = "two"
      model = "qwen3-4b"
      [profiles.gone]
      model_provider = "gone"
      model = "m"
      """, transport: HTTPTransport(environment: [:]))
    await engine.perform(.adjust(.lock(lock)))
    return engine
  }

  private func simulators() async throws -> [(server: Simulator, port: Int)] {
    var started: [(server: Simulator, port: Int)] = []
    for kind in [ServerProfile.lms0425, .llamacpp] {
      var options = SimulatorOptions(profile: kind)
      options.speed = .infinity
      if kind == .lms0425 { options.loaded = ["openai/gpt-oss-20b"] }
      let server = Simulator(options)
      started.append((server, try await server.start()))
    }
    return started
  }

  @Test("Every configured server says what it is, what it has loaded and does, or why it is silent")
  func survey() async throws {
    let running = try await simulators()
    let engine = try await engine(running.map(\.port))
    var reports = await engine.surveyed()
    func report(_ id: String) throws -> ServerReport {
      try #require(reports.first { $0.id == id })
    }
    // llama.cpp loads its model when it starts.
    while try report("two").models.isEmpty { reports = await engine.surveyed() }
    let one = try report("one")
    #expect(one.state == .answered && one.location == .thisMachine)
    #expect(one.kind?.name == "LM Studio" && one.loaded.map(\.id) == ["openai/gpt-oss-20b"])
    #expect(one.latency != nil && one.profiles == ["one"])
    let two = try report("two")
    #expect(two.location == .network && two.kind?.name == "llama.cpp")
    #expect(two.workload == Workload(running: 0, slots: 1))
    guard case .silent(let error) = try report("gone").state else {
      Issue.record("\(try report("gone"))")
      return
    }
    #expect(error.kind == .unreachable)
    #expect(try report("openai").state == .notAsked)
    await engine.shutdown()
    for (server, _) in running { await server.stop() }
  }

  @Test("A lock keeps the table from asking what is beyond it")
  func locked() async throws {
    let running = try await simulators()
    let engine = try await engine(running.map(\.port), lock: .thisMachine)
    let reports = await engine.surveyed()
    #expect(reports.first { $0.id == "two" }?.state == .locked)
    #expect(await running[1].server.log.isEmpty)
    #expect(reports.first { $0.id == "one" }?.state == .answered)
    await engine.shutdown()
    for (server, _) in running { await server.stop() }
  }
}
