/// What the room of LM Studio says to the user.
enum LMStudioMessages {
  /// Codex's words where the tool is not there.
  private static let notFound =
    "LM Studio not found. Please install LM Studio from https://lmstudio.ai/"

  static let toolIsMissing = EngineError(.configuration, notFound)

  static let toolNotFound = EngineError(
    .configuration, notFound,
    remedy: "If it is installed, start it once, or add the folder of lms to PATH.")

  static func toolFailed(
    _ kind: EngineError.Kind, _ command: LMSTool.Command, exitCode: Int32, serverWords: String?
  ) -> EngineError {
    EngineError(
      kind, "\(task(of: command)) failed with exit code: \(exitCode)",
      remedy: "Run it by hand to see more: \(command.text)", serverWords: serverWords)
  }

  private static func task(of command: LMSTool.Command) -> String {
    switch command {
    case .get: "Model download"
    case .load: "Model load"
    case .unload: "Model unload"
    case .loaded: "The list of loaded models"
    case .link: "The list of linked devices"
    case .estimate: "The estimate"
    }
  }

  static func toolNotStarted(_ call: String, path: String, reason: String) -> EngineError {
    EngineError(
      .configuration, "Failed to execute '\(call)': \(reason)",
      remedy: "Check that \(path) is LM Studio's tool and may be run.")
  }

  /// Codex's words for a server that does not answer.
  static let notResponding =
    "LM Studio is not responding. Install from https://lmstudio.ai/download "
    + "and run 'lms server start'."

  static func serverReturned(_ statusLine: String) -> String {
    "Server returned error: \(statusLine) \(notResponding)"
  }

  static func modelsNotFetched(_ statusLine: String) -> String {
    "Failed to fetch models: \(statusLine)"
  }

  static let isNoJSON = "JSON parse error: the answer is no JSON"

  static let hasNoData = "No 'data' array in response"

  static func modelNotLoaded(_ words: String) -> String { "Failed to load model: \(words)" }

  static func requestFailed(_ words: String) -> String { "Request failed: \(words)" }

  static func brokeOff(_ url: String) -> EngineError {
    EngineError(.brokenStream, "\(url) broke off its answer.")
  }

  static func asksForToken(_ address: String) -> String {
    "LM Studio at \(address) asks for a token."
  }

  static let makeToken = "Make one in LM Studio's server settings and export it as LM_API_TOKEN."

  static func isNotLMStudio(_ message: String, serverWords: String?) -> EngineError {
    EngineError(
      .unsupported, message,
      remedy: "Check base_url: something else than LM Studio's OpenAI API answers there.",
      serverWords: serverWords)
  }

  static func isNotLoaded(_ instance: String, serverWords: String?) -> EngineError {
    EngineError(.modelMissing, "\(instance) is not loaded.", serverWords: serverWords)
  }

  static func knowsNoModel(_ model: String, serverWords: String?) -> EngineError {
    EngineError(
      .modelMissing, "LM Studio knows no model \(model) to download.",
      remedy: "Check the name at https://lmstudio.ai/models", serverWords: serverWords)
  }

  static func knowsNoDownload(serverWords: String) -> EngineError {
    EngineError(
      .refused, "LM Studio no longer knows this download.", remedy: "Begin it again.",
      serverWords: serverWords)
  }

  static let isNotNative = "This server does not speak LM Studio's /api/v1."

  static let needsNewer =
    "It needs LM Studio 0.4 or newer; for an older one use: lms load, lms get"

  static func downloadFailed(serverWords: String) -> EngineError {
    EngineError(
      .serverFault, "LM Studio could not download the model.",
      remedy: "Look at Downloads in LM Studio, then try again.", serverWords: serverWords)
  }

  static func loadBrokeOff(_ model: String) -> EngineError {
    EngineError(
      .loadFailed, "LM Studio broke off before \(model) was loaded.",
      remedy: "F5 tries again. LM Studio's own log tells why.")
  }

  static let setToken =
    "Set LM_API_TOKEN to a token made in LM Studio's server settings and start again."

  static func generation(with api: LMStudioServer.API) -> String {
    switch api {
    case .v1: "LM Studio 0.4 or later"
    case .v0: "LM Studio 0.3.6 or later"
    case .openAIOnly: "LM Studio before 0.3.6"
    }
  }

  static let pinsWithTool = EngineError(
    .unsupported, "this LM Studio pins only with its tool, which is not installed here.")

  static let unloadsWithTool = EngineError(
    .unsupported, "this LM Studio unloads only with its tool lms.")

  static func downloadsWithTool(_ model: String) -> EngineError {
    EngineError(
      .unsupported, "This LM Studio downloads only with its tool, on its own machine.",
      remedy: "Run there: lms get \(model)")
  }
}
