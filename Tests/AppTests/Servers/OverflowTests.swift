import Engine
import Simulator
import Support
import Testing

@testable import App

@Suite("A prompt that would not fit", .timeLimit(.minutes(1)))
struct OverflowTests {
  /// A loaded model with a small window, one answered turn, and a second prompt that is too much.
  private func held(_ prompt: String) async throws -> ServerBench {
    let bench = try await ServerBench(
      .lms0425, model: "qwen/qwen3-4b", settings: "model_context_window = 700")
    await bench.engine.attend()
    await bench.engine.beginWarmUp(force: false)
    await bench.engine.perform(.send(Prompt("write a haiku about rain")))
    _ = await bench.until {
      $0.transcript.settled.count == 1 && $0.models.contains { $0.loadedContext == 700 }
    }
    await bench.engine.perform(.send(Prompt(prompt)))
    return bench
  }

  private let long = String(repeating: "word", count: 500)

  @Test("It waits with both numbers and nothing is sent")
  func waits() async throws {
    let bench = try await held(long)
    let session = await bench.engine.session
    #expect(session.overflow?.window == 700)
    #expect(session.overflow?.needed ?? 0 > 572)
    #expect(session.queue == [Prompt(long)])
    #expect(await bench.simulator.log.allSatisfy { !$0.body.contains(long) })
    await bench.shutdown()
  }

  @Test("Sent anyway, it goes as it is")
  func sendAnyway() async throws {
    let bench = try await held(long)
    await bench.engine.perform(.resolveOverflow(.sendAnyway))
    let session = await bench.until { $0.transcript.settled.count == 2 }
    #expect(session.overflow == nil && session.queue.isEmpty)
    await bench.shutdown()
  }

  @Test("Leaving out the oldest turn sends the rest, says so, and keeps the turn")
  func leaveOut() async throws {
    let bench = try await held(long)
    await bench.engine.perform(.resolveOverflow(.leaveOutOldest))
    let session = await bench.until { $0.transcript.settled.count == 2 }
    let last = try #require(await bench.simulator.log.last { $0.body.contains(long) })
    #expect(!last.body.contains("haiku") && !last.body.contains("previous_response_id"))
    #expect(session.transcript.settled.map(\.prompt.text).first == "write a haiku about rain")
    #expect(
      session.transcript.settled[1].reply.notices == [
        "The oldest turn is no longer sent, so that this fits."
      ])
    await bench.shutdown()
  }

  @Test("Loaded anew with a larger window, the prompt goes by itself")
  func larger() async throws {
    let bench = try await held(long)
    await bench.engine.perform(.resolveOverflow(.loadLarger))
    let session = await bench.until { $0.transcript.settled.count == 2 }
    #expect(session.transcript.settled[1].reply.status == .complete)
    #expect(session.models.first { $0.id == "qwen/qwen3-4b" }?.loadedContext ?? 0 > 700)
    #expect(await bench.simulator.loads(of: "qwen/qwen3-4b") == 2)
    await bench.shutdown()
  }

  @Test("Taken back, nothing is left waiting")
  func takenBack() async throws {
    let bench = try await held(long)
    await bench.engine.perform(.dropQueued(0))
    let session = await bench.engine.session
    #expect(session.queue.isEmpty && session.overflow == nil)
    await bench.shutdown()
  }
}
