/// What conversations, their files and their texts say to the user.
enum ConversationMessages {
  static func noPrompt(in file: String) -> EngineError {
    EngineError(
      .archive, say("\(file) has no prompt in it.", zh: "\(file) 中没有提示词。"),
      remedy: say("A rollout of Codex has one item a line.", zh: "Codex 的 rollout 文件每行一项。"))
  }

  static func notImported(toolCalls count: Int) -> String {
    say(
      "\(Plural.count(count, "tool call")) \(Plural.of(count, "was", "were")) not imported",
      zh: "\(count) 次工具调用未导入")
  }

  static var untitled: String { say("untitled", zh: "未命名") }

  static func notWholeJSON(_ file: String) -> EngineError {
    EngineError(
      .archive, say("\(file) is not a whole JSON text.", zh: "\(file) 不是完整的 JSON 文本。"),
      remedy: say("Was it cut off? Export it again.", zh: "是否被截断了？请重新导出。"))
  }

  static func notOurs(_ file: String, format: String) -> EngineError {
    EngineError(
      .archive, say("\(file) is no conversation of codex-tui.", zh: "\(file) 不是 codex-tui 的对话。"),
      remedy: say(
        "Its \"format\" must be \"\(format)\".", zh: "其 \"format\" 必须是 \"\(format)\"。"))
  }

  static func unknownVersion(_ version: Int?, of file: String, newest: Int) -> EngineError {
    let found =
      version.map { say("has version \($0) of the format", zh: "的格式版本为 \($0)") }
      ?? say("has no version of the format", zh: "没有格式版本")
    return EngineError(
      .archive,
      say(
        "\(file) \(found); this program reads up to \(newest).",
        zh: "\(file) \(found)；本程序最高读取到版本 \(newest)。"),
      remedy: say(
        "Import it with the program that wrote it, or a newer one.", zh: "请用生成它的程序或更新的版本导入。"))
  }

  static func noTurns(in file: String) -> EngineError {
    EngineError(
      .archive, say("\(file) has no turns.", zh: "\(file) 中没有对话轮。"),
      remedy: say(
        "It needs \"conversation\" and \"turns\".", zh: "需要有 \"conversation\" 和 \"turns\"。"))
  }

  static func incompleteTurn(_ ordinal: Int, in file: String) -> EngineError {
    EngineError(
      .archive,
      say(
        "\(file): turn \(ordinal) has no id, no prompt or no answer.",
        zh: "\(file)：第 \(ordinal) 轮缺少 id、提示词或回答。"),
      remedy: nothingImported)
  }

  static func twoTurns(withID id: Int64, in file: String) -> EngineError {
    EngineError(
      .archive, say("\(file): two turns have the id \(id).", zh: "\(file)：有两轮的 id 同为 \(id)。"),
      remedy: nothingImported)
  }

  private static var nothingImported: String { say("Nothing was imported.", zh: "未导入任何内容。") }

  /// `thought for 8.2 s · 412 tokens`
  static func thought(for time: Duration?, tokens: Int?) -> String {
    var words = say("thought", zh: "思考")
    if let time { words += say(" for \(tenths(time)) s", zh: "了 \(tenths(time)) s") }
    if let tokens { words += say(" · \(Plural.count(tokens, "token"))", zh: " · \(tokens) token") }
    return words
  }

  /// Tenths of a second, rounded as on the screen.
  private static func tenths(_ duration: Duration) -> String {
    let tenths = Int((duration / .seconds(1) * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  static var stopped: String { say("stopped", zh: "已停止") }
  static var cutOff: String {
    say("interrupted: the program ended while this was written", zh: "已中断：回复未写完，程序就结束了")
  }
  static var endedEarly: String {
    say("the connection ended before the reply was complete", zh: "回复完成前连接已断开")
  }
  static var lengthLimit: String { say("cut at the length limit", zh: "已达长度上限，被截断") }

  static func failed(_ message: String) -> String {
    say("failed: " + message, zh: "失败：" + message)
  }

  static func wordsMissing(for places: [String], of template: String) -> EngineError {
    EngineError(
      .configuration,
      say(
        "/\(template) wants \(places.joined(separator: ", ")).",
        zh: "/\(template) 需要 \(places.joined(separator: "、"))。"),
      remedy: say("Write /\(template) ", zh: "写法：/\(template) ")
        + places.map { "\($0)=…" }.joined(separator: " "))
  }

  /// A failure that was kept without its words.
  static var replyFailed: String { say("The reply failed.", zh: "回复失败。") }
}

extension PromptReuse.Cause {
  package var words: String {
    switch self {
    case .loadedAnew: say("the model was loaded anew", zh: "模型被重新加载")
    case .otherModel: say("another model was asked on this server since", zh: "此后向该服务器请求过其他模型")
    case .tools: say("the tools that may be called are others", zh: "可调用的工具有变")
    case .instructions: say("the instructions are others", zh: "指令有变")
    case .clock:
      say("the instructions hold a time or another number that changed", zh: "指令中的时间或其他数字变了")
    case .edited:
      say("an earlier prompt was edited, or this is another branch", zh: "之前的提示词被编辑过，或这是另一个分支")
    case .thinking:
      say(
        "earlier thinking went along that did not before, or the other way round",
        zh: "之前的思考这次一并发送而上次没有，或相反")
    case .stripped:
      say("the thinking before the last answer does not go back", zh: "上一个回答之前的思考不会发回")
    case .cut: say("the oldest turns stay away", zh: "最早的几轮不再发送")
    case .sideQuestion:
      say("a translation or a summary was asked of the same model since", zh: "此后向同一模型请求过翻译或摘要")
    case .otherClient:
      say(
        "another client asked the server since, or it needed the room",
        zh: "此后有其他客户端请求过服务器，或服务器需要腾出空间")
    }
  }
}
