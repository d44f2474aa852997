/// Prompts sent before; the chosen one comes into the composer.
package struct HistoryList: ListLayer {
  package var picker: Picker<Int>
  package static let context = KeyContext.history

  init(_ history: PromptHistory) {
    picker = Picker(
      rows: history.latest(1000).map { index, prompt in
        Picker<Int>.Row(id: index, text: Sanitizer.sanitize(Self.brief(prompt)))
      })
  }

  /// One line of a prompt, cut where a list ends.
  static func brief(_ prompt: String) -> String {
    String(prompt.prefix(300).map { $0.isNewline ? "⏎" : $0 })
  }

  package func title(_ keymap: Keymap) -> String { LayersMessages.sentPrompts }

  package func keys(_ keymap: Keymap) -> [KeyHint] {
    Self.keys(keymap, LayersMessages.takes)
  }

  package mutating func choose(_ row: Picker<Int>.Row, in state: inout AppState) -> LayerOutcome {
    state.recall(state.input.history.entry(row.id))
    return .close()
  }

  package mutating func perform(_ action: Action, in state: inout AppState) -> LayerOutcome? {
    guard action == .historyOlder else { return nil }
    picker.move(by: 1)
    return .stay()
  }
}
