/// What loading, unloading and fetching models says to the user.
enum ModelsMessages {
  static func notLoaded(_ model: String) -> String {
    say("\(model) was not loaded", zh: "\(model) 未加载")
  }

  static func loaded(_ model: String) -> String { say("\(model) is loaded.", zh: "\(model) 已加载。") }

  static func pinsEverything(_ server: String, model: String) -> String {
    say(
      "\(server) keeps \(model) loaded until it is unloaded; nothing to pin.",
      zh: "\(server) 会让 \(model) 保持加载，直到将其卸载；无需固定。")
  }

  static func notPinned(_ model: String) -> String {
    say("\(model) was not pinned", zh: "\(model) 未固定")
  }

  static func pinned(_ model: String) -> String {
    say("\(model) is pinned: loaded until unloaded.", zh: "\(model) 已固定：保持加载，直到卸载。")
  }

  static func cannotUnload(_ server: String) -> String {
    say("\(server) cannot unload a model on request.", zh: "\(server) 无法按请求卸载模型。")
  }

  static func notUnloaded(_ model: String) -> String {
    say("\(model) was not unloaded", zh: "\(model) 未卸载")
  }

  static var workIsUnderWay: String {
    say(
      "A model is still being loaded or unloaded; try again when that is done.",
      zh: "仍有模型正在加载或卸载；请在完成后重试。")
  }

  /// - Parameter quoted: the server's sentence.
  static func failed(_ failure: String, because message: String, quoted: String?) -> String {
    say(
      "\(failure): \(message)" + (quoted.map { " (\($0))" } ?? ""),
      zh: "\(failure)：\(message)" + (quoted.map { "（\($0)）" } ?? ""))
  }

  static func otherWindow(
    of model: String, at server: String, wanted: Int, loaded: Int
  ) -> String {
    say(
      "\(server) loaded \(model) with a window of \(Plural.count(loaded, "token")); \(wanted) were asked for. "
        + "What is loaded counts.",
      zh: "\(server) 加载 \(model) 的窗口为 \(loaded) token；请求的是 \(wanted)。以实际加载的为准。")
  }

  /// - Parameter failure: why the load failed, a sentence.
  /// - Parameter isWhole: the window's cache is in the figure, which is an estimate then.
  static func tooLarge(
    _ failure: String, needs: Int, isWhole: Bool, free: FreeMemory
  ) -> String {
    let need =
      isWhole
      ? say(
        "With its window it needs about \(needs.inGigabytes)", zh: "连同窗口约需 \(needs.inGigabytes)")
      : say("The model alone has \(needs.inGigabytes)", zh: "仅模型就有 \(needs.inGigabytes)")
    return say(
      "\(failure) \(need); free is \(free.description).",
      zh: "\(failure) \(need)；可用内存为 \(free.description)。")
  }

  static func doesNotFit(
    _ model: String, needs: Int, isWhole: Bool, window: Int?, free: FreeMemory,
    unloading other: String?
  ) -> String {
    let tokens = window.map { say(" of \($0) tokens", zh: "（\($0) token）") } ?? ""
    let need =
      isWhole
      ? say(
        "needs about \(needs.inGigabytes) with its window\(tokens)",
        zh: "连同窗口\(tokens)约需 \(needs.inGigabytes)")
      : say(
        "has \(needs.inGigabytes) without its window", zh: "不计窗口有 \(needs.inGigabytes)")
    return say(
      "\(model) \(need); free is \(free.description). \(makeRoom(unloading: other))",
      zh: "\(model) \(need)；可用内存为 \(free.description)。\(makeRoom(unloading: other))")
  }

  static func nothingToPin(_ model: String, at host: String) -> String {
    say(
      "\(model) runs at \(host): there is nothing of it here to keep in memory.",
      zh: "\(model) 在 \(host) 上运行：此处没有可保留在内存中的内容。")
  }

  static func leftOut(_ settings: [String], by server: String) -> String {
    say(
      "\(server) takes no \(settings.joined(separator: ", ")) here; the model is loaded without.",
      zh: "\(server) 在此处不接受 \(settings.joined(separator: "、"))；加载模型时不带这些设置项。")
  }

