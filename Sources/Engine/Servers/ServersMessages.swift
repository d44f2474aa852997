/// What the servers' room says to the user.
enum ServersMessages {
  static var calledOff: EngineError {
    EngineError(.unreachable, say("The question was called off.", zh: "询问已取消。"))
  }

  static func answered(_ address: String, byProgramOf user: String) -> String {
    say(
      "\(address) is answered by a program of \(user), another user of this machine, who can "
        + "read what is said.",
      zh: "\(address) 由本机另一用户 \(user) 的程序响应，该用户可以读到对话内容。")
  }

  static func noUsableAddress(of name: String, id: String) -> EngineError {
    EngineError(
      .configuration, say("\(name) has no usable base_url.", zh: "\(name) 没有可用的 base_url。"),
      remedy: say(
        "Write base_url as http://host:port/v1 in [model_providers.\(id)].",
        zh: "请在 [model_providers.\(id)] 中将 base_url 写成 http://host:port/v1。"))
  }

  static func noToken(by command: String, for name: String) -> EngineError {
    EngineError(
      .unauthorized,
      say("\(command) printed no token for \(name).", zh: "\(command) 没有为 \(name) 输出访问令牌。"),
      remedy: say(
        "Run it by hand; it should print the token alone on its first line.",
        zh: "请手动运行；它应在第一行只输出访问令牌。"))
  }

  static var whatArrivedIsKept: String {
    say("What arrived is kept. Ask again to continue.", zh: "已收到的内容会保留。再次提问即可继续。")
  }

  static func start(with command: String) -> String {
    say("Start it with: \(command)", zh: "启动方法：\(command)")
  }

  /// Its program was not found: it may run in a container, or be started from its app.
  static func startOrGet(_ server: String, from url: String) -> String {
    say(
      "Start \(server)'s server, or get \(server) from \(url).",
      zh: "请启动 \(server) 的服务器，或从 \(url) 获取 \(server)。")
  }

  static func checkNetwork(for id: String) -> String {
    say(
      "Check the network and base_url in [model_providers.\(id)].",
      zh: "请检查网络以及 [model_providers.\(id)] 中的 base_url。")
  }

  static func checkAddress(_ address: String) -> String {
    say("Check the network and the address \(address).", zh: "请检查网络以及地址 \(address)。")
  }

  static func checkNeighbour(_ address: String) -> String {
    say(
      "See that \(address) is on, reachable, and that its server listens to the network, not only to itself.",
      zh: "请确认 \(address) 已开机且可以访问，其服务器监听的是网络，而不只是回环地址。")
  }

  static func isBeyond(_ lock: Location, _ server: String) -> EngineError {
    EngineError(
      .refused,
      say(
        "\(server) is not on \(HTTPMessages.name(of: lock)), which this conversation may not "
          + "leave.",
        zh: "\(server) 不属于\(HTTPMessages.name(of: lock))，而此对话不得离开该范围。"),
      remedy: SessionMessages.liftLock)
  }

  /// Of a model that was ready and is no longer in memory, without our doing.
  static func unloadedElsewhere(_ model: String, at server: String) -> String {
    say(
      "\(server) has unloaded \(model): another program asked for that, or it rested too long. The next prompt loads "
        + "it again.",
      zh: "\(server) 已卸载 \(model)：可能是其他程序要求，或闲置过久。下一条提示词会重新加载它。")
  }

  static func startServer(of id: String) -> String {
    say(
      "Start the server, or correct base_url in [model_providers.\(id)].",
      zh: "请启动服务器，或更正 [model_providers.\(id)] 中的 base_url。")
  }

  static func templateWithoutTools(_ model: String) -> String {
    say(
      "\(model) is not offered them: its prompt template knows no tools; "
        + "llama-server --chat-template-file gives it one that does",
      zh: "未提供给 \(model)，其提示词模板不支持工具；可用 llama-server --chat-template-file 换成支持的模板")
  }

