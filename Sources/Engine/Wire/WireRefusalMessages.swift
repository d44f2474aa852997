/// What the wires say of a server's refusals. `words` are the server's own, on one line.
enum WireRefusalMessages {
  static func wantsPayment(status: Int) -> EngineError {
    EngineError(
      .refused,
      say(
        "The server wants the account to be paid for (\(status)).", zh: "服务器要求账户付费（\(status)）。"))
  }

  static func quotaIsUsedUp(_ words: String) -> EngineError {
    EngineError(
      .refused, say("The account's quota is used up: \(words)", zh: "账户配额已用尽：\(words)"))
  }

  static func planForbids(_ words: String) -> EngineError {
    EngineError(
      .refused, say("The account's plan does not allow this: \(words)", zh: "账户套餐不支持此操作：\(words)"))
  }

  static func pageForbids(_ title: String, status: Int) -> EngineError {
    EngineError(
      .forbidden,
      say("A web page refused access (\(status)): \(title)", zh: "网页拒绝访问（\(status)）：\(title)"))
  }

  /// Which variable holds the token is the provider's to say.
  static var wantsToken: EngineError {
    EngineError(
      .unauthorized, say("The server asks for a valid token.", zh: "服务器要求提供有效的访问令牌。"))
  }

  static func forbidden(_ words: String, statusLine: String) -> EngineError {
    EngineError(
      .forbidden,
      words.isEmpty
        ? say(
          "The server forbids this request (\(statusLine)) and gives no reason.",
          zh: "服务器禁止此请求（\(statusLine)），且未说明原因。")
        : say("The server forbids this request: \(words)", zh: "服务器禁止此请求：\(words)"))
  }

  static func isAtCapacity(_ words: String, retryAfter delay: Duration?) -> EngineError {
    EngineError(
      .rateLimited,
      sentence(say("The server is at its capacity", zh: "服务器已满负荷"), words),
      remedy: say("Try again in a while.", zh: "请过一段时间再试。"), retryAfter: delay)
  }

  static func neverEnough(asked: Int, allowed: Int, _ words: String) -> EngineError {
    EngineError(
      .refused,
      say(
        "The request is larger than the account allows at once: "
          + "\(Plural.count(asked, "token")) asked, \(allowed) allowed. \(words)",
        zh: "请求超过账户单次允许的大小：请求 \(asked) token，允许 \(allowed)。\(words)"),
      remedy: say(
        "Send less: a shorter prompt, or a new conversation.", zh: "请减少发送内容：缩短提示词，或新建对话。"))
  }

  static func tooLarge(_ words: String) -> EngineError {
    EngineError(
      .refused,
      sentence(say("The request is too large for the server", zh: "请求过大，服务器无法接受"), words),
      remedy: say(
        "Send less: a shorter prompt, fewer files, or a new conversation.",
        zh: "请减少发送内容：缩短提示词、减少文件，或新建对话。"))
  }

  /// The account has to wait for hours or days.
  static func noMoreRequests(_ words: String) -> EngineError {
    EngineError(.refused, sentence(takesNoMore, words))
  }

  static func noMoreRequestsYet(_ words: String, retryAfter delay: Duration?) -> EngineError {
    EngineError(
      .rateLimited, sentence(takesNoMore, words),
      remedy: say("Wait a moment and send again.", zh: "请稍候再发送。"), retryAfter: delay)
  }

  private static var takesNoMore: String {
    say(
      "The server takes no more requests from this account for now", zh: "服务器暂不接受此账户的更多请求")
  }

  private static func sentence(_ ours: String, _ words: String) -> String {
    words.isEmpty
      ? say("\(ours).", zh: "\(ours)。") : say("\(ours): \(words)", zh: "\(ours)：\(words)")
  }

  static var tooLittleMemory: EngineError {
    EngineError(
      .loadFailed,
      say("The model does not fit into the memory that is free.", zh: "可用内存不足以容纳该模型。"),
      remedy: say(
        "Unload another model, choose a smaller one, or a shorter context.",
        zh: "请卸载其他模型，选择更小的模型，或缩短上下文。"))
  }

  static var stillLoading: EngineError {
    EngineError(
      .serverFault, say("The server is still loading its model.", zh: "服务器仍在加载模型。"),
      remedy: say("Try again in a moment.", zh: "请稍后重试。"), retryAfter: .seconds(1))
  }

  static var modelCrashed: EngineError {
    EngineError(
      .modelLost, say("The model crashed.", zh: "模型崩溃了。"),
      remedy: say(
        "Send again and the server loads it anew; if it recurs, use a shorter context.",
        zh: "再次发送，服务器会重新加载；若再次出现，请缩短上下文。"))
  }

  static func notLoaded(_ words: String) -> EngineError {
    EngineError(
      .loadFailed, say("The model could not be loaded: \(words)", zh: "无法加载模型：\(words)"),
      remedy: say(
        "See the server's log for the cause, or choose another model.",
        zh: "请查看服务器日志了解原因，或选择其他模型。"))
  }

  static var modelUnloaded: EngineError {
    EngineError(
      .modelLost, say("The server unloaded the model meanwhile.", zh: "服务器在此期间卸载了模型。"),
      remedy: say(
        "Send again and the server loads it anew.", zh: "再次发送，服务器会重新加载。"))
  }

  static var noModelLoaded: EngineError {
    EngineError(
      .modelMissing, say("The server has no model loaded.", zh: "服务器未加载任何模型。"),
      remedy: say(
        "Warm one up, load it with: lms load MODEL, or allow just-in-time loading.",
        zh: "请预热一个模型，用 lms load MODEL 加载，或允许即时（just-in-time）加载。"))
  }

