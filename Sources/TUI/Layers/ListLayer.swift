import Engine

/// A list to choose from, narrowed by typing.
package protocol ListLayer: Layer {
  associatedtype ID: Hashable & Sendable
  var picker: Picker<ID> { get set }
  /// Where its own keys are looked up, before those that all lists share.
  static var context: KeyContext { get }

  /// Enter on a row that can be chosen.
  mutating func choose(_ row: Picker<ID>.Row, in state: inout AppState) -> LayerOutcome
  /// Does one of its own actions; `nil` leaves the key to the list.
  mutating func perform(_ action: Action, in state: inout AppState) -> LayerOutcome?
  /// Another row is chosen, or other words are typed.
  mutating func didChange(query: Bool, in state: AppState) -> [Command]
  func title(_ keymap: Keymap) -> String
  /// Over the columns, where its rows have some.
  var headings: [String] { get }
  /// Its own keys, for its lower border.
  func keys(_ keymap: Keymap) -> [KeyHint]
  /// How wide its box may become.
  static var columns: Int { get }
  /// Said where there is no row.
  func emptyWords(_ session: Session) -> String
  /// Stands where nothing is typed yet.
  var invitation: String { get }
}

extension ListLayer {
  package static var context: KeyContext { .list }
  package static var columns: Int { 92 }
  package var headings: [String] { [] }
  package func keys(_ keymap: Keymap) -> [KeyHint] { Self.keys(keymap, LayersMessages.chooses) }
  package func emptyWords(_ session: Session) -> String { LayersMessages.nothingMatches }
  package var invitation: String { LayersMessages.typeToFind }
  package mutating func perform(_ action: Action, in state: inout AppState) -> LayerOutcome? { nil }
  package mutating func didChange(query: Bool, in state: AppState) -> [Command] { [] }

  package mutating func handle(_ key: KeyPress, in state: inout AppState) -> LayerOutcome {
    handleAsList(key, in: &state)
  }

  mutating func handleAsList(_ key: KeyPress, in state: inout AppState) -> LayerOutcome {
    let own = state.options.keymap.action(for: key, in: Self.context)
    if let own, let outcome = perform(own, in: &state) { return outcome }
    let action = own ?? state.options.keymap.action(for: key, in: .list)
    if action == .listChoose {
      guard let row = picker.choice else { return .stay() }
      guard let reason = row.disabledReason else { return choose(row, in: &state) }
      state.hint = reason
      return .stay()
    }
    guard let action, picker.move(action) else { return typed(key, in: &state) }
    return .stay(didChange(query: action == .listErase, in: state))
  }

  package mutating func scroll(by step: Int, in state: inout AppState) -> LayerOutcome {
    picker.move(by: step)
    return .stay(didChange(query: false, in: state))
  }

  private mutating func typed(_ key: KeyPress, in state: inout AppState) -> LayerOutcome {
    if case .function = key.key {
      // The key that opened the list walks down it.
      picker.move(by: 1)
      return .stay(didChange(query: false, in: state))
    }
    guard let character = key.typed else { return .stay() }
    return .stay(insert(String(character), in: &state) ?? [])
  }

  package mutating func insert(_ text: String, in state: inout AppState) -> [Command]? {
    picker.type(String(text.prefix(200).filter { !$0.isNewline }))
    return didChange(query: true, in: state)
  }

  package func draw(
    _ state: AppState, in screen: Rect, on surface: inout Surface
  ) -> Point? {
    ListView.draw(picker, form(state), in: screen, on: &surface)
  }

  func form(_ state: AppState) -> ListForm {
    ListForm(
      title: title(state.options.keymap), headings: headings, keys: keys(state.options.keymap),
      empty: emptyWords(state.session), invitation: invitation, columns: Self.columns)
  }

  /// Enter and what it does, other keys of the list, and the way out.
  static func keys(
    _ keymap: Keymap, _ choosing: String, _ others: [(Action, String)] = []
  ) -> [KeyHint] {
    let own = others.compactMap { action, does in keymap.hint(action).map { (key: $0, does: does) }
    }
    return [(key: keymap.hint(.listChoose) ?? "Enter", does: choosing)] + own
      + [(key: "Esc", does: LayersMessages.closes)]
  }
}

extension Picker {
  /// Does what an action of the lists means here; `false` when it means nothing.
  mutating func move(_ action: Action) -> Bool {
    switch action {
    case .listUp: move(by: -1)
    case .listDown: move(by: 1)
    case .listPageUp: jump(by: -10)
    case .listPageDown: jump(by: 10)
    case .listErase: eraseBack()
    default: return false
    }
    return true
  }
}
