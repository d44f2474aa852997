import Engine

/// What the picture says around the texts of the others.
enum ViewMessages {
  static func completion(title: String) -> String {
    say("\(title) · Tab takes · ↑ ↓", zh: "\(title) · Tab 接受 · ↑ ↓")
  }

  /// The model runs here, and its tools may carry something out.
  static var toolsReachOut: SafeText { say(" tools ↗ » ", zh: " 工具 ↗ » ") }

  static var locked: SafeText { say(" locked » ", zh: " 已锁定 » ") }

  // The keys that matter now.

  static var stop: String { say("stop", zh: "停止") }
  static var cancel: String { say("cancel", zh: "取消") }
  static var answerNow: String { say("answer now", zh: "立即回答") }
  static var profile: String { say("profile", zh: "配置") }
  static var download: String { say("download", zh: "下载") }
  static var models: String { say("models", zh: "模型") }
  static var options: String { say("options", zh: "选项") }
  static var loadDoctor: String { say("doctor", zh: "诊断") }
  static var all: String { say("keys", zh: "按键") }

  /// The sign of a prompt that leaves this machine; without an address where there is no room.
  static func leaves(to address: String?, _ location: Location) -> String {
    " \(LocationLabel.word(location))\(address.map { " → \($0)" } ?? "") » "
  }

  static var answerFirst: String { say("what is asked comes first", zh: "请先答复询问") }
  static var enterQueues: String { say("type on; Enter queues", zh: "继续输入；Enter 排队") }

  static func waiting(_ count: Int) -> String {
    say("\(count) waiting · Enter sends the first", zh: "\(count) 条等待 · Enter 发送第一条")
  }

  static func enterSendsNothing(within lock: Location) -> String {
    say(
      "\(LocationLabel.lock(lock)): Enter sends nothing from here",
      zh: "\(LocationLabel.lock(lock))：Enter 不会从这里发出任何内容")
  }

  static func enterLeaves(for location: Location) -> String {
    switch location {
    case .network: say("Enter goes over your network", zh: "Enter 会经本地网络发送")
    case .unknown:
      say(
        "Enter goes to a linked device; where that is, nothing tells", zh: "Enter 会发往链接的设备；其位置未知"
      )
    case .thisMachine, .cloud: say("Enter leaves this machine", zh: "Enter 会发送到本机之外")
    }
  }

  static func ask(model: String) -> String { say("ask \(model)", zh: "向 \(model) 提问") }

  static func find(inThinking: Bool) -> String {
    inThinking
      ? say(" find in thinking › ", zh: " 在思考中查找 › ")
      : say(" find in response › ", zh: " 在回复中查找 › ")
  }

  static var findKeys: SafeText {
    say("   Enter next · ↑ previous · Esc closes", zh: "   Enter 下一个 · ↑ 上一个 · Esc 关闭")
  }

  static func below(lines: Int) -> String {
    say(" ↓ \(Plural.count(lines, "line")) below ", zh: " ↓ 下方 \(lines) 行 ")
  }

  static func more(_ count: Int) -> String { say(" (+\(count) more)", zh: "（+\(count) 条）") }

  // The model getting ready.

  static func window(_ tokens: String) -> String { say("window \(tokens)", zh: "窗口 \(tokens)") }
  static var connected: String { say("connected", zh: "已连接") }
  static var found: String { say("model found", zh: "已找到模型") }
  static var inMemory: String { say("in memory", zh: "已加载") }
  static var typeNow: String {
    say("Type now. Enter sends as soon as it is ready.", zh: "现在就可以输入。按 Enter 后，模型就绪即发送。")
  }
  static var askAnything: String { say("Ask anything.", zh: "问什么都可以。") }
  static var recent: String { say("Recent", zh: "最近") }

  static func allConversations(key: String) -> String {
    say("\(key) all conversations", zh: "\(key) 全部对话")
  }

  static var escapeCloses: String { say(" · Esc closes", zh: " · Esc 关闭") }

  static var newConversation: SafeText { say("new conversation", zh: "新对话") }

  static func asWritten(title: SafeText) -> SafeText {
    say("\(title) · as written", zh: "\(title) · 原文")
  }

