import Engine
import Testing

/// Draws the pictures of a suite in every language. `expectScreen` compares the others at 120×40 alone: what differs is
/// the words and their widths.
package struct BothLanguages: TestTrait, SuiteTrait, TestScoping {
  package var isRecursive: Bool { true }

  @concurrent package func provideScope(
    for test: Test, testCase: Test.Case?,
    performing function: @Sendable @concurrent () async throws -> Void
  ) async throws {
    for language in Language.allCases {
      try await Language.$drawn.withValue(language) { try await function() }
    }
  }
}

extension Trait where Self == BothLanguages {
  package static var bothLanguages: Self { Self() }
}
