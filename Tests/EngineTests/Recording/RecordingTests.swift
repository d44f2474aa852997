import Engine
import Support
import Synchronization
import Testing

@Suite("Recording and replay", .limit(minutes: 1))
struct RecordingTests {
  private static let config = """
    profile = "box"
    [model_providers.box]
    name = "llama.cpp"
    base_url = "http://localhost:8080/v1"
    wire_api = "chat"
    experimental_bearer_token = "a-token-of-mine-1234"
    [profiles.box]
    model_provider = "box"
    model = "smol"
    """

  private static func server() -> StubTransport {
    StubTransport { request throws(EngineError) in
      guard request.method == .post else {
        return request.url.hasSuffix("/v1/models")
          ? .text(#"{"data":[{"id":"smol","owned_by":"llamacpp"}]}"#) : .text("{}", status: 404)
      }
      let (stream, bytes) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
      let text = Array(
        """
        data: {"choices":[{"index":0,"delta":{"reasoning_content":"hm 思"}}]}

        data: {"choices":[{"index":0,"delta":{"content":"yes"}}]}

        data: [DONE]


        """.utf8)
      // Cut inside the three bytes of a character.
      let cut = (text.firstIndex(of: 0xE6) ?? 10) + 1
      bytes.yield(Array(text[..<cut]))
      bytes.yield(Array(text[cut...]))
      bytes.finish()
      return StubTransport.Answer(body: stream)
    }
  }

  private static func ask(_ engine: Engine, _ prompt: String) async -> Session {
    let before = await engine.session.transcript.settled.count
    await engine.perform(.send(Prompt(prompt)))
    await engine.replyEnded()
    let session = await engine.session
    #expect(session.transcript.settled.count == before + 1)
    return session
  }

  private static func recorded() async throws -> (lines: [UInt8], session: Session) {
    let configuration = try EngineFixture.configuration(Self.config)
    let lines = RecordedLines()
    let recording = Recording(redaction: Redaction(secrets: ["a-token-of-mine-1234"])) {
      lines.add($0)
    }
    recording.begin(configuration)
    let engine = Engine(
      configuration: configuration,
      services: EngineServices(
        transport: RecordingTransport(Self.server(), recording), environment: [:],
        recording: recording))
    _ = await ask(engine, "one")
    let session = await ask(engine, "two, with sk-abcdefghijklmnopqrstuvwx")
    await engine.shutdown()
    return (lines.bytes, session)
  }

  @Test("A replay says the same as the conversation that was recorded")
  func replay() async throws {
    let (lines, session) = try await Self.recorded()
    let read = try RecordedSession(lines, named: "a.jsonl")
    let transport = ReplayTransport(read, speed: .infinity)
    let engine = Engine(
      configuration: try read.configuration(),
      services: EngineServices(transport: transport, environment: [:]))
    try await transport.drive(engine)
    let replayed = await engine.session.transcript.settled
    #expect(replayed.map(\.reply.reasoning.string) == ["hm 思", "hm 思"])
    #expect(replayed.map(\.reply.text) == session.transcript.settled.map(\.reply.text))
    #expect(replayed.map(\.reply.status) == session.transcript.settled.map(\.reply.status))
    #expect(replayed.first?.prompt.text == "one")
    await engine.shutdown()
  }

  /// Says a few words and then nothing more until the reader leaves.
  private static func endless() -> StubTransport {
    let open = Mutex<[AsyncThrowingStream<[UInt8], any Error>.Continuation]>([])
    return StubTransport { request throws(EngineError) in
      guard request.method == .post else {
        return request.url.hasSuffix("/v1/models")
          ? .text(#"{"data":[{"id":"smol","owned_by":"llamacpp"}]}"#) : .text("{}", status: 404)
      }
      let (stream, bytes) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
      for word in ["one ", "two "] {
        bytes.yield(
          Array("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\(word)\"}}]}\n\n".utf8))
      }
      open.withLock { $0.append(bytes) }
      return StubTransport.Answer(body: stream)
    }
  }

  @Test("A stop comes in the replay after the same words, however fast it runs")
  func stopped() async throws {
    let configuration = try EngineFixture.configuration(Self.config)
    let lines = RecordedLines()
    let recording = Recording(redaction: Redaction()) { lines.add($0) }
    recording.begin(configuration)
    let engine = Engine(
      configuration: configuration,
      services: EngineServices(
        transport: RecordingTransport(Self.endless(), recording), environment: [:],
        recording: recording))
    for prompt in ["first", "second"] {
      await engine.perform(.send(Prompt(prompt)))
      for await _ in engine.changes
      where await engine.session.transcript.live?.reply.text.string == "one two " { break }
      await engine.perform(.stop)
      await engine.replyEnded()
    }
    await engine.shutdown()
    let read = try RecordedSession(lines.bytes, named: "a.jsonl")
    #expect(read.steps.map(\.open.values.first) == [nil, 2, nil, 2])
    let transport = ReplayTransport(read, speed: .infinity)
    let replayed = Engine(
      configuration: try read.configuration(),
      services: EngineServices(transport: transport, environment: [:]))
    try await transport.drive(replayed)
    let turns = await replayed.session.transcript.settled
    #expect(turns.map(\.prompt.text) == ["first", "second"])
    #expect(turns.map(\.reply.text.string) == ["one two ", "one two "])
    #expect(turns.map(\.reply.status) == [.interrupted, .interrupted])
    #expect(await replayed.session.notices.last?.text == "The recording is over.")
    await replayed.shutdown()
  }

  @Test("Where the program was killed the replay says that the recording ends")
  func killed() async throws {
    let lines = try await Self.recorded().lines.split(separator: 0x0A)
    // The second piece of the second answer never came.
    let last = try #require(
      lines.lastIndex { JSON(parsing: $0)?["event"]?.string == "bytes" })
    let read = try RecordedSession(Array(lines[..<last].joined(separator: [0x0A])), named: "a")
    let transport = ReplayTransport(read, speed: .infinity)
    let engine = Engine(
      configuration: try read.configuration(),
      services: EngineServices(transport: transport, environment: [:]))
    try await transport.drive(engine)
    let turn = try #require(await engine.session.transcript.settled.last)
    guard case .failed(let error) = turn.reply.status else {
      Issue.record("\(turn.reply.status)")
      return
    }
    #expect(error.message == "The recording ends here.")
    await engine.shutdown()
  }

  @Test("A recording holds no key")
  func keys() async throws {
    let text = String(decoding: try await Self.recorded().lines, as: UTF8.self)
    #expect(!text.contains("a-token-of-mine"))
    #expect(!text.contains("sk-abcdef"))
    #expect(text.contains("\"Authorization\":\"[key removed]\""))
  }

  @Test(
    "What is no recording is said to be none",
    arguments: [
      "", "{}\n", "not json\n", #"{"t":0,"event":"prompt","text":"x"}"#,
      #"{"t":0,"event":"start","version":9}"#,
    ])
  func refusals(_ text: String) {
    #expect(throws: EngineError.self) {
      try RecordedSession(Array(text.utf8), named: "bad.jsonl")
    }
  }

  @Test("Base64 comes back as it was", arguments: 0..<9)
  func base64(_ count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 83 &+ 250) }
    #expect(Base64.decode(Base64.encode(bytes)) == bytes)
  }
}
