import Engine

/// What the configuration's commands say to the user, and what they write into a first file.
enum ConfigMessages {
  static func activeProfile(_ name: String, model: String, from provider: String) -> String {
    "profile \(name): \(model) from \(provider)"
  }

  static let sharedWithCodex = "shared with Codex, never written"
  static let laidOverIt = "laid over it"
  static let themes = "themes"
  static let state = "conversations, history, log"

  static let noPlaceForFile = Failure(
    .configuration, "Without HOME or XDG_CONFIG_HOME there is no place for a file.")

  static func isThereAlready(_ path: String) -> Failure {
    Failure(
      .configuration,
      "\(path) is there already.\n  → See what a new one would say: "
        + "codex-tui config init --dry-run; --force replaces it.")
  }

  static func cannotWrite(_ path: String, _ error: any Error) -> Failure {
    Failure(.configuration, "\(path) cannot be written: \(error).")
  }

  static func wrote(_ path: String) -> String { "wrote \(path)" }

  static func answers(_ server: String, at address: String, models: Int) -> String {
    "\(server) answers at \(address) with \(Plural.count(models, "model"))"
  }

  static func codexFileIsRead(_ path: String) -> String {
    "Codex's \(path) is read as it is; the new file only overrides it"
  }

  static let lmStudioIsSilent =
    "LM Studio is installed but does not answer; start it with: lms server start"
  static let ollamaIsSilent =
    "Ollama is installed but does not answer; start it with: ollama serve"
  static let noServerAnswers = "no local server answers on its usual port"
  static let openAIKeyIsSet = "OPENAI_API_KEY is set, so the profile cloud works"

  // The comments of a first file.

  static let fileHead =
    "Settings of codex-tui, laid over Codex's own file. Every key: man codex-tui-config"
  static let fileStart = "What codex-tui starts with; F2 walks through all profiles."

  static func fileCloud(keyIsSet: Bool) -> String {
    "A model in the cloud; the built-in profile cloud needs only OPENAI_API_KEY"
      + (keyIsSet ? ", which is set." : ".")
  }

  static let fileNoModel = "the server has none yet"
}
