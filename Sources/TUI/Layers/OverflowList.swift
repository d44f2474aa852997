import Engine

/// The ways out of a prompt that would not fit into the model's window.
package struct OverflowList: ListLayer {
  package enum Choice: Hashable, Sendable { case leaveOut, summarise, larger, edit, anyway }

  package var picker: Picker<Choice>
  private let heading: String

  static let waitingHint =
    "a waiting prompt does not fit · Enter on an empty line shows what can be done"

  init?(_ session: Session) {
    guard let forecast = session.overflow else { return nil }
    heading = "about \(forecast.needed) tokens · the loaded window holds \(forecast.window)"
    picker = Picker(rows: Self.rows(forecast))
  }

  private static func rows(_ forecast: ContextForecast) -> [Picker<Choice>.Row] {
    let omit = forecast.turnsToOmit
    let larger = forecast.largerWindow
    let summarised = forecast.turnsToSummarise
    return [
      Picker.Row(
        id: .leaveOut, text: "Leave out the oldest turns",
        detail: omit.map { "\($0) of them; they stay in the conversation" } ?? "",
        disabledReason: omit == nil ? "the prompt alone is too long" : nil),
      Picker.Row(
        id: .summarise, text: "Summarise the oldest turns",
        detail: summarised.map { "\($0) of them; one more request, they stay here whole" } ?? "",
        disabledReason: summarised == nil ? "there are too few turns" : nil),
      Picker.Row(
        id: .larger, text: "Load the model with a larger window",
        detail: larger.map { "\($0) tokens; takes a load and more memory" } ?? "",
        disabledReason: larger == nil
          ? "this server or model offers no larger one from here" : nil),
      Picker.Row(id: .edit, text: "Edit the prompt", detail: "it comes back into the composer"),
      Picker.Row(
        id: .anyway, text: "Send it anyway", detail: "the server cuts it or refuses it"),
    ]
  }

  package func title(_ keymap: Keymap) -> String { heading }

  /// It opens by itself, so words are the prompt's.
  package mutating func handle(_ key: KeyPress, in state: inout AppState) -> LayerOutcome {
    key.typed != nil ? .pass(hint: Self.waitingHint) : handleAsList(key, in: &state)
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
        hint = OverflowList.waitingHint
      }
    }
    if session.overflow == nil, layer is OverflowList { layer = nil }
  }
}
