import Support
import Synchronization
import Testing

@testable import Engine

@Suite("Changes told as one", .limit(minutes: 1))
struct TogetherTests {
  private final class Seen: Sendable {
    private let sessions = Mutex<[Session]>([])
    var all: [Session] { sessions.withLock(\.self) }
    func add(_ session: Session) { sessions.withLock { $0.append(session) } }
  }

  @Test(
    "What changes together is one change, the last of them; nothing is told where nothing changed")
  func one() throws {
    let first = try EngineFixture.session()
    let feed = ChangeFeed(first)
    let seen = Seen()
    _ = feed.listen { seen.add(feed.latest) }
    feed.together {
      for revision in 1...3 {
        var session = first
        session.revision = revision
        feed.post(session)
        #expect(feed.latest == first)
      }
    }
    feed.together {}
    #expect(seen.all.map(\.revision) == [3])
  }

  @Test("A prompt that waits stands in the queue or in the conversation at every moment")
  func prompt() async throws {
    let (words, word) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
    let asked = Counter()
    let transport = StubTransport { request throws(EngineError) in
      guard request.method == .post else { return .text(#"{"data":[{"id":"m"}]}"#) }
      return asked.next() == 1
        ? StubTransport.Answer(body: words)
        : .text("data: {\"choices\":[{\"delta\":{\"content\":\"no\"}}]}\n\ndata: [DONE]\n\n")
    }
    let engine = try EngineFixture.engine(EngineFixture.box(), transport: transport)
    await engine.perform(.send(Prompt("first")))
    await engine.perform(.send(Prompt("second")))
    let seen = Seen()
    let feed = engine.changes
    _ = feed.listen { seen.add(feed.latest) }
    let answer = "data: {\"choices\":[{\"delta\":{\"content\":\"yes\"}}]}\n\ndata: [DONE]\n\n"
    word.yield(Array(answer.utf8))
    word.finish()
    _ = await engine.until { $0.transcript.settled.count == 2 }
    #expect(seen.all.count > 2)
    for session in seen.all {
      let waits = session.queue.contains { $0.text == "second" }
      let stands = session.transcript.all.contains { $0.prompt.text == "second" }
      #expect(waits != stands, "revision \(session.revision)")
    }
    await engine.shutdown()
  }
}
