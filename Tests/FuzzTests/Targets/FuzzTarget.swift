/// A property of the program that must hold for any bytes at all.
///
/// The same checks run twice: over the seeds and past findings in every `swift test`, and over
/// what libFuzzer invents in `make fuzz`.
package struct FuzzTarget: Sendable, CustomStringConvertible {
  package let name: String
  /// Files below Tests that make good beginnings, by the ends of their names.
  package let seeds: [String]
  /// Bytes of an input at most: what is slow is tried more often with short ones.
  package let longest: Int
  package let check: @Sendable ([UInt8]) throws -> Void

  package var description: String { name }

  init(
    _ name: String, seeds: [String] = [], longest: Int = 4096,
    check: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    self.name = name
    self.seeds = seeds
    self.longest = longest
    self.check = check
  }

  package static let all: [FuzzTarget] =
    framing + [json, reasoning, figures] + wires + text + [keys] + files
}

/// A property that did not hold.
package struct Finding: Error, CustomStringConvertible {
  package let description: String
}

/// Fails the check with these words, unless the condition holds.
func require(_ condition: Bool, _ words: @autoclosure () -> String) throws {
  guard condition else { throw Finding(description: words()) }
}

/// Fails the check unless both are the same.
func requireEqual<Value: Equatable>(_ one: Value, _ other: Value, _ words: String) throws {
  guard one == other else {
    throw Finding(description: "\(words):\n  \(one)\n  \(other)")
  }
}