  static func modelWithoutTools(_ model: String) -> String {
    say(
      "\(model) is not offered them: it was not made for tools",
      zh: "未提供给 \(model)，该模型不支持工具")
  }

  static func setKey(in variable: String) -> String {
    say(
      "Set \(variable) to a valid key and start again.", zh: "请将 \(variable) 设为有效的密钥，然后重新启动。")
  }

  static func sendKey(of variable: String, in id: String) -> String {
    say(
      "\(variable) is not sent to this machine unasked: add env_key = \"\(variable)\" to [model_providers.\(id)].",
      zh: "\(variable) 不会自动发送到本机：请在 [model_providers.\(id)] 中加入 env_key = \"\(variable)\"。")
  }

  static func nameVariable(in id: String) -> String {
    say(
      "Add env_key = \"NAME_OF_VARIABLE\" to [model_providers.\(id)] and set that variable.",
      zh: "请在 [model_providers.\(id)] 中加入 env_key = \"NAME_OF_VARIABLE\"，并设置该变量。")
  }

  static func unfinished(_ address: String, after patience: Duration) -> EngineError {
    EngineError(
      .unresponsive,
      say(
        "\(address) began an answer and did not finish it (\(patience.inSeconds)).",
        zh: "\(address) 开始了响应但未完成（\(patience.inSeconds)）。"),
      remedy: say(
        "Restart that server, or check base_url: something else may answer there.",
        zh: "请重启该服务器，或检查 base_url：在那里响应的可能是别的程序。"))
  }

  static func brokeOff(_ address: String) -> EngineError {
    EngineError(
      .unresponsive, say("\(address) broke off its answer.", zh: "\(address) 中断了响应。"))
  }

  static var doesNotUnload: EngineError {
    EngineError(
      .unsupported,
      say("This server does not unload a model on request.", zh: "此服务器不支持按请求卸载模型。"))
  }

  static func doesNotDownload(_ name: String) -> EngineError {
    EngineError(
      .unsupported,
      say("\(name) does not download models on request.", zh: "\(name) 不支持按请求下载模型。"),
      remedy: say(
        "Start it with the model you want, or use LM Studio or Ollama.",
        zh: "请用所需的模型启动它，或使用 LM Studio 或 Ollama。"))
  }

  static func gaveUpLoading(_ model: String) -> EngineError {
    EngineError(
      .loadFailed, say("The server gave up loading \(model).", zh: "服务器放弃加载 \(model)。"),
      remedy: say(
        "F5 tries again; a smaller model or context may fit better.",
        zh: "按 F5 重试；更小的模型或上下文可能更合适。"))
  }

  static var pullEnded: EngineError {
    EngineError(
      .brokenStream,
      say("Pull stream ended unexpectedly without success.", zh: "下载流意外结束，未成功。"),
      remedy: say(
        "Begin it again: Ollama goes on where it stopped.", zh: "请重新开始：Ollama 会从中断处继续。"))
  }

  static func pullFailed(_ words: String, serverWords: String) -> EngineError {
    EngineError(
      .serverFault, say("Pull failed: \(words)", zh: "下载失败：\(words)"),
      remedy: say(
        "Check the name at ollama.com/library.", zh: "请在 ollama.com/library 核对名称。"),
      serverWords: serverWords)
  }

  static var llamaCppRouter: String { say("llama.cpp router", zh: "llama.cpp 路由器") }

  static func llamaCppDidNotLoad(_ model: String) -> EngineError {
    EngineError(
      .loadFailed, say("llama.cpp could not load \(model).", zh: "llama.cpp 无法加载 \(model)。"),
      remedy: say(
        "The log of llama-server tells why; a smaller model or context may fit.",
        zh: "原因请见 llama-server 的日志；更小的模型或上下文可能可行。"))
  }

  static var serverOfTheOpenAIKind: String { say("a server of the OpenAI kind", zh: "OpenAI 类服务器") }
}
