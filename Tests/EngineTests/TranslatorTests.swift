import Support
import Testing

@testable import Engine

@Suite("Thinking in the reader's language", .limit(minutes: 1))
struct TranslatorTests {
  private static let cloud = """
    [model_providers.far]
    name = "Far"
    base_url = "https://far.example/v1"
    wire_api = "chat"
    [profiles.far]
    model_provider = "far"
    model = "big"
    """

  /// - Parameter more: other profiles than the one that answers.
  private static func engine(
    _ more: String, _ transport: StubTransport, url: String = "http://localhost:8080/v1"
  ) throws -> Engine {
    let configuration = try EngineFixture.configuration(
      """
      profile = "p"
      [model_providers.box]
      name = "box"
      base_url = "\(url)"
      wire_api = "chat"
      [profiles.p]
      model_provider = "box"
      model = "m"
      """ + "\n" + more)
    return Engine(
      configuration: configuration,
      services: EngineServices(transport: transport, environment: [:]))
  }

  /// A model that thinks in two paragraphs, and translates by writing in capitals.
  private static func server() -> StubTransport {
    StubTransport { request throws(EngineError) in try answer(request) }
  }

  private static func answer(_ request: HTTPRequest) throws(EngineError) -> StubTransport.Answer {
    guard request.method == .post, let body = JSON(parsing: request.body) else {
      return request.url.hasSuffix("/v1/models")
        ? .text(#"{"data":[{"id":"m"},{"id":"n"}]}"#) : .text("{}", status: 404)
    }
    let messages = body["messages"]?.array ?? []
    if messages.first?["role"] == "system" {
      let text = messages.last?["content"]?.string ?? ""
      return .text(ToolStage.words(text.uppercased()))
    }
    return .text(
      ToolStage.event(["reasoning_content": "first\nline\n\nsecond"]) + ToolStage.words("Yes."))
  }

  @Test("Paragraph by paragraph, by a profile near by, and nothing of it enters the conversation")
  func paragraphs() async throws {
    let transport = Self.server()
    let near = "[profiles.n]\nmodel_provider = \"box\"\nmodel = \"n\"\n"
    let engine = try Self.engine(near + Self.cloud, transport)
    await engine.perform(.translate("German", by: nil))
    await engine.perform(.send(Prompt("why")))
    await engine.replyEnded()
    let wanted = "FIRST\nLINE\n\nSECOND"
    let session = await engine.until { $0.translation?.text.string == wanted }
    #expect(session.translation?.profile == "n")
    #expect(session.translation?.turn == session.transcript.settled.last?.id)
    await engine.perform(.send(Prompt("sure?")))
    await engine.replyEnded()
    _ = await engine.until {
      $0.translation?.turn == $0.transcript.settled.last?.id
        && $0.translation?.text.string == wanted
    }
    let asked = transport.requests.compactMap { JSON(parsing: $0.body)?["messages"] }
    #expect(
      asked.filter { $0[0]?["role"] != "system" }.allSatisfy { !$0.text.contains("FIRST") })
    #expect(asked.count == 6)
    await engine.perform(.translate(nil, by: nil))
    #expect(await engine.session.translation == nil)
    await engine.shutdown()
  }

  @Test("A cloud translates only when it is named")
  func cloud() async throws {
    let transport = Self.server()
    let engine = try Self.engine("", transport, url: "https://far.example/v1")
    await engine.perform(.translate("German", by: nil))
    #expect(await engine.session.translation == nil)
    #expect(await engine.session.notices.last?.text.contains("/translate LANGUAGE PROFILE") == true)
    await engine.perform(.translate("German", by: "p"))
    #expect(await engine.session.translation?.profile == "p")
    await engine.shutdown()
  }

  @Test("A translator that fails says why, and the conversation goes on")
  func failure() async throws {
    let near =
      "[model_providers.gone]\nname = \"gone\"\nbase_url = \"http://localhost:1/v1\"\nwire_api = \"chat\"\n[profiles.n]\nmodel_provider = \"gone\"\nmodel = \"n\"\n"
    let transport = StubTransport { request throws(EngineError) in
      if request.url.contains(":1/") { throw EngineError(.unreachable, "Nothing listens there.") }
      return try Self.answer(request)
    }
    let engine = try Self.engine(near, transport)
    await engine.perform(.translate("German", by: "n"))
    await engine.perform(.send(Prompt("why")))
    await engine.replyEnded()
    let session = await engine.until { $0.translation?.failure != nil }
    #expect(session.translation?.failure?.contains("Nothing listens") == true)
    #expect(session.transcript.settled.last?.reply.status == .complete)
    await engine.shutdown()
  }
}
