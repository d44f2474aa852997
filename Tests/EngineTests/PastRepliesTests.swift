import Support
import Testing

@testable import Engine

@Suite("What earlier runs kept of replies")
struct PastRepliesTests {
  private static func pick(_ name: String, _ other: String) -> RacePick {
    RacePick(at: 1, picked: name, others: [other], isBlind: false)
  }

  private func engine(_ past: PastReplies, asked: Counter) throws -> Engine {
    try EngineFixture.engine(transport: StubTransport { _ in .text("{}", status: 404) }) {
      $0.pastReplies = {
        _ = asked.next()
        return past
      }
    }
  }

  @Test("A user at the screen is told of them, when they are read")
  func told() async throws {
    let asked = Counter()
    let past = PastReplies(picks: [Self.pick("near", "far")])
    let engine = try engine(past, asked: asked)
    #expect(await engine.session.picks.isEmpty)
    await engine.startInteractive()
    let session = await engine.until { !$0.picks.isEmpty }
    #expect(session.picks == past.picks)
    await engine.shutdown()
  }

  @Test("A run without a user does not read them")
  func unasked() async throws {
    let asked = Counter()
    let engine = try engine(PastReplies(), asked: asked)
    await engine.beginKeeping()
    await engine.beginWarmUp(force: false)
    await engine.shutdown()
    #expect(asked.count == 0)
  }

  @Test(
    "A pick of this run comes after those of earlier ones, though it was made before they were read"
  )
  func order() async throws {
    let (gate, opener) = AsyncStream<Void>.makeStream()
    let engine = try EngineFixture.engine(
      transport: StubTransport { _ in .text("{}", status: 404) }
    ) {
      $0.pastReplies = {
        for await _ in gate { break }
        return PastReplies(picks: [Self.pick("near", "far")])
      }
    }
    await engine.startInteractive()
    // The second is in the file already.
    await engine.change { $0.picks += [Self.pick("far", "near"), Self.pick("near", "far")] }
    opener.yield()
    let session = await engine.until { $0.picks.first?.picked == "near" }
    #expect(session.picks.map(\.picked) == ["near", "far"])
    await engine.shutdown()
  }
}