  static func noSuchModel(_ words: String) -> EngineError {
    EngineError(
      .modelMissing, say("The server has no such model: \(words)", zh: "服务器没有此模型：\(words)"),
      remedy: say(
        "Choose one of the models it lists, or download this one.",
        zh: "请从它列出的模型中选择，或下载此模型。"))
  }

  static var unknownAddress: EngineError {
    EngineError(
      .unsupported, say("The server does not know this address.", zh: "服务器不识别此地址。"),
      remedy: say(
        "Check base_url and wire_api of the provider: most servers want base_url to end in /v1, "
          + "and an older server may need wire_api \"chat\".",
        zh: "请检查该提供方的 base_url 和 wire_api：多数服务器要求 base_url 以 /v1 结尾，"
          + "较旧的服务器可能需要 wire_api \"chat\"。"))
  }

  static var conversationIsLost: EngineError {
    EngineError(
      .refused,
      say(
        "The server no longer has the earlier part of this conversation.",
        zh: "服务器已不再保存此对话之前的部分。"),
      remedy: say(
        "Send again: the whole conversation goes along.", zh: "请再次发送：会附上整个对话。"))
  }

  static func effortRefused(_ words: String) -> EngineError {
    EngineError(
      .refused,
      say(
        "The model does not take this reasoning effort: \(words)", zh: "模型不接受此思考强度：\(words)"),
      remedy: say(
        "Choose another effort, or none, in the profile.", zh: "请在配置中选择其他思考强度，或不设置。"))
  }

  static func toolsRefused(_ words: String, remedy: String) -> EngineError {
    EngineError(
      .refused, say("The server takes no tools: \(words)", zh: "服务器不接受工具：\(words)"),
      remedy: remedy)
  }

  /// vLLM, llama.cpp without Jinja, Ollama, and OpenRouter, by their words.
  static func toolRemedy(_ complaint: ServerErrorBody) -> String? {
    if complaint.says("tool choice requires", "tool-call-parser") {
      return say(
        "Start vLLM with --enable-auto-tool-choice and --tool-call-parser, or turn the tools off: /tools.",
        zh: "启动 vLLM 时加上 --enable-auto-tool-choice 和 --tool-call-parser，或用 /tools 关闭工具。")
    }
    if complaint.says("tools param requires --jinja") {
      return say(
        "Start llama-server with --jinja, or turn the tools off: /tools.",
        zh: "启动 llama-server 时加上 --jinja，或用 /tools 关闭工具。")
    }
    if complaint.says("does not support tools", "support tool use") {
      return say(
        "Turn the tools off: /tools. Or choose a model that has them.",
        zh: "请用 /tools 关闭工具，或选择支持工具的模型。")
    }
    return nil
  }

  static func templateFailed(_ words: String) -> EngineError {
    EngineError(
      .refused, say("The model's prompt template failed: \(words)", zh: "模型的提示词模板出错：\(words)"),
      remedy: say(
        "Choose another model, or correct its template in the server.",
        zh: "请选择其他模型，或在服务器中修正其模板。"))
  }

  /// - Parameter field: The field of the request, where the server's words do not name it.
  static func refused(_ words: String, field: String?, remedy: String?) -> EngineError {
    let place = field.map { say(" (\($0))", zh: "（\($0)）") } ?? ""
    return EngineError(
      .refused,
      say("The server refused the request: \(words)\(place)", zh: "服务器拒绝了请求：\(words)\(place)"),
      remedy: remedy)
  }

  static func pageInsteadOfReply(_ words: String) -> EngineError {
    EngineError(
      .serverFault,
      say("A web page came instead of a reply: \(words)", zh: "收到的不是回复而是网页：\(words)"),
      remedy: say(
        "Check base_url; a proxy or the sign-in page of a network may stand in between.",
        zh: "请检查 base_url；中间可能有代理或网络的登录页面。"))
  }

  static func failed(_ words: String) -> EngineError {
    EngineError(
      .serverFault, say("The server failed: \(words)", zh: "服务器出错：\(words)"), remedy: sendAgain)
  }

  static func reportedError(_ words: String) -> EngineError {
    EngineError(
      .serverFault, say("The server reported an error: \(words)", zh: "服务器报告错误：\(words)"),
      remedy: sendAgain)
  }

  private static var sendAgain: String {
    say("Send again; if it recurs, see the server's log.", zh: "请再次发送；若再次出现，请查看服务器日志。")
  }

  static func noReason(code: String?) -> String {
    say("it gave no reason\(clause(code)).", zh: "未说明原因\(clause(code))。")
  }

  static func noReason(statusLine: String, code: String?) -> String {
    say(
      "status \(statusLine)\(clause(code)), without a reason.",
      zh: "状态 \(statusLine)\(clause(code))，未说明原因。")
  }

  private static func clause(_ code: String?) -> String {
    code.map { say(", code \($0)", zh: "，代码 \($0)") } ?? ""
  }

  static func redirected(statusLine: String) -> EngineError {
    EngineError(
      .unsupported,
      say(
        "The server answered \(statusLine), without saying where to ask.",
        zh: "服务器返回 \(statusLine)，但未说明应访问何处。"))
  }

  /// - Parameter base: The `base_url` that leads there.
  static func redirected(to location: String, base: String?) -> EngineError {
    EngineError(
      .unsupported, say("The server redirects to \(location)", zh: "服务器重定向到 \(location)"),
      remedy: base.map {
        say(
          "If you trust it, set base_url = \"\($0)\".", zh: "如果信任该地址，请设置 base_url = \"\($0)\"。")
      })
  }
}
