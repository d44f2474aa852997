import Engine
import Simulator
import Support
import Testing

@testable import App

/// A budget, and going on from words that are there, over real sockets.
@Suite("Thinking over simulated servers", .limit(minutes: 2))
struct ThinkingOverServersTests {
  private static let prompt = Prompt("please explain ncurses windows")

  private static func bench(_ kind: ServerProfile, _ model: String) async throws -> ServerBench {
    let bench = try await ServerBench(kind, model: model) { $0.speed = .infinity }
    await bench.engine.beginWarmUp(force: false)
    _ = await bench.until { $0.warmUp.state == .ready }
    return bench
  }

  private static func ask(_ bench: ServerBench) async throws -> Turn {
    let before = await bench.engine.session.transcript.settled.count
    await bench.engine.perform(.send(prompt))
    let session = await bench.until { $0.transcript.settled.count > before && !$0.isReplying }
    return try #require(session.transcript.settled.last)
  }

  @Test("llama.cpp keeps a budget of tokens itself, to the token")
  func server() async throws {
    let bench = try await Self.bench(.llamacpp, "default")
    await bench.engine.perform(.adjust(.thinkingBudget(.tokens(20))))
    let turn = try await Self.ask(bench)
    #expect(turn.reply.reasoningDeltas == 20)
    #expect(
      turn.reply.notices == ["Thinking ended near its budget of 20 tokens, which the server keeps."]
    )
    #expect(turn.reply.status == .complete && !turn.reply.text.isEmpty)
    await bench.shutdown()
  }

  @Test("Ollama takes no such limit, so the client keeps it")
  func client() async throws {
    let bench = try await Self.bench(.ollama, "qwen3:4b")
    await bench.engine.perform(.adjust(.thinkingBudget(.tokens(20))))
    let turn = try await Self.ask(bench)
    #expect(turn.reply.notices.first?.contains("budget of 20 tokens, counted here") == true)
    #expect(turn.reply.status == .complete && !turn.reply.text.isEmpty)
    await bench.shutdown()
  }

  @Test("An answer that was cut at any length goes on to the same words", arguments: [9, 60, 150])
  func prefill(_ length: Int) async throws {
    let bench = try await Self.bench(.llamacpp, "default")
    let whole = try await Self.ask(bench)
    await bench.engine.perform(
      .conversation(.change(.sampling(Sampling(["max_output_tokens": .int(length)])), nil)))
    let cut = try await Self.ask(bench)
    #expect(cut.reply.status == .lengthLimit)
    await bench.engine.perform(.conversation(.change(.sampling(Sampling()), nil)))
    await bench.engine.perform(.conversation(.continueReply(cut.id)))
    let session = await bench.until {
      !$0.isReplying && $0.transcript.settled.last.map { $0.id != cut.id } ?? false
    }
    let turn = try #require(session.transcript.settled.last)
    #expect(turn.reply.reasoning.string == whole.reply.reasoning.string)
    #expect(turn.reply.text.string == whole.reply.text.string)
    await bench.shutdown()
  }
}
