import Engine

/// What the commands say, and why one cannot act now.
enum CommandsMessages {
  static var isCloud: String {
    say("a cloud has its models; nothing is downloaded", zh: "云端自带模型，无需下载")
  }

  static var onlyOneProfile: String { say("there is only one profile", zh: "只有一个配置") }
  static var replyUnderWay: String { say("a reply is under way", zh: "正在回复") }

  static var nothingAsked: String { say("nothing was asked yet", zh: "还没有提问") }

  static var noneKept: String { say("no conversations are kept here", zh: "此处不保存对话") }

  static var noKey: String { say("no key", zh: "无按键") }

  static func notNow(_ obstacle: String) -> String {
    say("not now: \(obstacle)", zh: "现在不可用：\(obstacle)")
  }

  static var commands: String { say("commands", zh: "命令") }

  static var files: String { say("files", zh: "文件") }

  static var noFileMatches: String { say("no file matches", zh: "没有匹配的文件") }

  static func noChoiceOfEffort(model: String) -> String {
    say("\(model) offers no choice of effort", zh: "\(model) 不提供思考强度选项")
  }

  static func doesNotReason(model: String) -> String {
    say(
      "\(model) does not reason: its server lists no effort",
      zh: "\(model) 不支持思考：其服务器未列出思考强度")
  }

  static var profilesSampling: String {
    say("replies are worded as the profile says", zh: "回复按配置的采样参数生成")
  }

  static func sampling(_ words: String) -> String {
    say("replies with \(words)", zh: "回复使用 \(words)")
  }

  static func parameter(_ name: String, canBe range: String) -> String {
    say("\(name) can be \(range), or default", zh: "\(name) 可为 \(range)，或 default")
  }

  static func parameter(_ name: String, is value: String?, canBe range: String) -> String {
    value.map { value in say("\(name): \(value)", zh: "\(name)：\(value)") }
      ?? say(
        "\(name) is the server's choice; it can be \(range)",
        zh: "\(name) 由服务器决定；可为 \(range)")
  }

  static func memory(_ extent: Profile.ThinkingInHistory) -> String {
    switch extent {
    case .auto:
      say(
        "earlier thinking goes back to the model as its makers say",
        zh: "之前的思考按模型开发者的建议发回模型")
    case .keep:
      say("all earlier thinking goes back to the model", zh: "之前的思考全部发回模型")
    case .strip:
      say("no earlier thinking goes back to the model", zh: "之前的思考不发回模型")
    }
  }

  static var editUsage: String {
    say(
      "/edit for an earlier prompt, /edit thinking, /edit answer",
      zh: "/edit 编辑之前的提示词，另有 /edit thinking、/edit answer")
  }

  static func translates(to language: String) -> String {
    say("thinking will be shown in \(language) as well", zh: "思考将同时以 \(language) 显示")
  }

  /// - Parameter word: what was asked for, and is no budget; blank to see the present one.
  static func budget(is budget: ThinkingBudget?, asked word: String) -> String {
    let lead =
      word.isEmpty
      ? Self.budget(set: budget) : say("\(word) is no budget", zh: "\(word) 不是有效的预算")
    return say(
      "\(lead); /budget 2000 (tokens), 30s, 2m or off",
      zh: "\(lead)；/budget 2000（token）、30s、2m 或 off")
  }

  static func budget(set budget: ThinkingBudget?) -> String {
    guard let budget else { return say("thinking has no limit", zh: "思考没有限制") }
    return say(
      "the model may think for \(budget.words)\(budget.tokens == nil ? "" : " tokens")",
      zh: "模型最多思考 \(budget.words)\(budget.tokens == nil ? "" : " token")")
  }

  static func memory(_ extent: Profile.ThinkingInHistory, asked word: String) -> String {
    let lead =
      word.isEmpty
      ? memory(extent) : say("\(word) is none of them", zh: "没有 \(word) 这个选项")
    return say("\(lead); /memory auto, keep or strip", zh: "\(lead)；/memory auto、keep 或 strip")
  }

  static func effort(canBe levels: [String]) -> String {
    say(
      "effort can be \(levels.joined(separator: ", "))",
      zh: "思考强度可为 \(levels.joined(separator: "、"))")
  }

  static func effort(_ level: String, isForNextTurn: Bool) -> String {
    say(
      "reasoning effort: \(level)" + (isForNextTurn ? ", from the next turn on" : ""),
      zh: "思考强度：\(level)" + (isForNextTurn ? "，下一轮起生效" : ""))
  }

