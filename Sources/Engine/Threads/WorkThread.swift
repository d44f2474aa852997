import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A thread of its own for an actor whose work blocks: it waits for a disk, and no one else waits with it.
///
/// ```swift
/// actor Reader {
///   private let thread = WorkThread()
///   nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }
/// }
/// ```
/// The thread begins with the first job and ends with the executor.
package final class WorkThread: SerialExecutor {
  private let queue = WorkQueue()

  package init() {}

  deinit { queue.end() }

  /// What the thread does instead of only sleeping when there is no job: one look at its sockets, which returns
  /// when something has come or the wake-up has rung.
  func setTurn(_ turn: (@Sendable (WakeUp) -> Void)?) { queue.setTurn(turn) }

  /// Ends a sleep.
  func wake() { queue.wake() }

  package func isIsolatingCurrentContext() -> Bool? { queue.isCurrent }

  package func checkIsolated() {
    precondition(queue.isCurrent, "called on another thread than the one it belongs to")
  }

  package func enqueue(_ job: consuming ExecutorJob) {
    queue.add(UnownedJob(job), for: asUnownedSerialExecutor())
  }
}

/// What the thread works through. It outlives the executor by as long as the thread takes to end.
private final class WorkQueue: Sendable {
  private struct State {
    var jobs: [(job: UnownedJob, executor: UnownedSerialExecutor)] = []
    var isRunning = false
    var hasEnded = false
    var turn: (@Sendable (WakeUp) -> Void)?
    /// The thread, once it runs.
    var thread: UInt?
  }

  private let state = Mutex(State())
  private let news = WakeUp()

  func add(_ job: UnownedJob, for executor: UnownedSerialExecutor) {
    let isFirst = state.withLock { state in
      state.jobs.append((job, executor))
      defer { state.isRunning = true }
      return !state.isRunning
    }
    if isFirst { start() }
    // Its own thread looks at the jobs before it sleeps.
    if !isCurrent { news.ring() }
  }

  func setTurn(_ turn: (@Sendable (WakeUp) -> Void)?) { state.withLock { $0.turn = turn } }

  func wake() { news.ring() }

  var isCurrent: Bool { state.withLock { $0.thread } == Self.current }

  private static var current: UInt {
    #if canImport(Glibc)
      pthread_self()
    #else
      UInt(bitPattern: pthread_self())
    #endif
  }

  func end() {
    state.withLock { $0.hasEnded = true }
    news.ring()
  }

  private func start() {
    let queue = Unmanaged.passRetained(self).toOpaque()
    #if canImport(Glibc)
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { queue in
          if let queue { Unmanaged<WorkQueue>.fromOpaque(queue).takeRetainedValue().work() }
          return nil
        }, queue)
      precondition(code == 0, "no thread can be made: \(String(cString: strerror(code)))")
      pthread_detach(thread)
    #else
      var thread: pthread_t?
      let code = pthread_create(
        &thread, nil,
        { queue in
          Unmanaged<WorkQueue>.fromOpaque(queue).takeRetainedValue().work()
          return nil
        }, queue)
      precondition(code == 0, "no thread can be made: \(String(cString: strerror(code)))")
      if let thread { pthread_detach(thread) }
    #endif
  }

  /// Works until the executor is gone.
  private func work() {
    state.withLock { $0.thread = Self.current }
    // A peer that is gone is an error of the write, told by libcurl, and no end of the program.
    var broken = sigset_t()
    sigemptyset(&broken)
    sigaddset(&broken, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &broken, nil)
    while true {
      let (jobs, hasEnded, turn) = state.withLock { state in
        defer { state.jobs.removeAll(keepingCapacity: true) }
        return (state.jobs, state.hasEnded, state.turn)
      }
      for (job, executor) in jobs { job.runSynchronously(on: executor) }
      if !jobs.isEmpty { continue }
      if hasEnded { return }
      if let turn { turn(news) } else { news.wait() }
    }
  }
}
