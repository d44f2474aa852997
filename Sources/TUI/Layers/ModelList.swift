import Engine

/// The models of every local server and their downloads: loaded ones first, then by name.
package struct ModelList: ListLayer {
  package enum ID: Hashable, Sendable {
    case model(String, providerID: String)
    case download(ModelDownload.ID)
    /// A server that did not tell what it has.
    case silent(providerID: String)
  }

  package var picker: Picker<ID>
  package static let context = KeyContext.models

  init(_ session: Session) { picker = Picker(rows: Self.rows(session)) }

  package static let columns = 110

  package func title(_ keymap: Keymap) -> String { ModelListMessages.title }

  package var headings: [String] { ModelListMessages.headings }

  package func keys(_ keymap: Keymap) -> [KeyHint] {
    Self.keys(
      keymap, LayersMessages.uses,
      [
        (.modelLoad, ModelListMessages.loads), (.modelUnload, ModelListMessages.unloads),
        (.modelPin, ModelListMessages.pins),
        (.modelDownload, ModelListMessages.downloads),
      ])
  }

  package var invitation: String { ModelListMessages.invitation }

  /// While the servers have not answered, the list is not empty but unknown.
  package func emptyWords(_ session: Session) -> String {
    guard session.catalogue.isEmpty, picker.query.isEmpty else {
      return LayersMessages.nothingMatches
    }
    return ModelListMessages.noModel(isAsking: session.listing?.isUnderWay ?? true)
  }

  package mutating func opened(_ session: Session) -> [Command] { [.engine(.refreshCatalogue)] }

  package mutating func refresh(after old: Session, in state: AppState) -> [Command] {
    picker.refresh(Self.rows(state.session))
    return []
  }

  package mutating func choose(_ row: Picker<ID>.Row, in state: inout AppState) -> LayerOutcome {
    switch row.id {
    case .model(let model, let providerID):
      return .close([.engine(.choose(model: model, providerID: providerID))])
    case .download(let id):
      return .replace(
        Question(
          question: QuestionMessages.stopDownload(of: Sanitizer.sanitize(id.model)),
          detail: QuestionMessages.arrivedIsKept,
          commands: [.engine(.stopDownload(id))]))
    case .silent: return .stay()
    }
  }

  package mutating func perform(_ action: Action, in state: inout AppState) -> LayerOutcome? {
    if action == .modelDownload { return askForDownload(in: &state) }
    guard case .model(let model, let providerID) = picker.choice?.id else { return nil }
    switch action {
    case .modelLoad: return .stay([.engine(.load(model: model, providerID: providerID))])
    case .modelPin: return .stay([.engine(.pin(model: model, providerID: providerID))])
    case .modelUnload: return .stay([.engine(.unload(model: model, providerID: providerID))])
    default: return nil
    }
  }

  /// Downloads what was typed into the list, never a part of it and never without a yes.
  private func askForDownload(in state: inout AppState) -> LayerOutcome {
    guard !picker.query.isEmpty else {
      let key = state.options.keymap.hint(.modelDownload) ?? "model-download"
      state.hint = ModelListMessages.typeWholeName(downloadKey: key)
      return .stay()
    }
    return .replace(Question(download: picker.query, session: state.session))
  }

  // MARK: Rows

  private static func rows(_ session: Session) -> [Picker<ID>.Row] {
    session.downloads.map { download in
      let words = WarmUpLabel.download(download.progress)
      let percent = download.progress.progress.map { " \(Int($0 * 100)) %" } ?? ""
      return Picker.Row(
        id: .download(download.id), text: Sanitizer.sanitize(download.id.model),
        detail: ModelListMessages.download(words.state, percent: percent, detail: words.detail))
    }
      + sorted(session).map { served in
        var row = Picker.Row(
          id: ID.model(served.model.id, providerID: served.providerID),
          text: Sanitizer.sanitize(served.model.displayName))
        row.cells = cells(
          warming(served, session), loading: loading(served, session),
          free: session.freeMemory.total)
        return row
      }
      + silent(session).map { failure in
        Picker.Row(
          id: .silent(providerID: failure.providerID), text: Sanitizer.sanitize(failure.server),
          disabledReason: Sanitizer.sanitize(failure.error.message))
      }
  }

  /// The servers that did not tell, once all were asked; not those that only a built-in profile names.
  private static func silent(_ session: Session) -> [ModelListing.Failure] {
    guard let listing = session.listing, !listing.isUnderWay else { return [] }
    return listing.failures.filter { failure in
      session.profile.providerID == failure.providerID
        || session.profiles.contains { $0.providerID == failure.providerID && !$0.isBuiltIn }
    }
  }

  /// The model that warms up is loading, whatever its server said when it was asked for its list.
  private static func warming(_ served: ServedModel, _ session: Session) -> ServedModel {
    guard case .loading(let load) = session.warmUp.state,
      served.providerID == session.profile.providerID,
      served.model.answers(to: session.profile.model)
    else { return served }
    var served = served
    served.model.residency = .loading
    served.progress = load.progress
    return served
  }

  private static func sorted(_ session: Session) -> [ServedModel] {
    session.catalogue.sorted {
      ($0.rank, $0.server, $0.model.displayName) < ($1.rank, $1.server, $1.model.displayName)
    }
  }

  /// Under `ModelListMessages.headings`; what has no column of its own stands at the end.
  ///
  /// - Parameter free: bytes of this machine's memory.
  private static func cells(
    _ served: ServedModel, loading: String?, free: Int?
  ) -> [String] {
    let model = served.model
    let percent = served.progress.map { " \(Int($0 * 100)) %" } ?? ""
    let place = served.handover.map {
      "\(Sanitizer.sanitize(served.server)) → \(LocationLabel.word($0.location)) "
        + Sanitizer.sanitize($0.name)
    }
    let isTooLarge =
      model.residency == .notLoaded && served.location == .thisMachine
      && model.sizeBytes ?? 0 > free ?? .max
    var can: [String] = []
    if model.usesTools { can.append(ModelListMessages.tools) }
    if model.hasVision { can.append(ModelListMessages.vision) }
    if model.reasoningOptions != nil { can.append(ModelListMessages.reasoning) }
    var last = can.isEmpty ? [] : [can.joined(separator: " ")]
    if isTooLarge, let bytes = model.sizeBytes {
      last.append(
        ModelListMessages.larger(ModelLabel.size(bytes), than: ModelLabel.size(free ?? 0)))
    }
    if model.residency == .loaded, let share = model.graphicsShare {
      last.append(ModelListMessages.onGraphics(share))
    }
    if let loading { last.append(loading) }
    return [
      residency(model.residency) + percent, place ?? ServerLabel.name(served),
      (model.sizeBytes.map(ModelLabel.size) ?? "") + (isTooLarge ? " !" : ""),
      model.quantization.map { Sanitizer.sanitize($0) } ?? "",
      (model.loadedContext ?? model.maxContext).map(TokenFormatter.short) ?? "",
      last.joined(separator: " · "),
    ]
  }

  /// How the active profile would have its model loaded.
  private static func loading(_ served: ServedModel, _ session: Session) -> String? {
    guard served.model.residency == .notLoaded, served.providerID == session.profile.providerID,
      served.model.answers(to: session.profile.model)
    else { return nil }
    return ModelListMessages.loads(LoadOptions(session.profile))
  }

  /// With the status bar's signs.
  private static func residency(_ residency: ModelInfo.Residency) -> String {
    let words = ModelLabel.residency(residency)
    switch residency {
    case .loaded: return "● " + words
    case .loading: return "◐ " + words
    case .notLoaded: return "○ " + words
    case .unknown: return words
    }
  }
}

extension ServedModel {
  fileprivate var rank: Int {
    switch model.residency {
    case .loaded: 0
    case .loading: 1
    case .unknown: 2
    case .notLoaded: 3
    }
  }
}

extension Question {
  /// Many gigabytes go to a disk only after a yes.
  init(download model: String, session: Session) {
    self.init(
      question:
        QuestionMessages.download(
          Sanitizer.sanitize(model), to: Sanitizer.sanitize(session.server.name)),
      detail: QuestionMessages.manyGigabytes,
      commands: [.engine(.download(model: model, providerID: session.profile.providerID))])
  }
}
