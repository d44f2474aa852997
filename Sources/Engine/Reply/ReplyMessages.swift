/// What a reply says to the user besides its own words.
enum ReplyMessages {
  static func spokenCall(of name: String) -> String {
    say(
      "\(name) was called in words that the server did not recognise as a call, so nothing was run. "
        + "Its chat template or its parser of calls may not fit this model.",
      zh: "模型以普通文字写出了对 \(name) 的调用，服务器未将其识别为调用，因此没有运行任何内容。其对话模板或调用解析器可能不适合此模型。")
  }

  static var nothingToCompact: String {
    say(
      "There is nothing to compact yet: the last two turns are always sent whole.",
      zh: "还没有可压缩的内容：最近两轮总是完整发送。")
  }

  static func noSummary(because reason: String) -> String {
    say("No summary was made, so nothing was cut. \(reason)", zh: "未生成摘要，因此没有略去任何内容。\(reason)")
  }

  static var summaryWasStopped: String { say("It was stopped.", zh: "已停止。") }

  /// Follows the sentence that no summary was made.
  static var summaryIsEmpty: EngineError {
    EngineError(.emptyReply, say("the model wrote nothing", zh: "模型没有写出任何内容"))
  }

  static func leftOut(turns count: Int) -> String {
    count == 1
      ? say("The oldest turn is no longer sent, so that this fits.", zh: "为避免超出窗口，不再发送最早的一轮。")
      : say(
        "The \(count) oldest turns are no longer sent, so that this fits.",
        zh: "为避免超出窗口，不再发送最早的 \(count) 轮。")
  }

  static func leftOut(_ parameters: [String], by server: String) -> String {
    say(
      "\(server) is not told \(parameters.joined(separator: ", ")): this way of asking it has no field for that. "
        + "wire_api in its table chooses another.",
      zh: "未将 \(parameters.joined(separator: "、")) 发送给 \(server)：这种请求方式没有对应的字段。"
        + "可在其表中用 wire_api 选择另一种。")
  }

  static func thinkingKept(tokens: Int) -> String {
    say(
      "Earlier thinking went along: about \(Plural.count(tokens, "token")) more.",
      zh: "之前的思考已一并发送：约多 \(tokens) token。")
  }

  /// `About 8120 tokens were read again (41.0 s for the whole prompt): another model was asked on this server since.`
  static func readAgain(_ reuse: PromptReuse, because cause: PromptReuse.Cause) -> String {
    let time = reuse.seconds.map { Duration.milliseconds(Int($0 * 1000)).inTenths }
    let took = time.map { say(" (\($0) for the whole prompt)", zh: "（整个提示词用时 \($0)）") } ?? ""
    return say(
      "About \(Plural.count(reuse.lost, "token")) were read again\(took): \(cause.words).",
      zh: "重新读取了约 \(reuse.lost) token\(took)：\(cause.words)。")
  }

  static func endedNearBudget(_ tokens: Int) -> String {
    say(
      "Thinking ended near its budget of \(tokens) tokens, which the server keeps.",
      zh: "思考在接近 \(tokens) token 的预算时结束，该预算由服务器执行。")
  }

  static var repeatedItself: String {
    say(
      "The answer repeated itself, and was ended (end_repetition).",
      zh: "回答出现重复，已提前结束（end_repetition）。")
  }

  static func noTranslator(_ name: String?) -> String {
    if let name { return say("There is no profile \(name).", zh: "没有名为 \(name) 的配置。") }
    return say(
      "No profile of a server near by can translate, and a cloud is used only when it is named: /translate LANGUAGE PROFILE.",
      zh: "没有可用于翻译的本机或本地网络配置；云端仅在明确指定时使用：/translate LANGUAGE PROFILE。")
  }

  static func sampled(_ sampling: Sampling) -> String {
    say("Asked with \(sampling.words).", zh: "请求参数：\(sampling.words)。")
  }

  static func endless(megabytes: Int) -> EngineError {
    EngineError(
      .refused,
      say(
        "The reply was ended at \(megabytes) MB: it did not come to an end.",
        zh: "回复达到 \(megabytes) MB 仍未结束，已被终止。"),
      remedy: say(
        "What arrived is kept. Set max_output_tokens in the profile to end it earlier.",
        zh: "已收到的内容会保留。在配置中设置 max_output_tokens 可更早结束。"))
  }

