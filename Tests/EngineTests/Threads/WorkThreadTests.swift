import Support
import Synchronization
import Testing

@testable import Engine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("A thread of one's own", .limit(minutes: 1))
struct WorkThreadTests {
  private actor Owner {
    let thread: WorkThread
    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }
    init(_ thread: WorkThread) { self.thread = thread }
    func isHere() -> Bool { thread.isIsolatingCurrentContext() == true }
    func isHereAfterSleep() async throws -> Bool {
      try await thread.sleep(until: .now + .milliseconds(5))
      return isHere()
    }
  }

  @Test("Jobs, bodies and what follows a wait run on it, and nothing else does")
  func place() async throws {
    let thread = WorkThread(name: "test")
    let owner = Owner(thread)
    #expect(thread.isIsolatingCurrentContext() == false)
    #expect(await owner.isHere())
    #expect(try await owner.isHereAfterSleep())
    let here = await withCheckedContinuation { continuation in
      thread.post { continuation.resume(returning: thread.isIsolatingCurrentContext()) }
    }
    #expect(here == true)
  }

  @Test(
    "A peer that is gone ends no program: the signal is blocked there, the write's error tells it")
  func brokenPipe() async {
    let thread = WorkThread(name: "test")
    let (isBlocked, code) = await withCheckedContinuation { continuation in
      thread.post {
        var mask = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &mask)
        var ends: [Int32] = [0, 0]
        pipe(&ends)
        close(ends[0])
        let count = write(ends[1], "x", 1)
        let code = count < 0 ? errno : 0
        close(ends[1])
        continuation.resume(returning: (sigismember(&mask, SIGPIPE) == 1, code))
      }
    }
    #expect(isBlocked)
    #expect(code == EPIPE)
  }

  @Test("Timers come in the order of their times, and not before them")
  func order() async {
    let thread = WorkThread(name: "test")
    let began = ContinuousClock().now
    let order = Mutex<[(Int, Duration)]>([])
    await withCheckedContinuation { continuation in
      for delay in [30, 10, 20, 0] {
        _ = thread.after(.milliseconds(delay)) {
          order.withLock { $0.append((delay, ContinuousClock().now - began)) }
          if delay == 30 { continuation.resume() }
        }
      }
    }
    let came = order.withLock(\.self)
    #expect(came.map(\.0) == [0, 10, 20, 30])
    #expect(came.allSatisfy { $0.1 >= .milliseconds($0.0) }, "\(came)")
  }

  @Test("A wait that is cancelled ends at once, before it began, too")
  func cancelled() async {
    let thread = WorkThread(name: "test")
    for cancelsFirst in [false, true] {
      let task = Task {
        if cancelsFirst { withUnsafeCurrentTask { $0?.cancel() } }
        try await thread.sleep(until: .now + .seconds(3600))
      }
      if !cancelsFirst { task.cancel() }
      await #expect(throws: CancellationError.self) { try await task.value }
    }
  }

  @Test("A timer that is set while the thread is about to sleep comes all the same")
  func aboutToSleep() async {
    let thread = WorkThread(name: "test")
    let turns = Counter()
    for round in 1...50_000 {
      // It wakes, does this and goes back to sleep: somewhere on that way the timer is set. To yield instead of looking
      // would give a busy machine's cores away for milliseconds, each time.
      thread.post { turns.add() }
      for _ in 0..<(round % 50 * 100) where turns.count < round {}
      for _ in 0..<(round % 97) { _ = turns.count }
      await withCheckedContinuation { continuation in
        _ = thread.at(.now) { continuation.resume() }
      }
    }
  }

  @Test("A timer that is cancelled does nothing")
  func cancelledTimer() async {
    let thread = WorkThread(name: "test")
    let fired = Mutex(false)
    let held = Mutex(())
    held.withLock { _ in
      // The thread stands still until the timer, due at once, has been cancelled.
      thread.post { held.withLock { _ in } }
      thread.after(.zero) { fired.withLock { $0 = true } }.cancel()
    }
    // A later one of the same thread has come, so the first would have.
    await withCheckedContinuation { continuation in
      _ = thread.after(.milliseconds(20)) { continuation.resume() }
    }
    #expect(fired.withLock { !$0 })
  }

  @Test("A thousand tasks hand it work at once: each is done, none twice")
  func many() async {
    let thread = WorkThread(name: "test")
    let owner = Owner(thread)
    let done = Counter()
    await withTaskGroup(of: Void.self) { group in
      for index in 0..<1000 {
        group.addTask {
          if index % 2 == 0 { _ = await owner.isHere() }
          await withCheckedContinuation { continuation in
            thread.post {
              done.add()
              continuation.resume()
            }
          }
        }
      }
    }
    #expect(done.count == 1000)
  }

  /// Counts from any thread.
  private final class Counter: Sendable {
    private let value = Atomic(0)
    var count: Int { value.load(ordering: .relaxed) }
    func add() { value.add(1, ordering: .relaxed) }
  }
}
