import Foundation
import Support
import Testing

@testable import Engine

@Suite("What shapes a reply's words")
struct SamplingTests {
  private static var all: Sampling {
    Sampling([
      "temperature": 0.5, "top_p": 0.9, "top_k": 20, "min_p": 0.05, "repeat_penalty": 1.1,
      "presence_penalty": 0.5, "frequency_penalty": 0.25, "seed": 7, "stop": .array(["END"]),
      "max_output_tokens": 100,
    ])
  }

  private static func body(_ wire: any Wire) throws -> WireRequest {
    var exchange = ChatRequest(model: "m", messages: [.init(.user, "Hi")])
    exchange.sampling = all
    return try wire.request(for: exchange)
  }

  @Test("Chat has a field for each, by the names of its servers")
  func chat() throws {
    let local = try Self.body(ChatWire())
    #expect(local.leftOut.isEmpty)
    let tail =
      #""temperature":0.5,"top_p":0.9,"top_k":20,"min_p":0.05,"repeat_penalty":1.1,"presence_penalty":0.5,"#
      + #""frequency_penalty":0.25,"seed":7,"stop":["END"],"max_tokens":100}"#
    #expect(local.body.text.hasSuffix(tail), "\(local.body.text)")
    let vllm = try Self.body(ChatWire(dialect: .init(effort: .vllm))).body
    #expect(vllm["repetition_penalty"] == 1.1)
    #expect(vllm["repeat_penalty"] == nil)
  }

  @Test("Ollama has a field for each among its options")
  func ollama() throws {
    let request = try Self.body(OllamaWire())
    #expect(request.leftOut.isEmpty)
    #expect(
      request.body["options"]?.text
        == #"{"temperature":0.5,"top_p":0.9,"top_k":20,"min_p":0.05,"repeat_penalty":1.1,"presence_penalty":0.5,"#
        + #""frequency_penalty":0.25,"seed":7,"stop":["END"],"num_predict":100}"#)
  }

  @Test("What an API has no field for is not sent, and known to be left out")
  func leftOut() throws {
    let native = try Self.body(LMStudioWire())
    #expect(native.leftOut == [.presencePenalty, .frequencyPenalty, .seed, .stop])
    #expect(native.body["top_k"] == 20)
    #expect(native.body["seed"] == nil)
    let responses = try Self.body(ResponsesWire())
    #expect(responses.body["top_p"] == 0.9)
    #expect(responses.leftOut.contains(.topK))
    #expect(responses.body["top_k"] == nil)
  }

  @Test(
    "A value is read as it is written, and nothing out of range is one",
    arguments: [
      ("temperature", "0.2", #"0.2"#), ("temperature", "2.5", nil), ("temperature", "warm", nil),
      ("top_k", "0", "0"), ("top_k", "1.5", nil), ("seed", "-1", nil), ("seed", "42", "42"),
      ("stop", #"END "two words" x"#, #"["END","two words","x"]"#), ("stop", "", nil),
      ("stop", "1 2 3 4 5", nil), ("max_output_tokens", "0", nil), ("temperature", "nan", nil),
    ] as [(String, String, String?)])
  func values(_ name: String, _ text: String, _ value: String?) throws {
    let name = try #require(Sampling.Name(rawValue: name))
    #expect(name.value(text)?.text == value)
  }

  @Test("A profile and a preset have the same keys, each within its range")
  func configuration() throws {
    let configuration = try EngineFixture.configuration(
      """
      [profiles.p]
      model_provider = "lmstudio"
      model = "m"
      top_k = 20
      min_p = 2.0
      stop = ["END"]
      model_max_output_tokens = 64
      [presets.exact]
      temperature = 0
      seed = 1
      """)
    let profile = try #require(configuration.profile(named: "p"))
    #expect(profile.sampling.words == #"top_k 20 · stop "END" · max_output_tokens 64"#)
    #expect(configuration.notices.contains { $0.text.contains("min_p") })
    #expect(configuration.presets.map(\.name) == ["exact"])
    #expect(configuration.presets.first?.sampling.words == "temperature 0 · seed 1")
  }

  @Test("docs/thinking.md names each parameter with its range")
  func document() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../docs/thinking.md")
    let text = try String(contentsOf: path, encoding: .utf8)
    for name in Sampling.Name.allCases { #expect(text.contains("`\(name.rawValue)`")) }
    for family in ["DeepSeek", "Kimi", "MiniMax"] { #expect(text.contains(family)) }
    #expect(ThinkingMemory.families.count == 3)
  }

  @Test("The conversation's own count before the profile's, and its turn says so")
  func conversation() async throws {
    let transport = StubTransport { request throws(EngineError) in
      guard request.method == .post else {
        return request.url.hasSuffix("/v1/models")
          ? .text(#"{"data":[{"id":"m","owned_by":"llamacpp"}]}"#) : .text("{}", status: 404)
      }
      return .text(ToolStage.words("Hi."))
    }
    let configuration = try EngineFixture.configuration(
      EngineFixture.box(
        """
        temperature = 0.9
        top_k = 20
        """))
    let engine = Engine(
      configuration: configuration,
      services: EngineServices(transport: transport, environment: [:]))
    let own = Sampling(["temperature": 0.1, "top_k": 20])
    await engine.perform(.conversation(.change(.sampling(own), nil)))
    await engine.perform(.send(Prompt("go")))
    await engine.replyEnded()
    let body = transport.requests.last { $0.method == .post }.flatMap { JSON(parsing: $0.body) }
    #expect(body?["temperature"] == 0.1)
    #expect(body?["top_k"] == 20)
    let turn = await engine.session.transcript.settled.first
    #expect(turn?.reply.notices == ["Asked with temperature 0.1."])
    await engine.shutdown()
  }
}
