import Engine

/// The ways out of a prompt that would not fit into the model's window.
package struct OverflowList: ListLayer {
  package enum Choice: Hashable, Sendable { case leaveOut, summarise, larger, edit, anyway }

  package var picker: Picker<Choice>
  private let heading: String

  init?(_ session: Session) {
    guard let forecast = session.overflow else { return nil }
    heading = LayersMessages.overflow(needed: forecast.needed, window: forecast.window)
    picker = Picker(rows: Self.rows(forecast))
  }

  private static func rows(_ forecast: ContextForecast) -> [Picker<Choice>.Row] {
    let omit = forecast.turnsToOmit
    let larger = forecast.largerWindow
    let summarised = forecast.turnsToSummarise
    return [
      Picker.Row(
        id: .leaveOut, text: LayersMessages.leaveOut,
        detail: omit.map { LayersMessages.leaveOut($0) } ?? "",
        disabledReason: omit == nil ? LayersMessages.promptIsTooLong : nil),
      Picker.Row(
        id: .summarise, text: LayersMessages.summarise,
        detail: summarised.map { LayersMessages.summarise($0) } ?? "",
        disabledReason: summarised == nil ? LayersMessages.tooFewTurns : nil),
      Picker.Row(
        id: .larger, text: LayersMessages.loadLarger,
        detail: larger.map { LayersMessages.loadLarger($0) } ?? "",
        disabledReason: larger == nil ? LayersMessages.noLargerWindow : nil),
      Picker.Row(id: .edit, text: LayersMessages.editPrompt, detail: LayersMessages.comesBack),
      Picker.Row(
        id: .anyway, text: LayersMessages.sendAnyway, detail: LayersMessages.cutOrRefused),
    ]
  }

  package func title(_ keymap: Keymap) -> String { heading }

  /// It opens by itself, so words are the prompt's.
  package mutating func handle(_ key: KeyPress, in state: inout AppState) -> LayerOutcome {
    key.typed != nil ? .pass(hint: LayersMessages.promptWaits) : handleAsList(key, in: &state)
  }

  package mutating func insert(_ text: String, in state: inout AppState) -> [Command]? { nil }

  package mutating func choose(
    _ row: Picker<Choice>.Row, in state: inout AppState
  ) -> LayerOutcome {
    switch row.id {
    case .leaveOut: return .close([.engine(.resolveOverflow(.leaveOutOldest))])
    case .summarise: return .close([.engine(.resolveOverflow(.summarise))])
    case .larger: return .close([.engine(.resolveOverflow(.loadLarger))])
    case .anyway: return .close([.engine(.resolveOverflow(.sendAnyway))])
    case .edit:
      guard let waiting = state.session.queue.first else { return .close() }
      let composer = state.composer
      let draft = composer.isEmpty ? [] : [.grapheme("\n")] + composer.elements
      state.recall((state.input.history.sent(waiting.text) ?? waiting.elements) + draft)
      return .close([.engine(.dropQueued(0))])
    }
  }
}

extension AppState {
  /// A prompt began to wait because it would not fit: the ways out open by themselves, unless
  /// something else is being read, or the user types: what they type is not meant for a list.
  mutating func noticeOverflow(after old: Session) {
    if session.overflow != nil, old.overflow == nil, layer == nil {
      if composer.isEmpty {
        layer = OverflowList(session)
      } else {
        hint = LayersMessages.promptWaits
      }
    }
    if session.overflow == nil, layer is OverflowList { layer = nil }
  }
}
