import Engine
import Simulator
import Support
import Testing

@testable import App

/// How a profile has a model loaded, and what of that each kind of server takes.
@Suite("Loading as a profile says", .limit(minutes: 2))
struct LoadOptionsTests {
  private static let settings = """
    load_context = 8192
    load_parallel = 2
    load_flash_attention = false
    load_gpu = "0.5"
    """

  /// The request that loaded the model, and what was said.
  private func load(
    _ profile: ServerProfile, model: String, path: String, settings: String = Self.settings
  ) async throws -> (body: String, notices: [String]) {
    let bench = try await ServerBench(profile, model: model, settings: settings)
    await bench.engine.beginWarmUp(force: false)
    await bench.engine.warmUpEnded()
    let notices = await bench.engine.session.notices.map(\.text)
    let request = await bench.simulator.log.last { $0.path == path }
    await bench.shutdown()
    return (request?.body ?? "", notices)
  }

  @Test("LM Studio takes all but the share of the graphics card, which only its tool can tell it")
  func lmStudio() async throws {
    let (body, notices) = try await load(
      .lms0425, model: "openai/gpt-oss-20b", path: "/api/v1/models/load")
    #expect(
      body.contains(#""context_length":8192,"parallel":2,"flash_attention":false"#), "\(body)")
    #expect(
      notices.contains { $0.hasPrefix("LM Studio takes no load_gpu here;") },
      "\(notices)")
  }

  @Test("Ollama takes all of a graphics card or none of it")
  func ollama() async throws {
    let (body, notices) = try await load(
      .ollama, model: "gpt-oss:20b", path: "/api/generate",
      settings: "load_context = 8192\nload_gpu = \"max\"\nload_parallel = 2")
    #expect(body.contains(#""options":{"num_ctx":8192,"num_gpu":999}"#), "\(body)")
    #expect(notices.contains { $0.hasPrefix("Ollama takes no load_parallel here;") })
    let half = try await load(.ollama, model: "gpt-oss:20b", path: "/api/generate")
    #expect(!half.body.contains("num_gpu"))
  }

  @Test("A draft model goes along with LM Studio's chats")
  func draft() async throws {
    let bench = try await ServerBench(
      .lms0425, model: "openai/gpt-oss-20b", settings: "draft_model = \"tiny\"")
    await bench.engine.perform(.send(Prompt("hello")))
    _ = await bench.until { !$0.transcript.settled.isEmpty && !$0.isReplying }
    let chat = await bench.simulator.log.last { $0.path.hasSuffix("/chat/completions") }
    let native = await bench.simulator.log.last { $0.path.hasSuffix("/api/v1/chat") }
    // Its own API takes a closed list of fields, and this is none of them.
    if let native { #expect(!native.body.contains("tiny")) }
    if let chat {
      #expect(chat.body.contains("\"draft_model\":\"tiny\""))
    }
    #expect(chat != nil || native != nil)
    await bench.shutdown()
  }

  @Test(
    "A share of the graphics card is a word or a number, and anything else is told",
    arguments: [
      ("\"max\"", 1), ("\"off\"", 0), ("0.25", 0.25), ("1", 1), ("\"0.5\"", 0.5), ("2", nil),
      ("\"half\"", nil), ("true", nil),
    ] as [(String, Double?)])
  func share(_ text: String, _ share: Double?) throws {
    let configuration = try EngineFixture.configuration(
      "[profiles.x]\nmodel_provider = \"lmstudio\"\nload_gpu = \(text)", profile: "x")
    #expect(LoadOptions(configuration.activeProfile).graphicsShare == share)
    #expect(configuration.notices.contains { $0.text.contains("load_gpu") } == (share == nil))
  }
}
