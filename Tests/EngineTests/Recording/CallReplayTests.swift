import Support
import Testing

@testable import Engine

@Suite("Calls of tools in recordings", .limit(minutes: 1))
struct CallReplayTests {
  /// A conversation with tools as it was recorded, and as its replay left it.
  private struct Pair {
    var recorded: [Turn]
    var replayed: [Turn]
    var questions: [ToolQuestion]
    var lines: String
  }

  /// - Parameter isAllowed: the command line allows the tool, and no question can be asked.
  private static func pair(
    _ replies: [String], isAllowed: Bool = false,
    server: @escaping @Sendable () -> RecordedToolServer = { ToolStage.server() },
    _ use: (ToolStage) async -> Void
  ) async throws -> Pair {
    let lines = RecordedLines()
    let recording = Recording(redaction: Redaction(secrets: ["a-key-of-mine-1234"])) {
      lines.add($0)
    }
    let stage = try await ToolStage(
      replies, canAsk: !isAllowed, recording: recording, servers: ["x": server])
    if isAllowed { await stage.engine.allowTools(["x:now"]) }
    await use(stage)
    let recorded = await stage.engine.session.transcript.settled
    await stage.engine.shutdown()

    let session = try RecordedSession(lines.bytes, named: "a.jsonl")
    let transport = ReplayTransport(session, speed: .infinity)
    var services = EngineServices(transport: transport, environment: [:])
    services.replay = transport
    let engine = Engine(configuration: try session.configuration(), services: services)
    await engine.answerToolQuestions()
    let events = await engine.replyEvents()
    try await transport.drive(engine)
    let replayed = await engine.session.transcript.settled
    await engine.shutdown()
    var questions: [ToolQuestion] = []
    for await event in events {
      if case .question(let question, _) = event { questions.append(question) }
    }
    return Pair(
      recorded: recorded, replayed: replayed, questions: questions,
      lines: String(decoding: lines.bytes, as: UTF8.self))
  }

  private static func uses(_ turns: [Turn]) -> [String] {
    turns.flatMap(\.reply.rounds).flatMap(\.uses).map { use in
      let result = use.result.map { "\($0.status.rawValue) \($0.text)" } ?? "open"
      return "\(use.title) \(use.call.arguments) \(result)"
    }
  }

  @Test("What was asked, allowed and answered comes again, and no server is started for it")
  func again() async throws {
    let pair = try await Self.pair([
      ToolStage.call("x__now", #"{"zone":"UTC"}"#), ToolStage.call("x__now", #"{"zone":"CET"}"#),
      ToolStage.words("It is 14:05."),
    ]) { stage in
      _ = await stage.ask { $0.arguments["zone"] == "UTC" ? .once : .no(because: "use UTC") }
    }
    #expect(Self.uses(pair.replayed) == Self.uses(pair.recorded))
    #expect(Self.uses(pair.replayed).count == 2)
    #expect(pair.replayed.map(\.reply.text.string) == ["It is 14:05."])
    #expect(pair.questions.map(\.reason) == [.new, .new])
    #expect(pair.questions.first?.tool.description == "The time")
  }

  @Test("What was allowed without a question is not asked in the replay")
  func allowed() async throws {
    let pair = try await Self.pair(
      [ToolStage.call("x__now"), ToolStage.call("x__then"), ToolStage.words("Done.")],
      isAllowed: true
    ) { _ = await $0.ask() }
    #expect(Self.uses(pair.replayed) == Self.uses(pair.recorded))
    #expect(Self.uses(pair.replayed).count == 2)
    #expect(pair.questions.isEmpty)
  }

  @Test("A stop in the middle of a call, and one at its question, come at the same moment")
  func stopped() async throws {
    let pair = try await Self.pair(
      [ToolStage.call("x__now")], server: { ToolStage.server { _, _ in nil } }
    ) { stage in
      _ = await stage.ask { _ in nil }
      await stage.engine.perform(.send(Prompt("again")))
      let session = await stage.engine.until { $0.tools.question?.id == 2 }
      await stage.engine.perform(
        .answerTool(question: session.tools.question?.id ?? 0, .once))
      _ = await stage.engine.until {
        $0.transcript.live?.reply.rounds.last?.uses.first?.began != nil
      }
      await stage.engine.perform(.stop)
      await stage.engine.replyEnded()
    }
    #expect(Self.uses(pair.replayed) == Self.uses(pair.recorded))
    #expect(pair.replayed.map(\.reply.status) == [.interrupted, .interrupted])
  }

  @Test(
    "A stop of a later reply comes at the same moment, though no reader saw the end of the ones before"
  )
  func stoppedLater() async throws {
    let pair = try await Self.pair(
      [
        ToolStage.call("x__now"), ToolStage.words("It is 14:05."),
        ToolStage.event(["content": "Tea "]) + ToolStage.call("x__now"),
      ]
    ) { stage in
      _ = await stage.ask { _ in .once }
      _ = await stage.ask { _ in nil }
    }
    #expect(pair.replayed.map(\.reply.text.string) == ["It is 14:05.", "Tea "])
    #expect(pair.replayed.map(\.reply.status) == [.complete, .interrupted])
  }

  @Test("What was asked again and edited, and what was set meanwhile, is done again")
  func branches() async throws {
    let pair = try await Self.pair(
      [
        ToolStage.words("One."), ToolStage.words("Two."), ToolStage.words(" more."),
        ToolStage.words("Four."),
      ]
    ) { stage in
      let engine = stage.engine
      func done(_ command: EngineCommand) async {
        let before = await engine.session.transcript.settled.last?.id
        await engine.perform(command)
        _ = await engine.until { !$0.isReplying && $0.transcript.settled.last?.id != before }
      }
      await done(.send(Prompt("first")))
      await engine.perform(.conversation(.change(.sampling(Sampling(["temperature": 0.1])), nil)))
      await engine.perform(.adjust(.thinkingBudget(.tokens(50))))
      guard let first = await engine.session.transcript.settled.last else { return }
      await done(.conversation(.regenerate(first.id)))
      guard let second = await engine.session.transcript.settled.last else { return }
      await done(.conversation(.steer(second.id, thinking: "", answer: "Three and")))
      await done(.send(Prompt("next")))
    }
    #expect(pair.recorded.map(\.reply.text.string) == ["Three and more.", "Four."])
    #expect(pair.replayed.map(\.reply.text.string) == pair.recorded.map(\.reply.text.string))
    #expect(pair.replayed.map(\.reply.notices) == pair.recorded.map(\.reply.notices))
  }

  @Test("A key in arguments or a result is not in the file")
  func keys() async throws {
    let pair = try await Self.pair(
      [ToolStage.call("x__now", #"{"key":"a-key-of-mine-1234"}"#), ToolStage.words("Done.")],
      server: {
        ToolStage.server { _, _ in
          ["content": .array([["type": "text", "text": "key a-key-of-mine-1234"]])]
        }
      }
    ) { _ = await $0.ask() }
    #expect(!pair.lines.contains("a-key-of-mine-1234"))
    #expect(pair.lines.contains(#""event":"result""#))
    #expect(Self.uses(pair.replayed).count == 1)
  }
}
