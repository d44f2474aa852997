/// What loading, unloading and fetching models says to the user.
enum ModelsMessages {
  static func notLoaded(_ model: String) -> String { "\(model) was not loaded" }

  static func loaded(_ model: String) -> String { "\(model) is loaded." }

  static func pinsEverything(_ server: String, model: String) -> String {
    "\(server) keeps \(model) loaded until it is unloaded; nothing to pin."
  }

  static func notPinned(_ model: String) -> String { "\(model) was not pinned" }

  static func pinned(_ model: String) -> String { "\(model) is pinned: loaded until unloaded." }

  static func cannotUnload(_ server: String) -> String {
    "\(server) cannot unload a model on request."
  }

  static func notUnloaded(_ model: String) -> String { "\(model) was not unloaded" }

  static let workIsUnderWay =
    "A model is still being loaded or unloaded; try again when that is done."

  /// - Parameter quoted: the server's sentence.
  static func failed(_ failure: String, because message: String, quoted: String?) -> String {
    "\(failure): \(message)" + (quoted.map { " (\($0))" } ?? "")
  }

  static func otherWindow(
    of model: String, at server: String, wanted: Int, loaded: Int
  ) -> String {
    "\(server) loaded \(model) with a window of \(Plural.count(loaded, "token")); \(wanted) were asked for. "
      + "What is loaded counts."
  }

  /// - Parameter failure: why the load failed, a sentence.
  /// - Parameter isWhole: the window's cache is in the figure, which is an estimate then.
  static func tooLarge(
    _ failure: String, needs: Int, isWhole: Bool, free: FreeMemory
  ) -> String {
    let need =
      isWhole
      ? "With its window it needs about \(needs.inGigabytes)"
      : "The model alone has \(needs.inGigabytes)"
    return "\(failure) \(need); free is \(free.description)."
  }

  static func doesNotFit(
    _ model: String, needs: Int, isWhole: Bool, window: Int?, free: FreeMemory,
    unloading other: String?
  ) -> String {
    let tokens = window.map { " of \($0) tokens" } ?? ""
    let need =
      isWhole
      ? "needs about \(needs.inGigabytes) with its window\(tokens)"
      : "has \(needs.inGigabytes) without its window"
    return "\(model) \(need); free is \(free.description). \(makeRoom(unloading: other))"
  }

  static func nothingToPin(_ model: String, at host: String) -> String {
    "\(model) runs at \(host): there is nothing of it here to keep in memory."
  }

  static func leftOut(_ settings: [String], by server: String) -> String {
    "\(server) takes no \(settings.joined(separator: ", ")) here; the model is loaded without."
  }

  static func makeRoom(unloading other: String?) -> String {
    let unload = other.map { "Unload \($0) (F3), " } ?? "End other programs, "
    return unload + "set a smaller load_context, or choose a smaller quantization."
  }

  static func offers(_ launch: Launch) -> String {
    "\(launch.isWaking ? "Wake" : "Start") it with: \(launch.words)"
  }

  static func noLongerAwaited(_ launch: Launch) -> EngineError {
    EngineError(
      .unreachable,
      "\(launch.name) was told to \(launch.isWaking ? "wake up" : "start"); its answer is no longer waited for."
    )
  }

  static func packetNotSent(_ address: String) -> EngineError {
    EngineError(
      .unreachable, "The packet that wakes \(address) could not be sent.",
      remedy: "Check the network, or set wake_command in the provider's table.")
  }

  static func didNotStart(_ launch: Launch, within limit: Duration) -> EngineError {
    EngineError(
      .unreachable,
      "\(launch.name) does not answer \(limit.inSeconds) after it was "
        + (launch.isWaking ? "woken." : "started."),
      remedy: "Try by hand: \(launch.words)")
  }

  static func stopped(_ failure: String) -> String { "\(failure): stopped." }

  static func downloadGoesOn(of model: String, at server: String) -> String {
    "\(server) goes on downloading \(model); stop it there."
  }

  static func downloadStopped(of model: String) -> String {
    "The download of \(model) is stopped; what arrived is kept for the next try."
  }

  static func notDownloaded(_ model: String, at address: String) -> EngineError {
    EngineError(
      .modelMissing, "\(address) has no model named \(model).",
      remedy: "F5 offers to download it.")
  }

  static let downloadWasStopped = EngineError(.refused, "The download was stopped.")

  static func notDownloaded(_ model: String, because message: String) -> String {
    "\(model) was not downloaded: \(message)"
  }

  static func downloaded(_ model: String) -> String { "\(model) is downloaded." }

  static func couldNotUnload(_ model: String, because message: String) -> String {
    "\(model) could not be unloaded: \(message)"
  }

  static func wantsToken(_ address: String) -> EngineError {
    EngineError(.unauthorized, "\(address) asks for a token.")
  }

  /// - Parameter known: a few models that the server has.
  static func noModel(_ model: String, at address: String, known: [String]) -> EngineError {
    EngineError(
      .modelMissing, "\(address) has no model named \(model).",
      remedy: (known.isEmpty ? "" : "It has \(known.joined(separator: ", ")). ")
        + "F3 lists all; F5 offers to download it.")
  }
}
