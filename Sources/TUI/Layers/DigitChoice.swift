import Engine

/// A digit that chooses a row of a list, or begins a prompt: what is typed behind it tells, or that nothing is.
struct DigitChoice<ID: Sendable>: Sendable {
  /// As it was typed.
  let digit: Character
  /// The row's.
  let id: ID
  /// It chooses by itself after a moment; else it only goes to the row.
  let chooses: Bool
  private var since: Duration?

  /// Who types a number and more is faster.
  private static var patience: Duration { .milliseconds(400) }

  init(_ digit: Character, of id: ID, chooses: Bool) {
    self.digit = digit
    self.id = id
    self.chooses = chooses
  }

  /// Whether nothing was typed behind it for long enough. The first time told is when it was typed.
  mutating func isDecided(at now: Duration) -> Bool {
    let typed = since ?? now
    since = typed
    return chooses && now - typed >= Self.patience
  }
}
