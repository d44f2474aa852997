import Engine
import Testing

extension Trait where Self == OwnThread {
  /// For a test that computes for seconds without waiting: Swift's pool has a thread for each core, and two such tests
  /// would keep every test that waits for something from its next step.
  package static var ownThread: Self { OwnThread() }
}

/// Runs each case of a test on a thread that is begun for it.
package struct OwnThread: TestTrait, SuiteTrait, TestScoping {
  package var isRecursive: Bool { true }

  package func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @concurrent () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(WorkThread(name: "test")) { try await body() }
  }
}
