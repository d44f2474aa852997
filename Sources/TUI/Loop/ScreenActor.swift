import Engine

/// The thread that has the terminal: in the program its first one, so that a stop by the shell and a signal
/// find it where they look.
///
/// Its loop is its executor's. No queue of Dispatch stands between what arrives and the picture.
@globalActor
package actor ScreenActor {
  package static let shared = ScreenActor()

  package nonisolated let thread = WorkThread(name: "screen")
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    thread.asUnownedSerialExecutor()
  }

  /// Makes the calling thread, a program's first, the screen's for good, and runs the program on it.
  ///
  /// Also what belongs to no actor, such as a parser: Swift's pool would begin with a thread of Dispatch that
  /// looks after it once a second for ever.
  package static func runHere(_ program: @escaping @ScreenActor @Sendable () async -> Void) -> Never
  {
    shared.thread.runHere {
      Task(executorPreference: shared.thread) { await program() }
    }
  }

  /// Runs something that is known to be on this thread already, as what its loop calls is.
  package static func assumeIsolated<Value: Sendable>(
    _ body: @ScreenActor () throws -> Value
  ) rethrows -> Value {
    shared.thread.checkIsolated()
    // The check is all that the type says; `MainActor.assumeIsolated` does the same.
    return try withoutActuallyEscaping(body) { body in
      try unsafeBitCast(body, to: (() throws -> Value).self)()
    }
  }

  /// Does something after what the thread has to do already. Costs no task.
  package static func post(_ body: @escaping @ScreenActor @Sendable () -> Void) {
    shared.thread.post { assumeIsolated(body) }
  }

  /// Does something on the thread after a while.
  package static func after(
    _ delay: Duration, _ body: @escaping @ScreenActor @Sendable () -> Void
  ) -> WorkTimer {
    shared.thread.after(delay) { assumeIsolated(body) }
  }
}
