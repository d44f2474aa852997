import Engine

/// Which key means what, by where it is pressed.
package struct Keymap: Equatable, Sendable {
  private struct Binding: Equatable, Sendable {
    var key: KeyPress
    /// None of another binding of the same key.
    var contexts: [KeyContext]
    var action: Action
  }

  /// In the order in which an action's keys are named. A hundred and some: looked through in the time that one
  /// dictionary of them takes to be made at each start.
  private var bindings: [Binding] = []
  /// What of the configured keys could not be used, in sentences.
  package private(set) var complaints: [String] = []

  /// The default map, with `changes` (action name → keys) from `[tui.keymap]` laid over it.
  ///
  /// A configured key wins over a default one; either way both names are told.
  package init(changes: [String: [String]] = [:]) {
    for name in changes.keys.sorted() where Action(rawValue: name) == nil {
      complaints.append(InputMessages.noAction(named: name, near: Self.nearest(name)))
    }
    let isChanged = { (action: Action) in changes[action.rawValue] != nil }
    for action in Action.allCases where isChanged(action) {
      bind(action, to: changes[action.rawValue] ?? [])
    }
    for action in Action.allCases where !isChanged(action) { bind(action, to: action.entry.keys) }
  }

  private mutating func bind(_ action: Action, to names: [String]) {
    for name in names {
      guard let key = KeyPress(name: name) else {
        complaints.append(InputMessages.noKey(name, for: action.rawValue))
        continue
      }
      var free = action.contexts(of: name)
      var taken: Action?
      for binding in bindings where binding.key == key {
        let before = free.count
        free.removeAll(where: binding.contexts.contains)
        if free.count < before { taken = taken ?? binding.action }
      }
      if let taken {
        complaints.append(
          InputMessages.bound(name, toBoth: taken.rawValue, and: action.rawValue))
      }
      if !free.isEmpty { bindings.append(Binding(key: key, contexts: free, action: action)) }
    }
  }

  /// What a key means. With modifiers that nothing is bound to it means what it does without them, as on
  /// terminals that cannot tell: Shift+Backspace is Backspace.
  package func action(for key: KeyPress, in context: KeyContext) -> Action? {
    if let action = bound(key, in: context) { return action }
    guard !key.modifiers.isEmpty, key.typed == nil else { return nil }
    var plainer = key
    plainer.modifiers.remove(.shift)
    if let action = bound(plainer, in: context) { return action }
    // A letter with Control or Alt is another key than the letter.
    if case .character = key.key { return nil }
    for modifier in [Modifiers.alt, .control] {
      plainer.modifiers.remove(modifier)
      if let action = bound(plainer, in: context) { return action }
    }
    return nil
  }

  private func bound(_ key: KeyPress, in context: KeyContext) -> Action? {
    bindings.first { $0.key == key && $0.contexts.contains(context) }?.action
  }

  /// The key to name in hints, `F2`; `nil` when nothing leads to the action.
  package func hint(_ action: Action) -> String? {
    bindings.first { $0.action == action }?.key.label
  }

  /// `Ctrl+P pins · Ctrl+D deletes`: the keys of a list, for its title.
  func list(_ uses: [(action: Action, verb: String)]) -> String {
    uses.compactMap { use in hint(use.action).map { "\($0) \(use.verb)" } }
      .joined(separator: " · ")
  }

  /// `Ctrl+L loads P pins`: the same where room is short, without a modifier that was named already.
  func chain(_ uses: [(action: Action, verb: String)]) -> String {
    var last: Substring = ""
    return uses.compactMap { use -> String? in
      guard let label = hint(use.action) else { return nil }
      let modifier = label.lastIndex(of: "+").map { label[...$0] } ?? ""
      defer { last = modifier }
      return (modifier == last ? String(label.dropFirst(modifier.count)) : label) + " " + use.verb
    }.joined(separator: " ")
  }

  /// All keys of an action as a user writes them: `Alt+Enter`, `Ctrl+J`.
  package func labels(_ action: Action) -> [String] {
    bindings.filter { $0.action == action }.map(\.key.label)
  }

  /// The action that was probably meant: one whose name holds the word, else the nearest.
  private static func nearest(_ name: String) -> String? {
    let known = Action.allCases.map(\.rawValue)
    return known.first { $0.contains(name) } ?? NearestMatch.of(name, among: known)
  }
}