  static var wordless: EngineError {
    EngineError(
      .emptyReply,
      say(
        "The server ended the reply without a word and without a reason.",
        zh: "服务器结束了回复，没有任何内容，也没有说明原因。"),
      remedy: say(
        "The server's log may tell why. A prompt that does not fit the loaded context is one "
          + "cause among others.",
        zh: "服务器的日志可能有说明。提示词超出已加载的上下文是可能的原因之一。"))
  }

  static func thinkingCut(
    _ cause: ThinkingCut, after time: Duration, by shortcut: AnswerShortcut
  ) -> String {
    let who: String =
      switch cause {
      case .user: say("by you after \(time.inTenths)", zh: "你在 \(time.inTenths) 后截断了思考")
      case .budget(.tokens(let count)):
        say(
          "at its budget of \(count) tokens, counted here",
          zh: "思考达到 \(count) token 的预算（由本程序计数），被截断")
      case .budget(.time(let limit)):
        say("at its budget of \(limit.inSeconds)", zh: "思考达到 \(limit.inSeconds) 的预算，被截断")
      case .repetition:
        say(
          "after \(time.inTenths), since it repeated itself", zh: "思考出现重复，在 \(time.inTenths) 后被截断")
      }
    let done: String =
      switch shortcut {
      case .reasoningOff:
        say("the answer was asked for with reasoning off", zh: "已关闭思考并请求回答")
      case .closeThinking:
        say("the model went on with its answer from there", zh: "模型由此继续回答")
      case .followUp:
        say("the answer was asked for with the thinking so far", zh: "已附上目前的思考并请求回答")
      }
    return say("Thinking was cut \(who); \(done).", zh: "\(who)；\(done)。")
  }

  static func connectionBroke(at server: String) -> String {
    say(
      "The connection to \(server) broke; the reply went on where it was.",
      zh: "与 \(server) 的连接曾中断；回复从中断处继续。")
  }

  static func cameBack(to server: String) -> String {
    say(
      "\(server) went on with this reply while the program was away; its times are those of reading it again.",
      zh: "程序关闭期间，\(server) 继续了此回复；所示用时为重新读取的用时。")
  }

  static var withdrawn: EngineError {
    EngineError(.refused, say("The prompt was withdrawn.", zh: "提示词已撤回。"))
  }

  static func stillLoading(after time: Duration) -> EngineError {
    EngineError(
      .stalled,
      say(
        "The server still loads its model after \(time.inSeconds).",
        zh: "\(time.inSeconds) 后服务器仍在加载模型。"),
      remedy: say(
        "load_stall_timeout_ms in the provider's table sets the limit.",
        zh: "时限由提供方表中的 load_stall_timeout_ms 设定。"))
  }

  /// - Parameter sibling: the field that is sent in its place.
  static func refused(field: String, insteadSent sibling: String?, by provider: String) -> String {
    let change =
      sibling.map { say("asked again with \($0)", zh: "已改用 \($0) 重新请求") }
      ?? say("asked again without it", zh: "已去掉该字段重新请求")
    let setting = "omit_fields = [\"\(field)\"]"
    return say(
      "The server refuses \(field); \(change). \(setting) in [model_providers.\(provider)] "
        + "spares the question.",
      zh: "服务器拒绝字段 \(field)；\(change)。在 [model_providers.\(provider)] 中写 \(setting) 可免去这一步。")
  }

  static func silent(_ address: String, for time: Duration) -> EngineError {
    EngineError(
      .stalled,
      say(
        "Nothing came from \(address) for \(time.inSeconds).",
        zh: "\(address) 已有 \(time.inSeconds) 没有传来任何内容。"),
      remedy: say(
        "What arrived is kept. stream_idle_timeout_ms in the provider's table sets the limit.",
        zh: "已收到的内容会保留。时限由提供方表中的 stream_idle_timeout_ms 设定。"))
  }

  static func loadedAllTheSame(_ model: String, by server: String) -> String {
    say("\(server) loaded \(model) all the same.", zh: "\(server) 仍然加载了 \(model)。")
  }

  static func stoppedLoading(_ model: String, by server: String) -> String {
    say("\(server) stopped loading \(model).", zh: "\(server) 已停止加载 \(model)。")
  }

  static func mayGoOnLoading(_ model: String, at server: String) -> String {
    say(
      "The load is no longer waited for. \(server) does not tell whether it goes on; "
        + "the status bar shows it when \(model) is loaded.",
      zh: "不再等待加载。\(server) 不告知加载是否继续；\(model) 加载后状态栏会显示。")
  }
}
