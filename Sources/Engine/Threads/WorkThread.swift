import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A thread with a loop, as the executor of an actor: it runs the actor's jobs, its timers and, between them,
/// looks at whatever else it was given to wait for, such as sockets.
///
/// ```swift
/// actor Reader {
///   private let thread = WorkThread(name: "reader")
///   nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }
/// }
/// ```
/// A task that prefers it runs what belongs to no actor there, its children included, and not on a thread of
/// Swift's pool: `Task(executorPreference: thread) { … }`.
///
/// The thread begins with the first job and ends with the executor; or it is the one that called `runHere`.
/// While there is nothing to do it sleeps, and nothing of this program wakes.
package final class WorkThread: SerialExecutor, TaskExecutor {
  /// Waits until the wake-up has rung, something else has come, or the time is over (`nil`: there is no limit).
  package typealias Pass = @Sendable (WakeUp, Duration?) -> Void

  private let queue: WorkQueue

  /// - Parameter name: the thread's, as `top -H` and debuggers show it; 15 characters at most.
  package init(name: StaticString) { queue = WorkQueue(name: name) }

  deinit { queue.end() }

  /// What the thread does instead of only sleeping when there is no job.
  package func setPass(_ pass: Pass?) { queue.setPass(pass) }

  /// What the thread looks at whenever it would sleep, besides: signals, whose handler rings `bell` and can do nothing
  /// else.
  ///
  /// - Parameter news: does what has come and says whether there was something.
  package func setNews(_ news: (@Sendable () -> Bool)?) { queue.setNews(news) }

  /// A byte written here ends a sleep.
  package var bell: Int32 { queue.bell }

  /// Ends a sleep.
  func wake() { queue.wake() }

  /// Runs something on the thread, after what it has to do already.
  package func post(_ body: @escaping @Sendable () -> Void) { queue.add(.body(body)) }

  /// Makes the thread now and not with its first job.
  package func begin() { post {} }

  /// Waits, on another thread, until all is done that it was given before.
  package func drain() {
    let done = WakeUp()
    post { done.ring() }
    done.wait()
  }

  /// Runs something on the thread at a time, unless it is cancelled before.
  package func at(
    _ time: ContinuousClock.Instant, _ body: @escaping @Sendable () -> Void
  ) -> WorkTimer {
    let timer = WorkTimer(queue: queue, id: queue.reserveTimer())
    queue.setTimer(timer.id, at: time) { if $0 { body() } }
    return timer
  }

  package func after(_ delay: Duration, _ body: @escaping @Sendable () -> Void) -> WorkTimer {
    at(.now + delay, body)
  }

  /// Returns at a time, or throws once the task is cancelled. No thread of Swift's pool wakes for it.
  package func sleep(
    until time: ContinuousClock.Instant, isolation: isolated (any Actor)? = #isolation
  ) async throws {
    let timer = WorkTimer(queue: queue, id: queue.reserveTimer())
    try await withTaskCancellationHandler {
      let isOver = await suspend(isolation: isolation) { continuation in
        queue.setTimer(timer.id, at: time) { continuation.resume(returning: $0) }
      }
      if !isOver { throw CancellationError() }
    } onCancel: {
      timer.cancel()
    }
  }

  /// Suspends the task until its continuation is resumed, and resumes it on this thread. Swift alone would wake a thread of
  /// its pool, only for the task to hop back to its actor from there.
  func suspend<Value: Sendable>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: (CheckedContinuation<Value, Never>) -> Void
  ) async -> Value {
    await withTaskExecutorPreference(self) {
      await withCheckedContinuation(isolation: isolation, body)
    }
  }

  /// Makes the calling thread the executor's own, for good, and gives it its first work.
  package func runHere(_ begin: () -> Void) -> Never { queue.runHere(begin) }

  package func isIsolatingCurrentContext() -> Bool? { queue.isCurrent }

  package func checkIsolated() {
    precondition(queue.isCurrent, "called on another thread than the one it belongs to")
  }

  package func enqueue(_ job: consuming ExecutorJob) {
    queue.add(.job(UnownedJob(job), asUnownedSerialExecutor(), asUnownedTaskExecutor()))
  }
}

/// What a thread was asked to do at a time.
package struct WorkTimer: Sendable {
  fileprivate let queue: WorkQueue
  fileprivate let id: Int

  /// It will not be done any more; nothing, if it has been.
  package func cancel() { queue.cancelTimer(id) }
}