  // The keys worth knowing, by what they do.
  static var sends: String {
    say("send; queue while the model is busy", zh: "发送；模型忙时则排队")
  }
  static var nextProfile: String {
    say("next profile, cloud or local", zh: "下一个配置：云端或本地")
  }
  static var movesThinking: String { say("move the thinking pane", zh: "移动思考窗格") }
  static var allKeys: String { say("all keys", zh: "全部按键") }

  static func title(doing: String, model: String) -> String { "codex-tui · \(doing) · \(model)" }

  static func tooSmall(needs: Size, has: Size) -> String {
    say(
      "needs \(needs.columns)×\(needs.rows), has \(has.columns)×\(has.rows)",
      zh: "需要 \(needs.columns)×\(needs.rows)，现为 \(has.columns)×\(has.rows)")
  }

  static func summarises(model: String) -> String {
    say("\(model) writes a summary · Esc stops it", zh: "\(model) 正在写摘要 · Esc 停止")
  }

  static func repeats(
    isAnswer: Bool, bytes: Int?, answerKey: String?, stopKey: String?
  ) -> String {
    let answer =
      answerKey.map {
        say(" · \($0) asks for the answer now", zh: " · \($0) 要求立即回答")
      } ?? ""
    let stop = stopKey.map { say(" · \($0) stops", zh: " · \($0) 停止") } ?? ""
    let part = isAnswer ? say("the answer", zh: "回答") : say("the thinking", zh: "思考")
    let words =
      bytes.map {
        say(
          "\(part) repeats the same \(Plural.count($0, "byte"))", zh: "\(part)在重复相同的 \($0) 字节")
      } ?? say("\(part) says nothing new", zh: "\(part)没有新内容")
    return words + answer + stop
  }

  static var stoppedAsking: SafeText {
    say("stopped here · asking the server…", zh: "本端已停止 · 正在询问服务器…")
  }

  static func serverStopped(after wait: Duration) -> String {
    guard wait >= .seconds(1) else {
      return say("stopped here, and the server stopped", zh: "本端和服务器均已停止")
    }
    let time = TimeFormatter.wholeSeconds(wait)
    return say(
      "stopped here, and the server stopped after \(time)", zh: "本端已停止，服务器在 \(time) 后停止")
  }

  static func serverBusy(since wait: Duration) -> String {
    say(
      "stopped here; the server is still busy, \(TimeFormatter.wholeSeconds(wait))",
      zh: "本端已停止；服务器仍在忙（\(TimeFormatter.wholeSeconds(wait))）")
  }

  static var stoppedUnknown: SafeText {
    say(
      "stopped here; the connection is closed, the server does not say more",
      zh: "本端已停止；连接已关闭，服务器没有更多说明")
  }

  static func effort(_ level: String) -> String { say("effort \(level)", zh: "强度 \(level)") }

  static var notKept: String { say("NOT KEPT", zh: "未保存") }

  static func files(_ count: Int) -> String {
    say(Plural.count(count, "file"), zh: "文件 \(count)")
  }

  static func queued(_ count: Int) -> String { say("\(count) queued", zh: "排队 \(count)") }

  /// `~` where our own clock measured it.
  static func firstWord(after wait: Duration, isEstimate: Bool) -> String {
    let time = "\(isEstimate ? "~" : "")\(TimeFormatter.seconds(wait))"
    return say("first word \(time)", zh: "首字 \(time)")
  }

  static func lane(_ number: Int, profile: String, model: String) -> String {
    "\(number) \(profile) · \(model)"
  }

  static func blindLane(_ number: Int) -> String { say("answer \(number)", zh: "回答 \(number)") }

  static func asks(_ profiles: [String]) -> String {
    say(
      "ask \(profiles.joined(separator: " and "))",
      zh: "向 \(profiles.joined(separator: " 和 ")) 提问")
  }

  static func firstWord(ofLane wait: Duration) -> String {
    say("first ~\(TimeFormatter.seconds(wait))", zh: "首字 ~\(TimeFormatter.seconds(wait))")
  }

  static var namedLater: String { say("named once you have picked", zh: "选出后才显示名称") }

