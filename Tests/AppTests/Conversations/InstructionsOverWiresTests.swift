import Engine
import Simulator
import Support
import Testing

@testable import App

@Suite("Instructions reach every server", .limit(minutes: 1))
struct InstructionsOverWiresTests {
  @Test(
    "A conversation's own instructions go out on each wire instead of the profile's",
    arguments: [
      ExecRun(), ExecRun(wire: "chat"), ExecRun(wire: "responses"),
      ExecRun(server: .ollama, model: "qwen3:4b"), ExecRun(server: .llamacpp, model: "qwen3-4b"),
    ])
  func sent(_ run: ExecRun) async throws {
    var options = SimulatorOptions()
    options.profile = run.server
    options.speed = .infinity
    let simulator = Simulator(options)
    let (engine, transport) = try run.engine(port: try await simulator.start())
    let words = "Answer in French, always."
    await engine.perform(.conversation(.change(.systemPrompt(words), nil)))
    await engine.perform(.send(Prompt("hello")))
    await engine.replyEnded()
    #expect(await engine.session.transcript.last?.reply.status == .complete)
    let posts = await simulator.log.filter { $0.method == "POST" && $0.body.contains("hello") }
    #expect(!posts.isEmpty && posts.allSatisfy { $0.body.contains(words) })
    await engine.shutdown()
    await transport.shutdown()
    await simulator.stop()
  }
}
