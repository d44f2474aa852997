/// Which key means what, by where the focus is.
package struct Keymap: Equatable, Sendable {
  private struct Place: Hashable, Sendable {
    var focus: Focus
    var key: KeyPress
  }

  private var actions: [Place: Action] = [:]
  private var keys: [Action: [KeyPress]] = [:]
  /// What of the configured keys could not be used, in sentences.
  package private(set) var complaints: [String] = []

  /// The default map, with `changes` (action name → keys) from `[tui.keymap]` laid over it.
  package init(changes: [String: [String]] = [:]) {
    for name in changes.keys.sorted() where Action(rawValue: name) == nil {
      complaints.append("[tui.keymap] has no action named \(name); F1 lists all.")
    }
    for action in Action.allCases {
      bind(action, to: changes[action.rawValue] ?? action.entry.keys)
    }
  }

  private mutating func bind(_ action: Action, to names: [String]) {
    for name in names {
      guard let key = KeyPress(name: name) else {
        complaints.append("[tui.keymap] \(action.rawValue): \(name) is not a key.")
        continue
      }
      keys[action, default: []].append(key)
      for focus in action.places {
        let place = Place(focus: focus, key: key)
        if let taken = actions[place] {
          complaints.append(
            "[tui.keymap] \(name) is bound to both \(taken.rawValue) and \(action.rawValue).")
        } else {
          actions[place] = action
        }
      }
    }
  }

  package func action(for key: KeyPress, in focus: Focus) -> Action? {
    actions[Place(focus: focus, key: key)]
  }

  /// The key to name in hints, `F2`; `nil` when nothing leads to the action.
  package func hint(_ action: Action) -> String? {
    keys[action]?.first?.label
  }

  /// All keys of an action as a person writes them: `Alt+Enter · Ctrl+J`.
  package func labels(_ action: Action) -> String {
    (keys[action] ?? []).map(\.label).joined(separator: " · ")
  }
}