  static func willRead(_ forecast: ReadingForecast, profile: String) -> String {
    let tokens = TokenFormatter.short(forecast.tokens)
    let time = forecast.seconds.map { TimeFormatter.wholeSeconds(.seconds($0)) }
    return say(
      "Enter now: \(profile) reads about \(tokens) tokens again"
        + (time.map { ", about \($0)" } ?? ""),
      zh: "现在按 Enter：\(profile) 要重新读取约 \(tokens) token" + (time.map { "，约 \($0)" } ?? ""))
  }

  /// `  read 310, reused 4.2k`
  static func read(_ reuse: PromptReuse) -> String {
    let (read, reused) = (TokenFormatter.short(reuse.read), TokenFormatter.short(reuse.reused))
    return say("  read \(read), reused \(reused) tok", zh: "  读取 \(read)，复用 \(reused) tok")
  }

  static var laneWaits: String { say("waits for the other one", zh: "等待另一个完成") }

  static func racesNext(_ profiles: [String], stopKey: String?) -> String {
    say(
      "the next prompt goes to \(profiles.joined(separator: " and "))"
        + (stopKey.map { " · \($0) calls it off" } ?? ""),
      zh: "下一条提示词将发给 \(profiles.joined(separator: " 和 "))" + (stopKey.map { " · \($0) 取消" } ?? ""))
  }

  static var keepBoth: String { say("keep both", zh: "都保留") }
  static var leave: String { say("leave", zh: "退出") }

  static func race(
    isOver: Bool, reason: String?, pickKeys: [String], stopKey: String?
  ) -> String {
    if isOver, pickKeys.isEmpty {
      return say(
        "no answer came" + (stopKey.map { " · \($0) leaves the race" } ?? ""),
        zh: "没有收到回答" + (stopKey.map { " · \($0) 退出竞速" } ?? ""))
    }
    let picks =
      pickKeys.isEmpty
      ? ""
      : say(
        pickKeys.joined(separator: " or ") + " goes on from it",
        zh: pickKeys.joined(separator: " 或 ") + " 选用并继续")
    let parts =
      isOver
      ? [
        say("which answer?", zh: "选哪个回答？"), picks,
        stopKey.map { say("\($0) keeps both", zh: "\($0) 两个都保留") } ?? "",
      ]
      // The keys first: where there is no room, the reason is what can be missed.
      : [picks, stopKey.map { say("\($0) stops", zh: "\($0) 停止") } ?? "", reason ?? ""]
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  static func leaves(for location: Location) -> SafeText {
    SafeText(foreign: "\(LocationLabel.word(location)) → ")
  }

  static func translated(to language: String, by profile: String) -> String {
    say("\(language) · by \(profile)", zh: "\(language) · 由 \(profile) 翻译")
  }

  static func repeated(_ count: Int) -> String { say("\(count) said again", zh: "重复 \(count) 处") }

  static func failed(_ words: String) -> String { "✗ \(words)" }

  /// `━━━─── 412 tok of 2000`
  static func budget(_ count: String, of budget: ThinkingBudget, _ share: Double) -> String {
    let limit =
      budget.tokens == nil
      ? " · \(budget.words)" : say(" of \(budget.words)", zh: " / \(budget.words)")
    return "\(Gauge.bar(share, columns: 6)) \(count)\(limit)"
  }

  static func context(percent: Int, of window: Int) -> String {
    let whole = TokenFormatter.short(window)
    return say("ctx \(percent) % of \(whole)", zh: "窗口 \(percent) % / \(whole)")
  }

  static func context(used: Int) -> String {
    say("ctx \(TokenFormatter.short(used)) of ?", zh: "窗口 \(TokenFormatter.short(used)) / ?")
  }

  static func noItem(_ name: String, known: [String]) -> String {
    say(
      "[tui] status_line: there is no item \(name); there are \(known.joined(separator: ", ")).",
      zh: "[tui] status_line：没有 \(name) 这一项；可用：\(known.joined(separator: "、"))。")
  }

  static var thinking: SafeText { say("thinking", zh: "思考") }

  static var thought: SafeText { say("thought", zh: "已思考") }

  static func turn(_ number: Int) -> SafeText { say("turn \(number)", zh: "第 \(number) 轮") }
}
