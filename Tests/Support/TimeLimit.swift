import Foundation
import Testing

extension Trait where Self == TimeLimitTrait {
  /// How long a test may take that could wait for ever. `TEST_SLACK=5` makes it five times as long,
  /// for runs that a sanitizer slows down.
  package static func limit(minutes: Int) -> Self { .timeLimit(.minutes(minutes * slack)) }
}

/// By how much a sanitizer slows a run down, and with it whatever a test waits for.
package let slack = ProcessInfo.processInfo.environment["TEST_SLACK"].flatMap { Int($0) } ?? 1
