import Engine

/// The list of models, downloads, and a prompt that would not fit.
extension AppState {
  /// What a key does to the chosen model; `nil` leaves it to the list.
  mutating func press(_ key: KeyPress, inModels picker: Picker) -> [Command]? {
    if key == KeyPress(.character("d"), .control) { return askForDownload(picker) }
    if let download = ModelRows.download(picker.choice, session) {
      return key == KeyPress(.enter) ? askToStop(download) : nil
    }
    guard let served = ModelRows.served(picker.choice, session) else { return nil }
    let (model, provider) = (served.model.id, served.providerID)
    switch key {
    case KeyPress(.enter):
      overlay = nil
      return [.engine(.choose(model: model, providerID: provider))]
    case KeyPress(.character("l"), .control):
      return [.engine(.load(model: model, providerID: provider))]
    case KeyPress(.character("p"), .control):
      return [.engine(.pin(model: model, providerID: provider))]
    case KeyPress(.character("u"), .control):
      return [.engine(.unload(model: model, providerID: provider))]
    default: return nil
    }
  }

  /// Downloads what was typed into the list, never a part of it and never without a yes.
  private mutating func askForDownload(_ picker: Picker) -> [Command] {
    guard !picker.query.isEmpty else {
      hint = "type the whole name of a model, then Ctrl+D downloads it"
      return []
    }
    overlay = .confirm(download(picker.query))
    return []
  }

  func download(_ model: String) -> Confirmation {
    Confirmation(
      question: "Download \(Washer.wash(model)) to \(Washer.wash(session.server.name))?",
      detail: "A model has many gigabytes; they go to the disk of that server.",
      commands: [.engine(.download(model: model, providerID: session.profile.providerID))])
  }

  private mutating func askToStop(_ download: ModelDownload) -> [Command] {
    overlay = .confirm(
      Confirmation(
        question: "Stop downloading \(Washer.wash(download.id.model))?",
        detail: "What has arrived is kept for the next try.",
        commands: [.engine(.stopDownload(download.id))]))
    return []
  }

  /// F5: a model that is not there is offered for download instead of being asked for again.
  mutating func warmUp() -> [Command] {
    guard case .modelMissing = session.warmUp.state, session.server.kind?.canDownload ?? false
    else {
      return [.engine(.warmUp)]
    }
    overlay = .confirm(download(session.profile.model))
    return []
  }

  /// A prompt began to wait because it would not fit: the ways out open by themselves, unless
  /// something else is being read, or somebody types: what they type is not meant for a list.
  mutating func noticeOverflow(_ before: ContextForecast?) {
    if session.overflow != nil, before == nil, overlay == nil {
      if composer.isEmpty {
        open(.overflow)
      } else {
        hint = Self.waitingHint
      }
    }
    if session.overflow == nil, case .choice(.overflow, _) = overlay { overlay = nil }
  }

  var overflowPicker: Picker {
    guard let forecast = session.overflow else { return Picker(title: "it fits", rows: []) }
    let omit = forecast.turnsToOmit
    let larger = forecast.largerWindow
    let summarised = forecast.turnsToSummarise
    return Picker(
      title: "about \(forecast.needed) tokens · the loaded window holds \(forecast.window)",
      rows: [
        Picker.Row(
          id: OverflowWay.leaveOut.rawValue, text: "Leave out the oldest turns",
          detail: omit.map { "\($0) of them; they stay in the conversation" } ?? "",
          obstacle: omit == nil ? "the prompt alone is too long" : nil),
        Picker.Row(
          id: OverflowWay.summarise.rawValue, text: "Summarise the oldest turns",
          detail: summarised.map { "\($0) of them; one more request, they stay here whole" } ?? "",
          obstacle: summarised == nil ? "there are too few turns" : nil),
        Picker.Row(
          id: OverflowWay.larger.rawValue, text: "Load the model with a larger window",
          detail: larger.map { "\($0) tokens; takes a load and more memory" } ?? "",
          obstacle: larger == nil
            ? "this server or model offers no larger one from here" : nil),
        Picker.Row(
          id: OverflowWay.edit.rawValue, text: "Edit the prompt",
          detail: "it comes back into the composer"),
        Picker.Row(
          id: OverflowWay.anyway.rawValue, text: "Send it anyway",
          detail: "the server cuts it or refuses it"),
      ])
  }

  mutating func choose(overflow id: String) -> [Command] {
    switch OverflowWay(rawValue: id) {
    case .leaveOut: return [.engine(.resolveOverflow(.leaveOutOldest))]
    case .summarise: return [.engine(.resolveOverflow(.summarise))]
    case .larger: return [.engine(.resolveOverflow(.loadLarger))]
    case .anyway: return [.engine(.resolveOverflow(.sendAnyway))]
    case .edit, nil:
      guard let waiting = session.queue.first else { return [] }
      let draft = composer.isEmpty ? [] : [.grapheme("\n")] + composer.elements
      recall((history.sent(waiting.text) ?? waiting.elements) + draft)
      return [.engine(.dropQueued(0))]
    }
  }

  private enum OverflowWay: String { case leaveOut, summarise, larger, edit, anyway }
}
