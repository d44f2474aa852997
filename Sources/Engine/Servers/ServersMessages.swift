/// What the servers' room says to the user.
enum ServersMessages {
  static let calledOff = EngineError(.unreachable, "The question was called off.")

  static func answered(_ address: String, byProgramOf user: String) -> String {
    "\(address) is answered by a program of \(user), another user of this machine, who can "
      + "read what is said."
  }

  static func noUsableAddress(of name: String, id: String) -> EngineError {
    EngineError(
      .configuration, "\(name) has no usable base_url.",
      remedy: "Write base_url as http://host:port/v1 in [model_providers.\(id)].")
  }

  static func noToken(by command: String, for name: String) -> EngineError {
    EngineError(
      .unauthorized, "\(command) printed no token for \(name).",
      remedy: "Run it by hand; it should print the token alone on its first line.")
  }

  static let whatArrivedIsKept = "What arrived is kept. Ask again to continue."

  static func start(with command: String) -> String { "Start it with: \(command)" }

  static func checkNetwork(for id: String) -> String {
    "Check the network and base_url in [model_providers.\(id)]."
  }

  static func checkNeighbour(_ address: String) -> String {
    "See that \(address) is on, reachable, and that its server listens to the network, not only to itself."
  }

  static func isBeyond(_ lock: Location, _ server: String) -> EngineError {
    EngineError(
      .refused,
      "\(server) is not on \(HTTPMessages.name(of: lock)), which this conversation may not "
        + "leave.", remedy: SessionMessages.liftLock)
  }

  /// Of a model that was ready and is no longer in memory, without our doing.
  static func unloadedElsewhere(_ model: String, at server: String) -> String {
    "\(server) has unloaded \(model): another program asked for that, or it rested too long. The next prompt loads "
      + "it again."
  }

  static func startServer(of id: String) -> String {
    "Start the server, or correct base_url in [model_providers.\(id)]."
  }

  static func templateWithoutTools(_ model: String) -> String {
    "\(model) is not offered them: its prompt template knows no tools; "
      + "llama-server --chat-template-file gives it one that does"
  }

  static func modelWithoutTools(_ model: String) -> String {
    "\(model) is not offered them: it was not made for tools"
  }

  static func setKey(in variable: String) -> String {
    "Set \(variable) to a valid key and start again."
  }

  static func nameVariable(in id: String) -> String {
    "Add env_key = \"NAME_OF_VARIABLE\" to [model_providers.\(id)] and set that variable."
  }

  static func unfinished(_ address: String, after patience: Duration) -> EngineError {
    EngineError(
      .unresponsive,
      "\(address) began an answer and did not finish it (\(patience.inSeconds)).",
      remedy: "Restart that server, or check base_url: something else may answer there.")
  }

  static func brokeOff(_ address: String) -> EngineError {
    EngineError(.unresponsive, "\(address) broke off its answer.")
  }

  static let doesNotUnload = EngineError(
    .unsupported, "This server does not unload a model on request.")

  static func doesNotDownload(_ name: String) -> EngineError {
    EngineError(
      .unsupported, "\(name) does not download models on request.",
      remedy: "Start it with the model you want, or use LM Studio or Ollama.")
  }

  static func gaveUpLoading(_ model: String) -> EngineError {
    EngineError(
      .loadFailed, "The server gave up loading \(model).",
      remedy: "F5 tries again; a smaller model or context may fit better.")
  }

  static let pullEnded = EngineError(
    .brokenStream, "Pull stream ended unexpectedly without success.",
    remedy: "Begin it again: Ollama goes on where it stopped.")

  static func pullFailed(_ words: String, serverWords: String) -> EngineError {
    EngineError(
      .serverFault, "Pull failed: \(words)", remedy: "Check the name at ollama.com/library.",
      serverWords: serverWords)
  }

  static let llamaCppRouter = "llama.cpp router"

  static func llamaCppDidNotLoad(_ model: String) -> EngineError {
    EngineError(
      .loadFailed, "llama.cpp could not load \(model).",
      remedy: "The log of llama-server tells why; a smaller model or context may fit.")
  }

  static let serverOfTheOpenAIKind = "a server of the OpenAI kind"
}
