import Support
import Synchronization
import Testing

@testable import Engine

@Suite("Two models, one prompt", .limit(minutes: 1))
struct RaceTests {
  private static let config = """
    profile = "near"
    [model_providers.box]
    name = "box"
    base_url = "http://localhost:8080/v1"
    wire_api = "chat"
    [model_providers.far]
    name = "far"
    base_url = "https://models.example/v1"
    wire_api = "chat"
    [profiles.near]
    model_provider = "box"
    model = "small"
    [profiles.other]
    model_provider = "box"
    model = "medium"
    [profiles.far]
    model_provider = "far"
    model = "large"
    """

  /// Servers whose models say what the test writes, when it does.
  private final class Stage: Sendable {
    let engine: Engine
    let transport: StubTransport
    let words: [String: AsyncThrowingStream<[UInt8], any Error>.Continuation]
    let picks: Picks

    final class Picks: Sendable {
      private let kept = Mutex<[RacePick]>([])
      var all: [RacePick] { kept.withLock { $0 } }
      func save(_ pick: RacePick) { kept.withLock { $0.append(pick) } }
    }

    init(_ kept: Kept? = nil) async throws {
      var words: [String: AsyncThrowingStream<[UInt8], any Error>.Continuation] = [:]
      var bodies: [String: AsyncThrowingStream<[UInt8], any Error>] = [:]
      for model in ["small", "medium", "large"] {
        let (stream, word) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
        (words[model], bodies[model]) = (word, stream)
      }
      self.words = words
      let streams = bodies
      transport = StubTransport { request throws(EngineError) in
        guard request.method == .post else {
          return request.url.hasSuffix("/v1/models")
            ? .text(#"{"data":[{"id":"small"},{"id":"medium"},{"id":"large"}]}"#)
            : .text("{}", status: 404)
        }
        let model = JSON(parsing: request.body)?["model"]?.string ?? ""
        return StubTransport.Answer(body: streams[model] ?? AsyncThrowingStream { $0.finish() })
      }
      let picks = Picks()
      self.picks = picks
      engine = try EngineFixture.engine(
        RaceTests.config, transport: transport, archive: kept?.archive
      ) { $0.savePick = { picks.save($0) } }
      if kept != nil { await engine.beginKeeping() }
    }

    func say(_ text: String, _ model: String, ends: Bool = false) {
      words[model]?.yield(Array(ToolStage.event(["content": .string(text)]).utf8))
      if ends { end(model) }
    }

    func end(_ model: String) {
      words[model]?.yield(Array(ToolStage.ended("stop").utf8))
      words[model]?.finish()
    }

    func race(_ profiles: String..., change: (inout RaceOrder) -> Void = { _ in }) async {
      var order = RaceOrder(Prompt("why"), profiles)
      change(&order)
      await engine.perform(.race(order))
    }

    func lanes(_ isWanted: @escaping @Sendable ([Race.Lane]) -> Bool) async -> [Race.Lane] {
      await engine.until { isWanted($0.race?.lanes ?? []) }.race?.lanes ?? []
    }

    var posts: Int { transport.requests.count { $0.method == .post } }
  }

  @Test("Both answer at once, and the picked answer is gone on from; the other stays beside it")
  func picked() async throws {
    let stage = try await Stage()
    await stage.race("near", "far")
    _ = await stage.lanes { $0.allSatisfy { $0.state == .running } && $0.count == 2 }
    stage.say("Since it is.", "small", ends: true)
    stage.say("Because.", "large", ends: true)
    let session = await stage.engine.until { $0.race?.isOver == true && $0.activity != .racing }
    let lanes = try #require(session.race?.lanes)
    #expect(lanes.map(\.reply.text.string) == ["Since it is.", "Because."])
    #expect(lanes.map(\.reply.status) == [.complete, .complete])
    #expect(session.race?.reason == nil)
    await stage.engine.perform(.pick(1))
    let after = await stage.engine.until { $0.race == nil && $0.transcript.settled.count == 1 }
    let turn = try #require(after.transcript.settled.first)
    #expect(turn.reply.text.string == "Because.")
    #expect(after.transcript.place(of: turn.id) == (2, 2))
    #expect(after.profile.name == "far")
    #expect(stage.picks.all.map(\.picked) == ["far"])
    #expect(stage.picks.all.first?.others == ["near"])
    await stage.engine.shutdown()
  }

