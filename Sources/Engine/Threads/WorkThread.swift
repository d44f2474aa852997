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
final class WorkThread: SerialExecutor {
  private let queue = WorkQueue()

  deinit { queue.end() }

  func enqueue(_ job: consuming ExecutorJob) {
    queue.add(UnownedJob(job), for: asUnownedSerialExecutor())
  }
}

/// What the thread works through. It outlives the executor by as long as the thread takes to end.
private final class WorkQueue: Sendable {
  private struct State {
    var jobs: [(job: UnownedJob, executor: UnownedSerialExecutor)] = []
    var isRunning = false
    var hasEnded = false
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
    news.ring()
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
    while true {
      let (jobs, hasEnded) = state.withLock { state in
        defer { state.jobs.removeAll(keepingCapacity: true) }
        return (state.jobs, state.hasEnded)
      }
      for (job, executor) in jobs { job.runSynchronously(on: executor) }
      if !jobs.isEmpty { continue }
      if hasEnded { return }
      news.wait()
    }
  }
}
