/// What the commands around models say to the user.
enum ModelsMessages {
  static func isDownloaded(_ model: String) -> String { "\(model) is downloaded" }

  static let noModelIsLoaded = "no model is loaded"

  static let ready = "ready"
  static let loading = "loading"
  static let warmingPrompt = "warming the prompt"

  static let pinned = "pinned"
  static let unloaded = "unloaded"

  /// - Parameter done: what was done to it.
  static func model(_ name: String, is done: String) -> String { "\(name) is \(done)" }

  static let noServerAnswers = Failure(
    .unreachable, "No local server of the configuration answers.")

  static func noModel(_ name: String, nearest: String?) -> Failure {
    let hint = nearest.map { "Did you mean \($0)?" } ?? "codex-tui models lists all."
    return Failure(.model, "No local server has a model named \(name). \(hint)")
  }
}
