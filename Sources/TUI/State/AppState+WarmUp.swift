import Engine

extension AppState {
  /// F5: a model that is not there is offered for download instead of being asked for again.
  mutating func warmUp() -> [Command] {
    guard case .modelMissing = session.warmUp.state, session.server.kind?.canDownload ?? false
    else {
      return [.engine(.warmUp)]
    }
    return open(.download(session.profile.model))
  }
}
