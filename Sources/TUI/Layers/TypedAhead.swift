import Engine

/// Keys that came before a question could be read: they were meant for the prompt, and never answer it.
struct TypedAhead: Sendable {
  private var ready: Duration

  static let guardTime: Duration = .milliseconds(300)
  /// Where a prompt is being written, or a key has just come.
  static let typingTime: Duration = .milliseconds(1000)

  init(in state: AppState) {
    ready = state.now + (state.composer.isEmpty ? Self.guardTime : Self.typingTime)
  }

  func isOver(at now: Duration) -> Bool { now >= ready }

  /// Whether a key was typed ahead. What was being written goes on; a key that means something else waits.
  mutating func take(_ key: KeyPress, in state: inout AppState) -> Bool {
    guard !isOver(at: state.now) else { return false }
    ready = state.now + Self.typingTime
    if let character = key.typed { state.composer.insert(String(character)) }
    return true
  }
}
