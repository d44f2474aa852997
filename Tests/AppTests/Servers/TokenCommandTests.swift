import Simulator
import Support
import Testing

@testable import App
@testable import Engine

@Suite("A token that a program prints", .limit(minutes: 1))
struct TokenCommandTests {
  private func command(
    _ script: String, timeout: Duration = .seconds(40)
  ) -> Provider.TokenCommand {
    Provider.TokenCommand(command: "/bin/sh", arguments: ["-c", script], timeout: timeout)
  }

  @Test("What it prints is the token")
  func printed() async throws {
    #expect(try await TokenCommand.run(command("printf 'tok-%s' 1")) == "tok-1")
  }

  @Test(
    "A program that fails, hangs or is not there says so, with its last words",
    arguments: [
      ("echo first >&2; echo not logged in >&2; exit 3", 40_000, "not logged in"),
      ("sleep 60", 200, "did not finish"), ("exec /no/such/program", 40_000, "failed"),
    ])
  func failures(_ script: String, _ milliseconds: Int, _ words: String) async {
    let error = await #expect(throws: EngineError.self) {
      try await TokenCommand.run(command(script, timeout: .milliseconds(milliseconds)))
    }
    #expect(error?.kind == .unauthorized)
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    #expect(error?.remedy?.contains("auth") == true)
  }

  @Test("It opens a server that asks for one, and runs once for several requests")
  func server() async throws {
    var options = SimulatorOptions()
    options.speed = .infinity
    options.token = "tok-1"
    let simulator = Simulator(options)
    let port = try await simulator.start()
    let config = """
      profile = "p"
      [model_providers.sim]
      name = "simulated"
      base_url = "http://127.0.0.1:\(port)/v1"
      wire_api = "chat"
      auth = { command = "/bin/echo", args = ["tok-1"] }
      [profiles.p]
      model_provider = "sim"
      model = "qwen/qwen3-4b"
      """
    let runs = Written()
    let transport = HTTPTransport(environment: [:])
    let engine = Engine(
      configuration: try EngineFixture.configuration(config),
      services: EngineServices(
        transport: transport, environment: [:],
        runTokenCommand: { command throws(EngineError) in
          _ = runs.streams.out("run")
          return try await TokenCommand.run(command)
        }))
    for _ in 0..<2 {
      await engine.perform(.send(Prompt("hello")))
      await engine.replyEnded()
    }
    let turns = await engine.session.transcript.settled
    #expect(turns.map(\.reply.status) == [.complete, .complete])
    #expect(runs.out.count == 1)
    await engine.shutdown()
    await transport.shutdown()
    await simulator.stop()
  }
}
