import Engine

/// The ways out of a prompt that would not fit into the model's window.
package struct OverflowList: ListLayer {
  package enum Choice: Hashable, Sendable { case leaveOut, summarise, larger, edit, anyway }

  package var picker: Picker<Choice>
  private let heading: String

  init?(_ session: Session) {
    guard let forecast = session.overflow else { return nil }
    heading = OverflowListMessages.overflow(needed: forecast.needed, window: forecast.window)
    picker = Picker(rows: Self.rows(forecast))
  }

  private static func rows(_ forecast: ContextForecast) -> [Picker<Choice>.Row] {
    let omit = forecast.turnsToOmit
    let larger = forecast.largerWindow
    let summarised = forecast.turnsToSummarise
    return [
      Picker.Row(
        id: .leaveOut, text: OverflowListMessages.leaveOut,
        detail: omit.map { OverflowListMessages.leaveOut($0) } ?? "",
        disabledReason: omit == nil ? OverflowListMessages.promptIsTooLong : nil),
      Picker.Row(
        id: .summarise, text: OverflowListMessages.summarise,
        detail: summarised.map { OverflowListMessages.summarise($0) } ?? "",
        disabledReason: summarised == nil ? OverflowListMessages.tooFewTurns : nil),
      Picker.Row(
        id: .larger, text: OverflowListMessages.loadLarger,
        detail: larger.map { OverflowListMessages.loadLarger($0) } ?? "",
        disabledReason: larger == nil ? OverflowListMessages.noLargerWindow : nil),
      Picker.Row(
        id: .edit, text: OverflowListMessages.editPrompt, detail: OverflowListMessages.comesBack),
      Picker.Row(
        id: .anyway, text: OverflowListMessages.sendAnyway,
        detail: OverflowListMessages.cutOrRefused),
    ]
  }

  package func title(_ keymap: Keymap) -> String { heading }

  /// It opens by itself, so words are the prompt's.
  package mutating func handle(_ key: KeyPress, in state: inout AppState) -> LayerOutcome {
    key.typed != nil ? .pass(hint: OverflowListMessages.promptWaits) : handleAsList(key, in: &state)
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
        hint = OverflowListMessages.promptWaits
      }
    }
    if session.overflow == nil, layer is OverflowList { layer = nil }
  }
}