  static func effort(_ level: String?, isTheLeast: Bool) -> String {
    say(
      "\(level ?? "this") is the \(isTheLeast ? "least" : "most") this model can be asked for",
      zh: "\(level.map { "\($0) " } ?? "这")已是此模型可用的\(isTheLeast ? "最低" : "最高")强度")
  }

  static var instructions: String { say("instructions", zh: "指令") }

  static var none: String { say("none", zh: "无") }

  static var noInstructions: String { say("no instructions", zh: "没有指令") }

  static var profilesInstructions: String {
    say("the profile's instructions", zh: "使用配置的指令")
  }

  static var newInstructions: String { say("new instructions", zh: "使用新指令") }

  static func instructions(areTheProfiles: Bool) -> String {
    say(
      (areTheProfiles ? "the profile's" : "of this conversation alone")
        + " · /system edit · /system TEXT · /system off · default",
      zh: (areTheProfiles ? "来自配置" : "仅用于此对话")
        + " · /system edit · /system TEXT · /system off · default")
  }

  static func fromNextTurn(_ change: String) -> String {
    say("\(change) from the next turn on", zh: "下一轮起：\(change)")
  }

  static func inUse(at address: String) -> String {
    say("● in use · \(address)", zh: "● 使用中 · \(address)")
  }

  static func profiles(_ names: [String]) -> String {
    say(
      "profiles: " + names.joined(separator: ", "), zh: "配置：" + names.joined(separator: "、"))
  }

  static func cannot(_ command: String, because obstacle: String) -> String {
    say("/\(command): \(obstacle)", zh: "/\(command)：\(obstacle)")
  }

  static func needsArgument(_ command: String, usage: String) -> String {
    say("/\(command) needs something: \(usage)", zh: "/\(command) 需要参数：\(usage)")
  }

  static func noCommand(_ name: String, near: String?) -> String {
    let meant =
      near.map { near in say("did you mean /\(near)?", zh: "是否应为 /\(near)？") }
      ?? say("/help lists all.", zh: "/help 列出全部命令。")
    return say(
      "There is no command /\(name); \(meant) Enter again sends it as a prompt.",
      zh: "没有命令 /\(name)；\(meant)再按 Enter 则作为提示词发送。")
  }

  static func notInMemory(model: String) -> String {
    say("\(model) is not in memory", zh: "\(model) 不在内存中")
  }

  /// What a command takes by its name.
  enum Named: String {
    case profile, server, model, place, parameter

    /// As a sentence names it.
    var name: String {
      switch self {
      case .profile: say(rawValue, zh: "配置")
      case .server: say(rawValue, zh: "服务器")
      case .model: say(rawValue, zh: "模型")
      case .place: say(rawValue, zh: "位置")
      case .parameter: say(rawValue, zh: "参数")
      }
    }
  }

  static func missing(
    _ what: Named, _ name: String, near: String?, known: [String]
  ) -> String {
    let all =
      known.prefix(6).joined(separator: say(", ", zh: "、")) + (known.count > 6 ? " …" : "")
    let meant =
      near.map { near in say("did you mean \(near)?", zh: "是否应为 \(near)？") }
      ?? (known.isEmpty
        ? say("none is known.", zh: "目前一个也没有。") : say("there are \(all).", zh: "可用：\(all)。"))
    return say(
      "There is no \(what.name) \(name); \(meant)", zh: "没有\(what.name) \(name)；\(meant)")
  }

  static var lockUsage: String {
    say(
      "/local-only on, /local-only network or /local-only off",
      zh: "/local-only on、/local-only network 或 /local-only off")
  }

  /// - Parameter isBeyond: where prompts go now is beyond the lock.
  static func locked(within lock: Location, isBeyond: Bool) -> String {
    let after =
      isBeyond
      ? say("; choose a profile that stays there to go on", zh: "；要继续，请选择不超出此范围的配置") : ""
    return switch lock {
    case .thisMachine:
      say(
        "\(LocationLabel.lock(lock)): nothing of this conversation leaves this machine\(after)",
        zh: "\(LocationLabel.lock(lock))：此对话的任何内容都不会离开本机\(after)")
    case .network, .unknown:
      say(
        "\(LocationLabel.lock(lock)): nothing of this conversation leaves your network\(after)",
        zh: "\(LocationLabel.lock(lock))：此对话的任何内容都不会离开本地网络\(after)")
    case .cloud:
      say("this conversation may leave this machine again", zh: "此对话又可以离开本机")
    }
  }

  static var copyUsage: String {
    say(
      "/copy answer, /copy code or /copy thinking",
      zh: "/copy answer、/copy code 或 /copy thinking")
  }
}
