import Support
import Testing

@testable import Engine

/// The engine with an archive: what is on disk when, and what is done when it cannot be.
@Suite("Keeping a conversation", .limit(minutes: 1))
struct KeepingTests {
  static let config = """
    profile = "local"
    [model_providers.box]
    name = "llama.cpp"
    base_url = "http://localhost:8080/v1"
    wire_api = "chat"
    [model_providers.far]
    name = "Cloud"
    base_url = "http://localhost:9090/v1"
    wire_api = "chat"
    [profiles.local]
    model_provider = "box"
    model = "smol"
    [profiles.far]
    model_provider = "far"
    model = "big"
    """

  static func engine(
    _ kept: Kept, profile: String? = nil, clock: ManualClock = ManualClock(),
    archive: Archive? = nil, _ transport: StubTransport
  ) async throws -> Engine {
    let engine = try EngineFixture.engine(
      Self.config, profile: profile, transport: transport, time: Timekeeper(clock),
      archive: archive ?? kept.archive)
    await engine.beginKeeping()
    return engine
  }

  static func server(_ chat: @escaping StubTransport.Reply) -> StubTransport {
    StubTransport { request throws(EngineError) in
      if request.method == .post { return try await chat(request) }
      if request.url.hasSuffix("/v1/models") {
        return .text(
          #"{"data":[{"id":"smol","owned_by":"llamacpp"},{"id":"big","owned_by":"llamacpp"}]}"#)
      }
      return .text(#"{"error":{"message":"File Not Found","code":404}}"#, status: 404)
    }
  }

  static func event(_ delta: String) -> String {
    "data: {\"choices\":[{\"index\":0,\"delta\":{\(delta)}}]}\n\n"
  }

  static func answer(_ text: String) -> StubTransport.Answer {
    .text(
      event(#""reasoning_content":"hm""#) + event("\"content\":\(JSON.string(text).text)")
        + "data: [DONE]\n\n")
  }

  static func ask(_ engine: Engine, _ prompt: String) async -> Session {
    let before = await engine.session.transcript.settled.count
    await engine.perform(.send(Prompt(prompt)))
    return await engine.until { $0.transcript.settled.count > before && !$0.isReplying }
  }

  @Test("A turn is on disk before its request leaves")
  func beforeTheRequest() async throws {
    let kept = Kept()
    defer { kept.remove() }
    let onDisk = Counter()
    let transport = Self.server { [folder = kept.folder] _ in
      let other = Archive(folder: folder)
      if let summary = try? await other.summary(matching: nil),
        let turn = try? await other.conversation(summary.id).transcript.settled.first,
        turn.prompt.text == "one"
      {
        _ = onDisk.next()
      }
      return Self.answer("yes")
    }
    let engine = try await Self.engine(kept, transport)
    _ = await Self.ask(engine, "one")
    #expect(onDisk.count == 1)
    await engine.shutdown()
  }

  @Test("What has arrived is on disk half a second later, and the whole at the end")
  func partials() async throws {
    let kept = Kept()
    defer { kept.remove() }
    let clock = ManualClock()
    let (stream, bytes) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
    let engine = try await Self.engine(
      kept, clock: clock, Self.server { _ in StubTransport.Answer(body: stream) })
    await engine.perform(.send(Prompt("one")))
    var thinking = ""
    for word in ["I ", "wonder ", "whether"] {
      thinking += word
      bytes.yield(Array(Self.event("\"reasoning_content\":\"\(word)\"").utf8))
      _ = await engine.until { [thinking] in
        $0.transcript.live?.reply.reasoning.string == thinking
      }
      try await Self.written(thinking, "", of: engine, clock, kept)
    }
    bytes.yield(Array(Self.event(#""content":"No.""#).utf8))
    _ = await engine.until { $0.transcript.live?.reply.text.string == "No." }
    try await Self.written(thinking, "No.", of: engine, clock, kept)
    await engine.perform(.stop)
    await engine.kept()
    let turn = try #require(try await Self.reopened(kept, engine).transcript.settled.first)
    #expect(turn.reply.status == .interrupted)
    #expect(turn.reply.text.string == "No.")
    bytes.finish()
    await engine.shutdown()
  }

  /// Lets half a second pass until another program reads these words on disk.
  private static func written(
    _ thinking: String, _ answer: String, of engine: Engine, _ clock: ManualClock, _ kept: Kept
  ) async throws {
    for _ in 0..<100 {
      try await clock.someoneSleeps()
      clock.advance(by: ConversationStore.partialInterval)
      await engine.kept()
      let reply = try await reopened(kept, engine).transcript.settled.first?.reply
      if reply?.reasoning.string == thinking, reply?.text.string == answer { return }
    }
    Issue.record("\(thinking) \(answer) did not reach the disk")
  }

  private static func reopened(_ kept: Kept, _ engine: Engine) async throws -> Conversation {
    try await Archive(folder: kept.folder).conversation(await engine.session.conversation.id)
  }

  @Test("Editing, asking again and switching keep every answer; the request follows the branch")
  func branches() async throws {
    let kept = Kept()
    defer { kept.remove() }
    let count = Counter()
    let transport = Self.server { _ in Self.answer("answer \(count.next())") }
    let engine = try await Self.engine(kept, transport)
    _ = await Self.ask(engine, "one")
    var session = await Self.ask(engine, "two")
    let (first, second) = (session.transcript.settled[0].id, session.transcript.settled[1].id)
    await engine.perform(.conversation(.regenerate(second)))
    session = await engine.until { $0.transcript.last?.id != second && !$0.isReplying }
    #expect(session.transcript.settled.map(\.reply.text.string) == ["answer 1", "answer 3"])
    let third = session.transcript.settled[1].id
    #expect(session.transcript.place(of: third) == (2, 2))
    await engine.perform(.conversation(.edit(first, Prompt("other"))))
    session = await engine.until { $0.transcript.settled.count == 1 && !$0.isReplying }
    #expect(session.transcript.settled.map(\.prompt.text) == ["other"])
    let body = try #require(transport.requests.last.flatMap { JSON(parsing: $0.body) })
    #expect(body["messages"]?.array?.count == 1)
    await engine.perform(.conversation(.select(first)))
    session = await engine.session
    #expect(session.transcript.settled.map(\.id) == [first, third])
    await engine.perform(.conversation(.select(second)))
    await engine.perform(.conversation(.delete(second)))
    await engine.kept()
    let loaded = try await Self.reopened(kept, engine)
    #expect(loaded.transcript.settled.map(\.id) == [first, third])
    #expect(loaded.turns.count == 4)
    await engine.perform(.conversation(.undo))
    session = await engine.session
    #expect(session.transcript.settled.map(\.id) == [first, second])
    await engine.kept()
    #expect(
      try await Self.reopened(kept, engine).transcript.settled.map(\.id) == [first, second])
    await engine.shutdown()
  }

  @Test("A resumed conversation continues on any profile, with all that was said")
  func resume() async throws {
    let kept = Kept()
    defer { kept.remove() }
    let transport = Self.server { _ in Self.answer("yes") }
    let first = try await Self.engine(kept, transport)
    let id = await Self.ask(first, "one").conversation.id
    await first.shutdown()
    let second = try await Self.engine(
      kept, profile: "far", archive: Archive(folder: kept.folder), transport)
    try await second.resume(matching: String(id.rawValue.prefix(4)))
    var session = await second.session
    #expect(session.conversation.id == id)
    #expect(session.conversation.title == "one")
    session = await Self.ask(second, "two")
    #expect(session.transcript.settled.map(\.reply.source.profile) == ["local", "far"])
    let body = try #require(transport.requests.last.flatMap { JSON(parsing: $0.body) })
    #expect(body["messages"]?.array?.count == 3)
    await second.kept()
    #expect(try await Self.reopened(kept, second).transcript.settled.count == 2)
    await second.shutdown()
  }

  @Test("A cut answer goes on where it stopped; the cut one stays as an alternative")
  func goingOn() async throws {
    let kept = Kept()
    defer { kept.remove() }
    let cut = Kept.turn(5, "count", thinking: "easy", answer: "one, two, ", status: .cutOff)
    let id = try await kept.add(Kept.conversation("abcd1234", [cut]))
    let transport = Self.server { _ in .text(Self.event(#""content":"three""#) + "data: [DONE]\n\n")
    }
    let engine = try await Self.engine(kept, transport)
    try await engine.resume(matching: id.rawValue)
    await engine.perform(.conversation(.continueReply(cut.id)))
    let session = await engine.until { $0.transcript.last?.id != cut.id && !$0.isReplying }
    let whole = try #require(session.transcript.settled.last)
    #expect(whole.reply.text.string == "one, two, three")
    #expect(whole.reply.reasoning.string == "easy")
    #expect(whole.reply.status == .complete)
    #expect(session.transcript.place(of: whole.id) == (2, 2))
    let body = try #require(transport.requests.last.flatMap { JSON(parsing: $0.body) })
    #expect(body["messages"]?.array?.map { $0["role"]?.string } == ["user", "assistant"])
    #expect(body["messages"]?[1]?["content"] == "one, two, ")
    await engine.shutdown()
  }

  @Test("Compacting sends a summary and the newest turns; all of it stays, also on disk")
  func compaction() async throws {
    let kept = Kept()
    defer { kept.remove() }
    let transport = Self.server { _ in Self.answer("short words") }
    let engine = try await Self.engine(kept, transport)
    for prompt in ["one", "two", "three", "four"] { _ = await Self.ask(engine, prompt) }
    await engine.perform(.conversation(.compact(summarises: true)))
    _ = await engine.until { $0.transcript.settled.contains { $0.cut != nil } }
    _ = await Self.ask(engine, "five")
    let body = try #require(transport.requests.last.flatMap { JSON(parsing: $0.body) })
    let messages = try #require(body["messages"]?.array)
    #expect(messages.map { $0["role"]?.string }.first == "system")
    #expect(messages.first?["content"]?.string?.contains("short words") == true)
    #expect(
      messages.filter { $0["role"]?.string == "user" }.map { $0["content"]?.string } == [
        "three", "four", "five",
      ])
    await engine.kept()
    let loaded = try await Self.reopened(kept, engine)
    #expect(loaded.transcript.settled.count == 5)
    #expect(loaded.transcript.settled[2].cut == ContextCut(summary: "short words"))
    await engine.perform(.conversation(.sendAll))
    _ = await Self.ask(engine, "six")
    let whole = try #require(transport.requests.last.flatMap { JSON(parsing: $0.body) })
    #expect(whole["messages"]?.array?.count == 11)
    await engine.shutdown()
  }

  @Test("Where nothing can be written the user is told and the conversation goes on")
  func unwritable() async throws {
    let kept = Kept()
    let transport = Self.server { _ in Self.answer("yes") }
    let engine = try await Self.engine(
      kept, archive: Archive(folder: "/proc/codex-tui"), transport)
    _ = await Self.ask(engine, "one")
    let session = await Self.ask(engine, "two")
    #expect(session.transcript.settled.map(\.reply.status) == [.complete, .complete])
    await engine.kept()
    guard case .failing(let error) = await engine.session.keeping else {
      Issue.record("the user was not told")
      return
    }
    #expect(error.message.contains("not kept"))
    await engine.shutdown()
  }

  @Test("What could not be written is written as soon as it can be")
  func owed() async throws {
    let kept = Kept()
    defer { kept.remove() }
    let engine = try await Self.engine(kept, Self.server { _ in Self.answer("yes") })
    await engine.kept()
    // Another program's table without the column: every write fails, as on a full disk.
    try OtherProgram.run(kept.database, "ALTER TABLE fragment RENAME TO hidden")
    _ = await Self.ask(engine, "one")
    await engine.kept()
    guard case .failing = await engine.session.keeping else {
      Issue.record("the user was not told")
      return
    }
    try OtherProgram.run(kept.database, "ALTER TABLE hidden RENAME TO fragment")
    _ = await Self.ask(engine, "two")
    await engine.kept()
    #expect(await engine.session.keeping == .kept)
    let loaded = try await Self.reopened(kept, engine)
    #expect(loaded.transcript.settled.map(\.prompt.text) == ["one", "two"])
    #expect(loaded.transcript.settled.map(\.reply.status) == [.complete, .complete])
    await engine.shutdown()
  }

  @Test("A clock that was set back puts no new turn before an older one")
  func clockSetBack() async throws {
    let kept = Kept()
    defer { kept.remove() }
    let future = Turn.ID.dated(4_000_000_000_000).rawValue
    let id = try await kept.add(
      Kept.conversation("abcd1234", [Kept.turn(future, "from the future", answer: "yes")]))
    let engine = try await Self.engine(
      kept,
      Self.server { _ throws(EngineError) in
        .text("data: {\"choices\":[{\"delta\":{\"content\":\"now\"}}]}\n\ndata: [DONE]\n\n")
      })
    try await engine.resume(matching: id.rawValue)
    await engine.perform(.send(Prompt("and now")))
    await engine.replyEnded()
    await engine.shutdown()
    let turns = try await kept.archive.conversation(id).transcript.settled
    #expect(turns.map(\.prompt.text) == ["from the future", "and now"])
    #expect(turns[1].id.rawValue > turns[0].id.rawValue)
  }
}
