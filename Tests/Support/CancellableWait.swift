/// Suspends the task until it is resumed, or it is cancelled.
///
/// - Parameters:
///   - keep: puts the continuation where it will be found, or says at once how the wait ends. Under
///     the lock of that place, and there `Task.isCancelled` is asked, too: it would wait for ever.
///   - withdraw: takes the continuation out again, unless it was resumed.
package func suspended(
  _ keep: (CheckedContinuation<Void, any Error>) -> Result<Void, any Error>?,
  withdraw: @Sendable () -> CheckedContinuation<Void, any Error>?
) async throws {
  try await withTaskCancellationHandler {
    try await withCheckedThrowingContinuation { continuation in
      if let outcome = keep(continuation) { continuation.resume(with: outcome) }
    }
  } onCancel: {
    withdraw()?.resume(throwing: CancellationError())
  }
}