  @Test(
    "Two models on one machine run one after the other, with the reason; or side by side, as asked")
  func sequential() async throws {
    let stage = try await Stage()
    await stage.race("near", "other")
    _ = await stage.lanes { $0.first?.reply.clock.current == .wait }
    #expect(await stage.engine.session.race?.reason?.contains("one after the other") == true)
    #expect(stage.posts == 1)
    stage.say("One.", "small", ends: true)
    _ = await stage.lanes { $0.last?.reply.clock.current == .wait }
    stage.say("Two.", "medium", ends: true)
    _ = await stage.engine.until { $0.race?.isOver == true && $0.activity != .racing }
    await stage.engine.shutdown()

    let parallel = try await Stage()
    await parallel.race("near", "other") { $0.isParallel = true }
    _ = await parallel.lanes { $0.allSatisfy { $0.reply.clock.current == .wait } && $0.count == 2 }
    #expect(parallel.posts == 2)
    await parallel.engine.shutdown()
  }

  @Test("A server that dies on one side leaves the other alone")
  func broken() async throws {
    let stage = try await Stage()
    await stage.race("near", "far")
    _ = await stage.lanes { $0.allSatisfy { $0.reply.clock.current == .wait } && $0.count == 2 }
    stage.say("Half an", "small")
    _ = await stage.lanes { $0.first?.reply.text.isEmpty == false }
    stage.words["small"]?.finish(throwing: EngineError(.brokenStream, "It broke."))
    _ = await stage.lanes { $0.first?.state == .ended }
    stage.say("Because.", "large", ends: true)
    let session = await stage.engine.until { $0.race?.isOver == true && $0.activity != .racing }
    let lanes = try #require(session.race?.lanes)
    guard case .failed = lanes[0].reply.status else { Issue.record("it did not fail"); return }
    #expect(lanes[0].reply.text.string == "Half an")
    #expect(lanes[1].reply.text.string == "Because.")
    await stage.engine.shutdown()
  }

  @Test("One side is stopped, or both; what was said stays")
  func stopped() async throws {
    let stage = try await Stage()
    await stage.race("near", "far")
    stage.say("Half an", "small")
    stage.say("The other", "large")
    _ = await stage.lanes { $0.allSatisfy { !$0.reply.text.isEmpty } && $0.count == 2 }
    await stage.engine.perform(.stopLane(0))
    let first = await stage.lanes { $0.first?.state == .ended }
    #expect(first.map(\.reply.status) == [.interrupted, .streaming])
    await stage.engine.perform(.stop)
    let both =
      await stage.engine.until { $0.race?.isOver == true && $0.activity != .racing }.race?.lanes
      ?? []
    #expect(both.map(\.reply.text.string) == ["Half an", "The other"])
    #expect(both.map(\.reply.status) == [.interrupted, .interrupted])
    await stage.engine.shutdown()
  }

  @Test("Picking while the other side runs stops it, and both are kept")
  func early() async throws {
    let kept = Kept()
    defer { kept.remove() }
    let stage = try await Stage(kept)
    await stage.race("near", "far")
    stage.say("Since it is.", "small", ends: true)
    stage.say("The other", "large")
    _ = await stage.lanes { $0.first?.state == .ended && $0.last?.reply.text.isEmpty == false }
    // What is asked meanwhile waits for the pick.
    await stage.engine.perform(.send(Prompt("and then?")))
    #expect(await stage.engine.session.queue.count == 1)
    await stage.engine.perform(.pick(0))
    let session = await stage.engine.until { $0.race == nil && $0.transcript.count == 2 }
    #expect(session.transcript.settled.first?.reply.text.string == "Since it is.")
    let id = session.conversation.id
    await stage.engine.shutdown()

    let later = try EngineFixture.engine(
      Self.config, transport: stage.transport, archive: Archive(folder: kept.folder))
    await later.beginKeeping()
    try await later.resume(matching: id.rawValue)
    let transcript = await later.session.transcript
    let texts = transcript.all.map(\.reply.text.string).sorted()
    #expect(texts == ["", "Since it is.", "The other"])
    #expect(transcript.settled.first?.reply.text.string == "Since it is.")
    #expect(transcript.place(of: transcript.settled[0].id).count == 2)
    await later.shutdown()
  }

