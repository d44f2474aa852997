import Engine
import Simulator
import Support
import Testing

@testable import App

/// A request that waits in a server's line says so, and how many come before it where that is told.
@Suite("In line at a server", .limit(minutes: 2))
struct QueueTests {
  @Test("llama.cpp whose slots are all at work: the second prompt is queued, then answered")
  func slots() async throws {
    let bench = try await ServerBench(.llamacpp, model: "default") {
      $0.slots = 1
      $0.speed = .infinity
    }
    await bench.engine.beginWarmUp(force: false)
    _ = await bench.until { $0.warmUp.state == .ready }
    // Another client holds the one slot.
    await bench.simulator.post(Fault(.stallMid), times: 1, forReplies: true)
    let other = try await ServerBenchClient.hold(port: bench.port)
    await bench.engine.perform(.send(Prompt("me too")))
    let queued = await bench.until { $0.transcript.live?.reply.clock.current == .queue }
    #expect(queued.before == nil)
    other.cancel()
    let done = await bench.until { !$0.transcript.settled.isEmpty && !$0.isReplying }
    #expect(done.transcript.settled.last?.reply.status == .complete)
    await bench.shutdown()
  }

  @Test(
    "What is known of a line",
    arguments: [
      (Workload(running: 1, waiting: 2), .queued(before: 2)),
      (Workload(running: 1, waiting: 1, slots: 4), .queued(before: 1)),
      (Workload(running: 1, waiting: 0), .served),
      (Workload(running: 2, slots: 2), .queued(before: nil)),
      (Workload(running: 1, slots: 2), .served),
      (Workload(running: 0, slots: 0), .served),
    ] as [(Workload, Workload.Place)])
  func place(_ work: Workload, _ expected: Workload.Place) {
    #expect(work.place(tellsStart: true) == expected)
  }

  @Test("Full slots say nothing of a server that does not tell when it begins")
  func noStart() {
    #expect(Workload(running: 2, slots: 2).place(tellsStart: false) == .served)
  }
}
