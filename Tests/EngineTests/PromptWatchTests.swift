import Support
import Testing

@testable import Engine

@Suite("Why a prompt was read again")
struct PromptWatchTests {
  private typealias Message = ChatRequest.Message

  private static let long = String(repeating: "tell me about windows and panels ", count: 100)
  private static let answer = String(repeating: "they keep two pictures each ", count: 100)

  private static func request(
    _ messages: [Message], model: String = "m", tools: [String] = []
  ) -> ChatRequest {
    var request = ChatRequest(model: model, messages: messages)
    request.tools = tools.map { ChatRequest.Function(name: $0) }
    return request
  }

  private static func reply(
    prompt: Int = 1500, cached: Int?, written: Int = 50, thought: Bool = false, load: Double? = nil
  ) -> Reply {
    Reply(
      source: .init(profile: "p", provider: "p", requestedModel: "m"), status: .complete,
      reasoning: thought ? "hm" : "", text: answer,
      usage: Usage(
        promptTokens: prompt, completionTokens: written, cachedTokens: cached, loadSeconds: load))
  }

  private static let first = [Message(.system, "Be brief. It is 14:05."), Message(.user, long)]
  private static let second = first + [Message(.assistant, answer), Message(.user, "and then?")]

  /// What is said of a second request after a first one, with what came between.
  private static func judged(
    _ next: ChatRequest, _ reply: Reply, first: ChatRequest? = nil, written: Int = 700,
    thought: Bool = false, between: (PromptWatch) -> Void = { _ in }
  ) -> PromptReuse? {
    let watch = PromptWatch()
    watch.note(first ?? request(Self.first), provider: "p")
    _ = watch.judge(Self.reply(prompt: 800, cached: 0, written: written, thought: thought))
    between(watch)
    watch.note(next, provider: "p")
    return watch.judge(reply)
  }

  @Test("What is in the server's cache is no loss, and neither is what is new")
  func kept() {
    let reuse = Self.judged(Self.request(Self.second), Self.reply(cached: 1480))
    #expect(reuse?.cause == nil)
    #expect(reuse?.read == 20)
    let fresh = Self.request([Self.first[0], Message(.user, Self.answer)])
    #expect(Self.judged(fresh, Self.reply(cached: 10))?.cause == nil)
    // The very first request has lost nothing.
    let watch = PromptWatch()
    watch.note(Self.request(Self.first), provider: "p")
    #expect(watch.judge(Self.reply(cached: 0))?.cause == nil)
  }

  @Test("Where a server does not say what it reused, nothing is said")
  func untold() {
    #expect(Self.judged(Self.request(Self.second), Self.reply(cached: nil)) == nil)
  }

  @Test(
    "Each way to lose a prompt has its name",
    arguments: PromptReuse.Cause.allCases)
  func causes(_ cause: PromptReuse.Cause) {
    var messages = Self.second
    var first: ChatRequest?
    var tools: [String] = []
    var load: Double?
    var (written, thought) = (700, false)
    var between: (PromptWatch) -> Void = { _ in }
    switch cause {
    case .loadedAnew: load = 4
    case .otherModel:
      between = { watch in
        watch.note(Self.request(Self.first, model: "other"), provider: "p")
        _ = watch.judge(Self.reply(cached: 0))
      }
    case .tools: tools = ["time__now"]
    case .instructions: messages[0].text = "Be verbose."
    case .clock: messages[0].text = "Be brief. It is 14:06."
    case .edited:
      // Another branch, whose prompt was sent before the one that the server has now.
      first = Self.request(Self.second)
      between = { watch in
        watch.note(
          Self.request([Self.first[0], Message(.user, "something else")]), provider: "p")
        _ = watch.judge(Self.reply(prompt: 20, cached: 10))
      }
    case .thinking: messages[2].thinking = .init(text: "hm", field: "reasoning_content")
    case .stripped: (written, thought) = (1400, true)
    case .cut:
      first = Self.request(
        [Self.first[0], Message(.user, "an old one"), Message(.assistant, "old")]
          + Self.first[1...])
    case .sideQuestion: between = { $0.noteSideQuestion(model: "m", provider: "p") }
    case .otherClient: break
    }
    if cause == .thinking { first = Self.request(Self.second) }
    let reuse = Self.judged(
      Self.request(messages, tools: tools), Self.reply(cached: 20, load: load),
      first: first, written: written, thought: thought, between: between)
    #expect(reuse?.cause == cause)
    #expect(reuse?.lost ?? 0 > 1000)
  }

  @Test("What was read again stands in the turn, with the reason")
  func told() async throws {
    let long = Self.long
    let counts = Counter()
    let transport = StubTransport { request throws(EngineError) in
      guard request.method == .post else {
        return request.url.hasSuffix("/v1/models")
          ? .text(#"{"data":[{"id":"m","owned_by":"x"}]}"#) : .text("{}", status: 404)
      }
      let cached = counts.next() == 1 ? 0 : 3
      let usage =
        #"data: {"choices":[],"usage":{"prompt_tokens":900,"completion_tokens":5,"#
        + #""prompt_tokens_details":{"cached_tokens":\#(cached)}}}"# + "\n\n"
      let words = ToolStage.event(["content": "Yes."]) + usage
      return .text(words + ToolStage.ended("stop"))
    }
    let engine = try EngineFixture.engine(EngineFixture.box(), transport: transport)
    await engine.perform(.send(Prompt(long)))
    _ = await engine.until { $0.transcript.settled.count == 1 }
    await engine.perform(.send(Prompt("and then?")))
    let session = await engine.until { $0.transcript.settled.count == 2 }
    let reply = try #require(session.transcript.settled.last?.reply)
    #expect(reply.reuse?.cause == .otherClient)
    #expect(reply.notices.first?.hasPrefix("About ") == true)
    #expect(reply.notices.first?.contains("another client asked the server since") == true)
    await engine.shutdown()
  }
}
