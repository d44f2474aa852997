/// What a reply says to the user besides its own words.
enum ReplyMessages {
  static func spokenCall(of name: String) -> String {
    "\(name) was called in words that the server did not recognise as a call, so nothing was run. "
      + "Its chat template or its parser of calls may not fit this model."
  }

  static let nothingToCompact =
    "There is nothing to compact yet: the last two turns are always sent whole."

  static func noSummary(because reason: String) -> String {
    "No summary was made, so nothing was cut. \(reason)"
  }

  static let summaryWasStopped = "It was stopped."

  /// Follows the sentence that no summary was made.
  static let summaryIsEmpty = EngineError(.emptyReply, "the model wrote nothing")

  static func leftOut(turns count: Int) -> String {
    count == 1
      ? "The oldest turn is no longer sent, so that this fits."
      : "The \(count) oldest turns are no longer sent, so that this fits."
  }

  static func leftOut(_ parameters: [String], by server: String) -> String {
    "\(server) is not told \(parameters.joined(separator: ", ")): this way of asking it has no field for that. "
      + "wire_api in its table chooses another."
  }

  static func thinkingKept(tokens: Int) -> String {
    "Earlier thinking went along: about \(Plural.count(tokens, "token")) more."
  }

  /// `About 8120 tokens were read again (41.0 s for the whole prompt): another model was asked on this server since.`
  static func readAgain(_ reuse: PromptReuse, because cause: PromptReuse.Cause) -> String {
    let took = reuse.seconds.map {
      " (\(Duration.milliseconds(Int($0 * 1000)).inTenths) for the whole prompt)"
    }
    let tokens = Plural.count(reuse.lost, "token")
    return "About \(tokens) were read again\(took ?? ""): \(cause.words)."
  }

  static func endedNearBudget(_ tokens: Int) -> String {
    "Thinking ended near its budget of \(tokens) tokens, which the server keeps."
  }

  static let repeatedItself = "The answer repeated itself, and was ended (end_repetition)."

  static func noTranslator(_ name: String?) -> String {
    if let name { return "There is no profile \(name)." }
    return
      "No profile of a server near by can translate, and a cloud is used only when it is named: /translate LANGUAGE PROFILE."
  }

  static func sampled(_ sampling: Sampling) -> String { "Asked with \(sampling.words)." }

  static func endless(megabytes: Int) -> EngineError {
    EngineError(
      .refused, "The reply was ended at \(megabytes) MB: it did not come to an end.",
      remedy: "What arrived is kept. Set max_output_tokens in the profile to end it earlier.")
  }

  static let wordless = EngineError(
    .emptyReply, "The server ended the reply without a word and without a reason.",
    remedy: "The server's log may tell why. A prompt that does not fit the loaded context is one "
      + "cause among others.")

  static func thinkingCut(
    _ cause: ThinkingCut, after time: Duration, by shortcut: AnswerShortcut
  ) -> String {
    let who =
      switch cause {
      case .user: "by you after \(time.inTenths)"
      case .budget(.tokens(let count)): "at its budget of \(count) tokens, counted here"
      case .budget(.time(let limit)): "at its budget of \(limit.inSeconds)"
      case .repetition: "after \(time.inTenths), since it repeated itself"
      }
    let done =
      switch shortcut {
      case .reasoningOff: "the answer was asked for with reasoning off"
      case .closeThinking: "the model went on with its answer from there"
      case .followUp: "the answer was asked for with the thinking so far"
      }
    return "Thinking was cut \(who); \(done)."
  }

  static func connectionBroke(at server: String) -> String {
    "The connection to \(server) broke; the reply went on where it was."
  }

  static func cameBack(to server: String) -> String {
    "\(server) went on with this reply while the program was away; its times are those of reading it again."
  }

  static let withdrawn = EngineError(.refused, "The prompt was withdrawn.")

  static func stillLoading(after time: Duration) -> EngineError {
    EngineError(
      .stalled, "The server still loads its model after \(time.inSeconds).",
      remedy: "load_stall_timeout_ms in the provider's table sets the limit.")
  }

  /// - Parameter sibling: the field that is sent in its place.
  static func refused(field: String, insteadSent sibling: String?, by provider: String) -> String {
    let change = sibling.map { "asked again with \($0)" } ?? "asked again without it"
    let setting = "omit_fields = [\"\(field)\"]"
    return "The server refuses \(field); \(change). \(setting) in [model_providers.\(provider)] "
      + "spares the question."
  }

  static func silent(_ address: String, for time: Duration) -> EngineError {
    EngineError(
      .stalled, "Nothing came from \(address) for \(time.inSeconds).",
      remedy: "What arrived is kept. stream_idle_timeout_ms in the provider's table sets the limit."
    )
  }

  static func loadedAllTheSame(_ model: String, by server: String) -> String {
    "\(server) loaded \(model) all the same."
  }

  static func stoppedLoading(_ model: String, by server: String) -> String {
    "\(server) stopped loading \(model)."
  }

  static func mayGoOnLoading(_ model: String, at server: String) -> String {
    "The load is no longer waited for. \(server) does not tell whether it goes on; "
      + "the status bar shows it when \(model) is loaded."
  }
}
