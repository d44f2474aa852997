/// What can stand in the status bar, by its name in `[tui] status_line`.
package enum StatusItem: String, CaseIterable, Sendable {
  case server, model, warmUp = "warm-up", profile, lock, effort, speed
  case firstToken = "first-word"
  case context, downloads, kept, queue, help

  /// What waits stands above the prompt and in it: `queue` is for those who want it here, too.
  static let usual: [StatusItem] = [
    .server, .model, .warmUp, .profile, .lock, .effort, .speed, .context, .downloads, .kept, .help,
  ]

  /// Codex's names count where they mean the same.
  init?(name: String) {
    switch name {
    case "model-name", "model-with-reasoning": self = .model
    case "context-used", "context-remaining", "context-window-size": self = .context
    default: self.init(rawValue: name)
    }
  }

  /// What of a configured list means nothing here, in sentences.
  package static func complaints(_ names: [String]?) -> [String] {
    let known = allCases.map(\.rawValue)
    return (names ?? []).filter { StatusItem(name: $0) == nil }.map {
      ViewMessages.noItem($0, known: known)
    }
  }
}