  static func makeRoom(unloading other: String?) -> String {
    let unload =
      other.map { say("Unload \($0) (F3), ", zh: "请卸载 \($0)（F3），") }
      ?? say("End other programs, ", zh: "请结束其他程序，")
    return say(
      unload + "set a smaller load_context, or choose a smaller quantization.",
      zh: unload + "或设置更小的 load_context，或选择更小的量化版本。")
  }

  static func offers(_ launch: Launch) -> String {
    say(
      "\(launch.isWaking ? "Wake" : "Start") it with: \(launch.words)",
      zh: "\(launch.isWaking ? "唤醒" : "启动")方法：\(launch.words)")
  }

  static func noLongerAwaited(_ launch: Launch) -> EngineError {
    EngineError(
      .unreachable,
      say(
        "\(launch.name) was told to \(launch.isWaking ? "wake up" : "start"); its answer is no longer waited for.",
        zh: "已要求 \(launch.name) \(launch.isWaking ? "唤醒" : "启动")；不再等待其响应。"))
  }

  static func packetNotSent(_ address: String) -> EngineError {
    EngineError(
      .unreachable,
      say(
        "The packet that wakes \(address) could not be sent.", zh: "无法发送唤醒 \(address) 的数据包。"),
      remedy: say(
        "Check the network, or set wake_command in the provider's table.",
        zh: "请检查网络，或在该提供方的表中设置 wake_command。"))
  }

  static func didNotStart(_ launch: Launch, within limit: Duration) -> EngineError {
    EngineError(
      .unreachable,
      say(
        "\(launch.name) does not answer \(limit.inSeconds) after it was "
          + (launch.isWaking ? "woken." : "started."),
        zh: "\(launch.isWaking ? "唤醒" : "启动") \(launch.name) 后 \(limit.inSeconds) 内无响应。"),
      remedy: say("Try by hand: \(launch.words)", zh: "请手动尝试：\(launch.words)"))
  }

  static func stopped(_ failure: String) -> String {
    say("\(failure): stopped.", zh: "\(failure)：已停止。")
  }

  static func downloadGoesOn(of model: String, at server: String) -> String {
    say(
      "\(server) goes on downloading \(model); stop it there.",
      zh: "\(server) 会继续下载 \(model)；请在该处停止。")
  }

  static func downloadStopped(of model: String) -> String {
    say(
      "The download of \(model) is stopped; what arrived is kept for the next try.",
      zh: "\(model) 的下载已停止；已下载的部分会保留，下次继续。")
  }

  static func notDownloaded(_ model: String, at address: String) -> EngineError {
    EngineError(
      .modelMissing, noModel(model, at: address),
      remedy: say("F5 offers to download it.", zh: "按 F5 可下载。"))
  }

  private static func noModel(_ model: String, at address: String) -> String {
    say("\(address) has no model named \(model).", zh: "\(address) 没有名为 \(model) 的模型。")
  }

  static var downloadWasStopped: EngineError {
    EngineError(.refused, say("The download was stopped.", zh: "下载已停止。"))
  }

  static func notDownloaded(_ model: String, because message: String) -> String {
    say("\(model) was not downloaded: \(message)", zh: "\(model) 未下载：\(message)")
  }

  static func downloaded(_ model: String) -> String {
    say("\(model) is downloaded.", zh: "\(model) 已下载。")
  }

  static func couldNotUnload(_ model: String, because message: String) -> String {
    say("\(model) could not be unloaded: \(message)", zh: "无法卸载 \(model)：\(message)")
  }

  static func wantsToken(_ address: String) -> EngineError {
    EngineError(
      .unauthorized, say("\(address) asks for a token.", zh: "\(address) 要求提供访问令牌。"))
  }

  /// - Parameter known: a few models that the server has.
  static func noModel(_ model: String, at address: String, known: [String]) -> EngineError {
    EngineError(
      .modelMissing, noModel(model, at: address),
      remedy: known.isEmpty
        ? say("It lists no model. F5 offers to download it.", zh: "它未列出任何模型。按 F5 可下载。")
        : say(
          "It has \(known.joined(separator: ", ")). F3 lists all; F5 offers to download it.",
          zh: "它有 \(known.joined(separator: "、"))。按 F3 列出全部；按 F5 可下载。"))
  }
}
