import Engine
import SystemPackage
import TUI

/// What `exec` says beside the answer, and why there is none.
enum ExecMessages {
  static func noSchema(_ path: String) -> String {
    say("\(path) is no JSON Schema: it holds no object", zh: "\(path) 不是 JSON Schema：其中没有对象")
  }

  static func schemaIsNoJSON(_ path: String) -> String {
    say("\(path) is no JSON", zh: "\(path) 不是 JSON")
  }

  static func answerWasCut(hasBegun: Bool) -> EngineError {
    hasBegun
      ? EngineError(
        .malformedAnswer,
        say(
          "The reply came to its length limit before the JSON was whole.",
          zh: "回复在 JSON 完整之前达到了长度上限。"),
        remedy: say("Raise max_output_tokens.", zh: "请增大 max_output_tokens。"))
      : EngineError(
        .malformedAnswer,
        say(
          "The reply came to its length limit while the model thought, so there is no answer.",
          zh: "模型还在思考时回复就达到了长度上限，因此没有回答。"),
        remedy: say(
          "Raise max_output_tokens, set a thinking_budget, or try --effort none.",
          zh: "请增大 max_output_tokens、设置 thinking_budget，或尝试 --effort none。"))
  }

  static func answerIsNoJSON(_ path: String) -> EngineError {
    EngineError(
      .malformedAnswer,
      say("The answer is no JSON, as \(path) wants it.", zh: "回答不是 \(path) 所要求的 JSON。"))
  }

  static func violates(_ path: String, _ violation: JSONSchema.Violation) -> EngineError {
    EngineError(
      .malformedAnswer,
      say(
        "The answer is not as \(path) wants it: \(violation.path) \(violation.words).",
        zh: "回答不符合 \(path) 的要求：\(violation.path) \(violation.words)。"))
  }

  static func cannotWrite(_ path: String, _ failure: Errno) -> EngineError {
    EngineError(
      .refused, say("\(path) cannot be written: \(failure).", zh: "无法写入 \(path)：\(failure)。"),
      remedy: moreRoom(after: failure))
  }

  /// The one failure of a write whose remedy is known: what may not be written to was refused before.
  private static func moreRoom(after failure: Errno) -> String? {
    failure == .noSpace
      ? say("Make room where it goes, or send it elsewhere.", zh: "请在目标位置腾出空间，或输出到别处。") : nil
  }

  static var endedEarly: EngineError {
    EngineError(
      .brokenStream,
      say("The connection ended before the reply was complete.", zh: "回复完成前连接已断开。"))
  }
  static var noReply: EngineError {
    EngineError(.refused, say("The engine ended without a reply.", zh: "引擎已结束，没有回复。"))
  }

  static func timeIsUp(after limit: Duration) -> EngineError {
    let time = TimeFormatter.seconds(limit)
    return EngineError(
      .stalled, say("The reply was not complete after \(time).", zh: "\(time) 后回复仍未完成。"),
      remedy: say(
        "--max-time sets the limit; what arrived is kept.", zh: "--max-time 设定时限；已收到的内容会保留。"))
  }

  static func cannotWriteAnswer(_ failure: Errno) -> EngineError {
    EngineError(
      .refused, say("The answer cannot be written: \(failure).", zh: "无法写入回答：\(failure)。"),
      remedy: moreRoom(after: failure))
  }

  static var maxTimeMustBePositive: String {
    say("--max-time must be a number of seconds greater than 0.", zh: "--max-time 必须是大于 0 的秒数。")
  }
  static var inputWasNotRead: String {
    say("what is piped in was not read; --stdin sends it along", zh: "未读取管道输入；--stdin 会将其一并发送")
  }

  static func isNoPicture(_ path: String) -> Failure {
    Failure(
      .usage,
      say(
        "\(path) is no picture: PNG, JPEG, GIF and WebP can be sent.",
        zh: "\(path) 不是图片：可发送 PNG、JPEG、GIF 和 WebP。"))
  }

  static func isTooLarge(_ path: String, bytes: Int) -> Failure {
    Failure(
      .usage,
      say(
        "\(path) has \(bytes >> 20) MB; at most 20 MB can be sent.",
        zh: "\(path) 大小为 \(bytes >> 20) MB；最多可发送 20 MB。"))
  }

  static var textWasThinking: String {
    say(
      "the text so far was thinking: the model closed a bracket that it had not opened",
      zh: "以上文字属于思考：模型写出了没有左括号的右括号")
  }
  static var thinking: String { say("thinking: ", zh: "思考：") }
  static var answer: String { say("answer: ", zh: "回答：") }
  static var queued: String { say("queued at the server", zh: "在服务器排队") }

  static func loading(percent: Int) -> String {
    percent == 0 ? say("loading", zh: "加载中") : say("loading \(percent) %", zh: "加载中 \(percent) %")
  }

