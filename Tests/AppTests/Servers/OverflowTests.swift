import Engine
import Simulator
import Support
import Testing

@testable import App

@Suite("A prompt that would not fit", .limit(minutes: 3))
struct OverflowTests {
  /// A loaded model with a small window, one answered turn, and a second prompt that is too much.
  private func held(_ prompt: String) async throws -> ServerBench {
    let bench = try await bench(window: 700)
    await bench.engine.perform(.send(Prompt("write a haiku about rain")))
    _ = await bench.until {
      $0.transcript.settled.count == 1 && $0.models.contains { $0.loadedContext == 700 }
    }
    await bench.engine.perform(.send(Prompt(prompt)))
    return bench
  }

  private static let question = "explain ncurses windows"

  /// Answers fill a window until the same question would not fit once more.
  private func heldAfterMany() async throws -> (bench: ServerBench, held: Session) {
    let bench = try await bench(window: 2000)
    while true {
      let count = await bench.engine.session.transcript.settled.count
      await bench.engine.perform(.send(Prompt(Self.question)))
      let session = await bench.until {
        $0.overflow != nil
          || $0.transcript.settled.count > count && $0.models.contains { $0.loadedContext == 2000 }
      }
      if session.overflow != nil { return (bench, session) }
    }
  }

  private func bench(window: Int) async throws -> ServerBench {
    let bench = try await ServerBench(
      .lms0425, model: "qwen/qwen3-4b", settings: "load_context = \(window)")
    await bench.engine.startInteractive()
    await bench.engine.beginWarmUp(force: false)
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
      session.transcript.settled.last?.reply.notices == [
        "The oldest turn is no longer sent, so that this fits."
      ])
    await bench.shutdown()
  }

  @Test("Summarised, the oldest turns are sent as a summary, then the prompt goes by itself")
  func summarise() async throws {
    let (bench, held) = try await heldAfterMany()
    let count = held.transcript.settled.count
    let cut = try #require(held.overflow?.turnsToSummarise)
    await bench.engine.perform(.resolveOverflow(.summarise))
    #expect(await bench.engine.session.isCompacting)
    let session = await bench.until { $0.transcript.settled.count > count || $0.overflow != nil }
    #expect(session.queue.isEmpty && session.overflow == nil && !session.isCompacting)
    let summary = try #require(session.transcript.settled[cut].cut?.summary)
    let last = try #require(await bench.simulator.log.last { $0.body.contains(Self.question) })
    let sent = JSON(parsing: last.body)?["messages"]?.array ?? []
    #expect(sent.first?["role"]?.string == "system")
    #expect(sent.first?["content"]?.string?.contains(summary) == true)
    #expect(sent.filter { $0["role"]?.string == "user" }.count == count + 1 - cut)
    #expect(session.transcript.settled.count == count + 1, "all turns stay")
    await bench.shutdown()
  }

  @Test("A summary that is stopped cuts nothing, and the prompt is asked about again")
  func stoppedSummary() async throws {
    let (bench, held) = try await heldAfterMany()
    await bench.engine.perform(.resolveOverflow(.summarise))
    await bench.engine.perform(.stop)
    let session = await bench.until { !$0.isCompacting && $0.overflow != nil }
    #expect(session.transcript.settled.allSatisfy { $0.cut == nil })
    #expect(session.queue == held.queue)
    #expect(session.notices.last?.text.contains("stopped") == true)
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
