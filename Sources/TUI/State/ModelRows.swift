import Engine

/// The catalogue as rows of a picker: loaded first, then by name.
enum ModelRows {
  static let title = "models · Enter uses · Ctrl+L loads P pins U unloads D downloads what you type"

  static func rows(_ session: Session) -> [Picker.Row] {
    session.downloads.map { download in
      let words = WarmUpWords.download(download.progress)
      let percent = download.progress.progress.map { " \(Int($0 * 100)) %" } ?? ""
      return Picker.Row(
        id: id(download), text: Washer.wash(download.id.model),
        detail: "◐ \(words.state)\(percent) \(words.detail) · Enter stops")
    }
      + sorted(session).map { served in
        Picker.Row(
          id: id(served), text: Washer.wash(served.model.displayName),
          detail: detail(warming(served, session)))
      }
  }

  static func download(_ row: Picker.Row?, _ session: Session) -> ModelDownload? {
    session.downloads.first { id($0) == row?.id }
  }

  private static func id(_ download: ModelDownload) -> String {
    "download\n" + download.id.providerID + "\n" + download.id.model
  }

  static func served(_ row: Picker.Row?, _ session: Session) -> ServedModel? {
    guard let row else { return nil }
    return session.catalogue.first { id($0) == row.id }
  }

  private static func id(_ served: ServedModel) -> String {
    served.providerID + "\n" + served.model.id
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

  /// `● loaded · LM Studio · Q4_K_M · 2.5 GB · ctx 8k · tools vision reasoning`
  private static func detail(_ served: ServedModel) -> String {
    let model = served.model
    let percent = served.progress.map { " \(Int($0 * 100)) %" } ?? ""
    var parts = [residency(model.residency) + percent, Washer.wash(served.server)]
    if let quantization = model.quantization { parts.append(Washer.wash(quantization)) }
    if let bytes = model.sizeBytes {
      parts.append(ModelWords.size(bytes))
    }
    if let window = model.loadedContext ?? model.maxContext {
      parts.append("ctx \(TokenWords.short(window))")
    }
    var abilities: [String] = []
    if model.usesTools { abilities.append("tools") }
    if model.hasVision { abilities.append("vision") }
    if model.reasoningOptions != nil { abilities.append("reasoning") }
    if !abilities.isEmpty { parts.append(abilities.joined(separator: " ")) }
    return parts.joined(separator: " · ")
  }

  /// With the status bar's signs.
  private static func residency(_ residency: ModelInfo.Residency) -> String {
    let words = ModelWords.residency(residency)
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
