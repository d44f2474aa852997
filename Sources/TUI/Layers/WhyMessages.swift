import Engine

/// What the page about a reply's seconds says.
enum WhyMessages {
  static var whySoSlow: String { say("where the seconds went", zh: "时间花在了哪里") }

  static func meaning(of stage: StageClock.Stage) -> String {
    switch stage {
    case .connect: say("until the server took the request", zh: "直到服务器接受请求")
    case .queue: say("behind other requests", zh: "排在其他请求之后")
    case .wait:
      say(
        "loading or reading: the server does not tell which", zh: "加载或读取：服务器未说明是哪一种")
    case .load: say("the model came into memory", zh: "将模型加载到内存")
    case .prompt: say("the prompt was read", zh: "读取提示词")
    case .tool: say("tools were at work", zh: "工具在运行")
    case .user: say("you were asked", zh: "等待你回答")
    case .think, .answer: ""
    }
  }

  static func read(_ reuse: PromptReuse) -> String {
    let rate = reuse.rate.map { Int($0) }
    return say(
      "prompt: \(Plural.count(reuse.prompt, "token")), \(reuse.reused) of them read before, "
        + "\(reuse.read) new" + (rate.map { " at \($0) tok/s" } ?? ""),
      zh: "提示词：\(reuse.prompt) token，其中 \(reuse.reused) 之前已读，\(reuse.read) 新读"
        + (rate.map { "，速度 \($0) tok/s" } ?? ""))
  }

  static func readUntold(_ tokens: Int) -> String {
    say(
      "prompt: \(Plural.count(tokens, "token")); the server does not say how many it had read before",
      zh: "提示词：\(tokens) token；服务器未说明其中有多少之前已读")
  }

  static var readUncounted: String {
    say("the server does not count the prompt", zh: "服务器不统计提示词的 token 数")
  }

  static func lost(_ tokens: Int, because cause: PromptReuse.Cause) -> String {
    say(
      "about \(tokens) of the new ones it had read before: \(cause.words)",
      zh: "新读的 token 中约有 \(tokens) 之前已读过：\(cause.words)")
  }

  static func wrote(_ rate: ReplyRate, usual: Double?, replies: Int) -> String {
    let own = TokenFormatter.rate(rate.tokensPerSecond, isEstimate: rate.isEstimate)
    let by =
      rate.isEstimate
      ? say("counted here", zh: "本程序计数") : say("by the server", zh: "服务器报告")
    let before = usual.map { Int($0.rounded()) }.map {
      say(
        "; usually \($0) (\(Plural.count(replies, "reply", "replies")))",
        zh: "；通常为 \($0)（\(replies) 条回复）")
    }
    return say("written at \(own), \(by)", zh: "生成速度 \(own)，\(by)") + (before ?? "")
  }

  static func slower(_ slowness: Slowness) -> String {
    let percent = slowness.percent
    return slowness.reasons.isEmpty
      ? say("\(percent) % slower than usual", zh: "比平常慢 \(percent) %")
      : say(
        "\(percent) % slower than usual; what may be the reason:",
        zh: "比平常慢 \(percent) %；可能的原因：")
  }

  static var noReason: String {
    say("nothing that is known here explains it", zh: "已知情况均无法解释")
  }

  static func reason(_ reason: Slowness.Reason) -> String {
    switch reason {
    case .partlyOnProcessor(let percent):
      return say(
        "\(percent) % of the model lies outside the graphics card",
        zh: "模型有 \(percent) % 不在 GPU 上")
    case .alsoLoaded(let names):
      let washed = names.map { Sanitizer.sanitize($0) }
      return say(
        "also loaded: " + washed.joined(separator: ", "),
        zh: "还加载了：" + washed.joined(separator: "、"))
    case .littleMemory(let bytes):
      return say(
        "only \(bytes.inGigabytes) of memory are free", zh: "仅有 \(bytes.inGigabytes) 可用内存")
    case .swapped(let bytes):
      return say(
        "\(bytes.inGigabytes) came back from swap meanwhile",
        zh: "期间有 \(bytes.inGigabytes) 从交换空间换回")
    case .throttled(let times):
      return say(
        "the processor was too hot and slowed down, \(Plural.count(times, "time"))",
        zh: "处理器过热降频 \(times) 次")
    case .longContext(let percent):
      return say(
        "\(percent) % of the window is full, and each token looks back at all of it",
        zh: "窗口已占用 \(percent) %，每个 token 都要回看其全部内容")
    }
  }
}