  static func loaded(seconds: Double?) -> String {
    let time = seconds.map { TimeFormatter.seconds(.seconds($0)) }
    return say(
      time.map { "loaded in \($0)" } ?? "loaded", zh: time.map { "已加载，用时 \($0)" } ?? "已加载")
  }

  static func noToolServer(_ name: String, near: String?, known: [String]) -> Failure {
    let hint =
      known.isEmpty
      ? say("No server of tools is configured: docs/tools.md.", zh: "未配置工具服务器：docs/tools.md。")
      : near.map { say("Did you mean \($0)?", zh: "是否应为 \($0)？") }
        ?? say(
          "There are: \(known.joined(separator: ", ")).", zh: "可用：\(known.joined(separator: "、"))。")
    return Failure(
      .usage,
      say(
        "There is no server of tools named \(name). \(hint)", zh: "没有名为 \(name) 的工具服务器。\(hint)"))
  }

  static func allowsWholeServer(_ name: String) -> Failure {
    Failure(
      .usage,
      say(
        "--allow-tool takes one tool: \(name):TOOL. codex-tui tools lists them.",
        zh: "--allow-tool 需要指定一个工具：\(name):TOOL。codex-tui tools 可列出工具。"))
  }

  static var lengthLimit: String {
    say("cut at the length limit: the answer is not complete", zh: "已达长度上限，被截断：回答不完整")
  }

  static var needsPrompt: Failure {
    Failure(
      .usage,
      say(
        "exec needs a prompt: codex-tui exec \"…\", or pipe one in.",
        zh: "exec 需要提示词：codex-tui exec \"…\"，或通过管道输入。"))
  }

  static var promptIsEmpty: Failure {
    Failure(.usage, say("the prompt is empty.", zh: "提示词为空。"))
  }

  static func isEmpty(_ path: String) -> Failure {
    Failure(.usage, say("\(path) is empty.", zh: "\(path) 为空。"))
  }

  static func cannotReadInput(_ error: any Error) -> Failure {
    Failure(.usage, say("stdin cannot be read: \(error).", zh: "无法读取 stdin：\(error)。"))
  }

  static var inputIsEmpty: Failure {
    Failure(.usage, say("the prompt on stdin is empty.", zh: "stdin 中的提示词为空。"))
  }

  static func stage(_ name: String, took time: Duration) -> String {
    "\(name) \(TimeFormatter.seconds(time))"
  }

  static func lane(_ number: Int, _ profile: Profile) -> String {
    Sanitizer.sanitize("\(number) \(profile.name) · \(profile.model)")
  }

  static var raceHead: [String] {
    say(
      ["", "first", "rate", "tokens", "time", "cost"], zh: ["", "首字", "速度", "token", "时间", "费用"])
  }

  static var raceGoesAlone: String {
    say(
      "--race goes without --schema, --output, --tools and --pull.",
      zh: "--race 不能与 --schema、--output、--tools 和 --pull 同时使用。")
  }

  static func firstToken(after time: Duration) -> String {
    say(
      "first token \(TimeFormatter.seconds(time))", zh: "首个 token \(TimeFormatter.seconds(time))")
  }

  /// - Parameter isEstimate: our own count stands for the server's.
  static func tokens(_ count: Int, isEstimate: Bool) -> String {
    (isEstimate ? "~" : "") + say(Plural.count(count, "token"), zh: "\(count) token")
  }

  static func rate(_ tokensPerSecond: Double, isEstimate: Bool) -> String {
    "\(isEstimate ? "~" : "")\(TimeFormatter.oneDecimal(tokensPerSecond)) tok/s"
  }

  static func isUTF32(_ source: String) -> Failure {
    refusal(say("\(source) is UTF-32.", zh: "\(source) 是 UTF-32。"), from: "UTF-32")
  }

  static func isNotUTF8(_ source: String, at offset: Int) -> Failure {
    refusal(
      say(
        "\(source) is not UTF-8: the byte at offset \(offset) fits no character.",
        zh: "\(source) 不是 UTF-8：偏移 \(offset) 处的字节不属于任何字符。"))
  }

  static func endsInHalfACharacter(_ source: String) -> Failure {
    refusal(
      say(
        "\(source) is UTF-16 with half a character at its end.", zh: "\(source) 是 UTF-16，但末尾只有半个字符。"
      ),
      from: "UTF-16")
  }

  static func isNotUTF16(_ source: String, at offset: Int) -> Failure {
    refusal(
      say(
        "\(source) is not UTF-16: half a surrogate pair at byte \(offset).",
        zh: "\(source) 不是 UTF-16：字节 \(offset) 处只有半个代理对。"))
  }

  private static func refusal(_ words: String, from encoding: String = "ENCODING") -> Failure {
    Failure(
      .usage,
      say(
        "\(words)\n  → Convert it: iconv -f \(encoding) -t UTF-8",
        zh: "\(words)\n  → 请转换：iconv -f \(encoding) -t UTF-8"))
  }
}
