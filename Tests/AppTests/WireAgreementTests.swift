import Engine
import Simulator
import Support
import Testing

@testable import App

/// One prompt through every wire of every server: the same thinking, the same answer, byte for byte.
@Suite("Wires agree", .limit(minutes: 1))
struct WireAgreementTests {
  struct Path: CustomTestStringConvertible {
    var server: ServerProfile
    var wire: String
    var model: String
    var testDescription: String { "\(server.rawValue) \(wire)" }
  }

  static let paths: [Path] = [
    Path(server: .lms0425, wire: "native", model: "qwen/qwen3-4b"),
    Path(server: .lms0425, wire: "auto", model: "qwen/qwen3-4b"),
    Path(server: .lms0425, wire: "chat", model: "qwen/qwen3-4b"),
    Path(server: .lms0425, wire: "responses", model: "qwen/qwen3-4b"),
    Path(server: .lms0330, wire: "auto", model: "qwen/qwen3-4b"),
    Path(server: .lms0330, wire: "responses", model: "qwen/qwen3-4b"),
    Path(server: .lms0309, wire: "auto", model: "qwen/qwen3-4b"),
    Path(server: .ollama, wire: "auto", model: "qwen3:4b"),
    Path(server: .ollama, wire: "chat", model: "qwen3:4b"),
    Path(server: .ollama, wire: "responses", model: "qwen3:4b"),
    Path(server: .llamacpp, wire: "auto", model: "qwen3-4b"),
    Path(server: .llamacpp, wire: "responses", model: "qwen3-4b"),
    Path(server: .llamacppRouter, wire: "auto", model: "qwen3-4b"),
    Path(server: .vllm, wire: "auto", model: "qwen/qwen3-4b"),
  ]

  private func reply(_ path: Path, prompt: String) async throws -> (Reply, ServerKind?) {
    var options = SimulatorOptions()
    options.profile = path.server
    options.speed = .infinity
    let simulator = Simulator(options)
    let port = try await simulator.start()
    let config = """
      profile = "p"
      [model_providers.sim]
      name = "simulated"
      base_url = "http://127.0.0.1:\(port)/v1"
      wire_api = "\(path.wire)"
      [profiles.p]
      model_provider = "sim"
      model = "\(path.model)"
      """
    let transport = HTTPTransport(environment: [:])
    let engine = try EngineFixture.engine(config, transport: transport)
    let events = await engine.replyEvents()
    await engine.perform(.send(Prompt(prompt)))
    var ended: Reply?
    for await event in events {
      if case .ended(let reply, _) = event {
        ended = reply
        break
      }
    }
    let kind = await engine.session.server.kind
    await engine.shutdown()
    await transport.shutdown()
    await simulator.stop()
    return (try #require(ended), kind)
  }

  @Test("The same prompt gives the same thinking and answer", arguments: paths)
  func agreement(_ path: Path) async throws {
    let prompt = "please explain ncurses windows"
    let reference = try await reply(Self.paths[0], prompt: prompt).0
    #expect(reference.status == .complete)
    #expect(reference.reasoning.byteCount > 100)
    #expect(reference.text.byteCount > 100)
    let other = try await reply(path, prompt: prompt).0
    #expect(other.status == .complete)
    #expect(other.reasoning.string == reference.reasoning.string)
    #expect(other.text.string == reference.text.string)
  }

  @Test(
    "Each server is recognised",
    arguments: zip(
      [
        ServerProfile.lms0425, .lms0330, .lms0309, .ollama, .llamacpp, .llamacppRouter, .vllm,
      ],
      [
        "LM Studio", "LM Studio", "LM Studio", "Ollama", "llama.cpp", "llama.cpp", "vLLM",
      ]))
  func detection(_ server: ServerProfile, _ name: String) async throws {
    let model = server == .ollama ? "qwen3:4b" : "qwen/qwen3-4b"
    let path = Path(server: server, wire: "auto", model: model)
    #expect(try await reply(path, prompt: "hello").1?.name == name)
  }
}