  @Test("Another conversation begins without the race, and what was said is kept in the old one")
  func left() async throws {
    let kept = Kept()
    defer { kept.remove() }
    let stage = try await Stage(kept)
    await stage.race("near", "far")
    stage.say("Half an", "small")
    stage.say("The other", "large")
    _ = await stage.lanes { $0.allSatisfy { !$0.reply.text.isEmpty } && $0.count == 2 }
    let old = await stage.engine.session.conversation.id
    await stage.engine.perform(.newConversation)
    let session = await stage.engine.until { $0.conversation.id != old && $0.activity != .racing }
    #expect(session.race == nil)
    #expect(session.transcript.isEmpty)
    // The new one goes on as any other.
    stage.say("Since.", "small", ends: true)
    await stage.engine.perform(.send(Prompt("a new one")))
    _ = await stage.engine.until { $0.transcript.settled.count == 1 }
    await stage.engine.kept()
    #expect(await stage.engine.session.keeping == .kept)
    await stage.engine.shutdown()
    let archive = Archive(folder: kept.folder)
    _ = try await archive.open()
    let texts = try await archive.conversation(old).transcript.all.map(\.reply.text.string)
    #expect(texts.sorted() == ["Half an", "The other"])
    await archive.close()
  }

  @Test("A picked answer that still comes comes to its end; only the other is stopped")
  func streaming() async throws {
    let stage = try await Stage()
    await stage.race("near", "far")
    stage.say("Since ", "small")
    stage.say("The other", "large")
    _ = await stage.lanes { $0.allSatisfy { !$0.reply.text.isEmpty } && $0.count == 2 }
    await stage.engine.perform(.pick(0))
    _ = await stage.lanes { $0.last?.state == .ended }
    stage.say("it is.", "small", ends: true)
    let session = await stage.engine.until { $0.race == nil }
    let turn = try #require(session.transcript.settled.first)
    #expect(turn.reply.text.string == "Since it is.")
    #expect(turn.reply.status == .complete)
    await stage.engine.shutdown()
  }

  @Test("While an answer is to be picked, no other branch begins")
  func branches() async throws {
    let stage = try await Stage()
    stage.say("First.", "small", ends: true)
    await stage.engine.perform(.send(Prompt("before")))
    let before = await stage.engine.until { $0.transcript.settled.count == 1 }
    let first = before.transcript.settled[0].id
    await stage.race("other", "far")
    stage.say("One.", "medium", ends: true)
    stage.say("Two.", "large", ends: true)
    _ = await stage.engine.until { $0.race?.isOver == true && $0.activity != .racing }
    await stage.engine.perform(.conversation(.regenerate(first)))
    await stage.engine.perform(.conversation(.delete(first)))
    #expect(await !stage.engine.session.isReplying)
    await stage.engine.perform(.pick(0))
    let session = await stage.engine.until { $0.race == nil }
    #expect(session.transcript.settled.map(\.reply.text.string) == ["First.", "One."])
    await stage.engine.shutdown()
  }

  @Test(
    "A race that cannot be says why",
    arguments: [
      (["near"], "two profiles"), (["near", "near"], "against itself"),
      (["near", "nix"], "There is no profile nix."),
    ])
  func refused(_ profiles: [String], _ words: String) async throws {
    let stage = try await Stage()
    await stage.engine.perform(.race(RaceOrder(Prompt("why"), profiles)))
    let notices = await stage.engine.session.notices
    #expect(notices.last?.text.contains(words) == true)
    #expect(await stage.engine.session.race == nil)
    await stage.engine.shutdown()
  }

  @Test("A locked conversation races no profile that is farther away")
  func locked() async throws {
    let stage = try await Stage()
    await stage.engine.perform(.adjust(.lock(.thisMachine)))
    await stage.race("near", "far")
    #expect(await stage.engine.session.race == nil)
    #expect(await stage.engine.session.notices.last?.text.contains("may not leave") == true)
    await stage.engine.shutdown()
  }
}
