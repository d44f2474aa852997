import Engine

/// What the screen's state says in its one line for the user, and to a user who looks elsewhere.
enum StateMessages {
  static var noReply: String { say("no reply is under way", zh: "没有正在进行的回复") }

  static var notThinking: String { say("the model is not thinking", zh: "模型当前没有思考") }

  static var profileWasSwitched: String {
    say(
      "the profile was switched; this reply goes on as it was asked for",
      zh: "配置已切换；这条回复仍按原来的请求继续")
  }

  static var nothingToTrace: String {
    say(
      "mark a passage of the answer, or write its words: /trace WORDS",
      zh: "请选中回答中的一段，或写出其中的词：/trace WORDS")
  }
  static var notThought: String {
    say("the thinking says nothing like it", zh: "思考中没有类似的内容")
  }

  static func traced(hits: Int, of words: Int) -> String {
    say(
      "the thinking first says it here: \(hits) of \(Plural.count(words, "word"))",
      zh: "思考最早在这里提到：\(words) 个词中有 \(hits) 个")
  }

  static var replyUnchanged: String { say("the reply is as it was", zh: "回复没有变化") }
  static var noThinkingToEdit: String {
    say("there is no thinking to edit", zh: "没有可编辑的思考")
  }
  static var instructionsUnchanged: String {
    say("the instructions are as they were", zh: "指令没有变化")
  }

  static func noFile(_ path: String) -> String {
    say("there is no file \(path)", zh: "没有文件 \(path)")
  }

  static func isFolder(_ path: String) -> String {
    say(
      "\(path) is a folder; \(path)/ attaches its tree, its files go one by one",
      zh: "\(path) 是文件夹；\(path)/ 附加其目录树，其中的文件需逐个附加")
  }

  static func takes(tokens: Int, of window: Int, files: Int) -> String {
    say(
      "\(Plural.of(files, "the file takes", "the files take")) about \(TokenFormatter.short(tokens)) tokens, "
        + "\(tokens * 100 / window) % of \(TokenFormatter.short(window))",
      zh: "文件约占 \(TokenFormatter.short(tokens)) token，"
        + "为 \(TokenFormatter.short(window)) 的 \(tokens * 100 / window) %")
  }

  static func attached(files: Int) -> String {
    say(
      "\(Plural.of(files, "the file is", "the files are")) attached: Enter sends",
      zh: "文件已附加：按 Enter 发送")
  }

  /// - Parameter key: opens the list of models.
  static func cannotSee(model: String, image: String, modelsKey key: String) -> String {
    say(
      "\(model) cannot see images, so \(image) was not attached; \(key) lists models with vision",
      zh: "\(model) 不支持图片，因此未附加 \(image)；按 \(key) 列出支持视觉的模型")
  }

  static func isReady(model: String) -> String { say("\(model) is ready", zh: "\(model) 已就绪") }

  static func failed(model: String, because message: String) -> String {
    say("\(model): \(message)", zh: "\(model)：\(message)")
  }

  static func wasStopped(model: String) -> String {
    say("\(model) was stopped", zh: "\(model) 已停止")
  }

  static func hasAnswered(model: String) -> String {
    say("\(model) has answered", zh: "\(model) 已回答")
  }

  static func stopsReplyFirst(key: String) -> String {
    say("\(key) stops the reply first", zh: "请先按 \(key) 停止回复")
  }

  static var nothingToTakeBack: String { say("nothing to take back", zh: "没有可撤销的操作") }

  static var noTurn: String { say("there is no turn yet", zh: "还没有任何一轮对话") }

  static func turnDeleted(undoKey: String?) -> String {
    say(
      "turn deleted" + (undoKey.map { ": \($0) brings it back" } ?? ""),
      zh: "已删除这一轮" + (undoKey.map { "：按 \($0) 恢复" } ?? ""))
  }

  static func answerIsWhole(regenerateKey: String?) -> String {
    say(
      "this answer is whole" + (regenerateKey.map { ": \($0) asks again" } ?? ""),
      zh: "这个回答是完整的" + (regenerateKey.map { "：按 \($0) 重新提问" } ?? ""))
  }

  static func noAlternative(regenerateKey: String?) -> String {
    say(
      "this turn has no alternative" + (regenerateKey.map { ": \($0) makes one" } ?? ""),
      zh: "这一轮没有其他备选" + (regenerateKey.map { "：按 \($0) 生成一个" } ?? ""))
  }

  static var firstPrompt: String { say("this is the first prompt", zh: "这是第一条提示词") }

  static func editing(prompt number: Int) -> String {
    say(
      "editing prompt \(number): Enter asks it as a branch, Esc leaves all as it is",
      zh: "正在编辑第 \(number) 条提示词：Enter 作为分支发送，Esc 保持原样")
  }

  static func answerWasCutOff(continueKey: String) -> String {
    say(
      "the last answer was cut off: \(continueKey) goes on from there",
      zh: "上一个回答被截断：按 \(continueKey) 从该处继续")
  }

  static var noAnswer: String { say("there is no answer yet", zh: "还没有回答") }

  static var noCode: String { say("no answer has a block of code", zh: "没有包含代码块的回答") }

  static var noThinking: String {
    say("there is no thinking in view", zh: "当前视图中没有思考")
  }

  static var nothingToCompare: String {
    say(
      "there is no second reply to compare with: /compare 2 5, /compare 3.1 3.2",
      zh: "没有可供比较的第二条回复：/compare 2 5、/compare 3.1 3.2")
  }
  static var compareUsage: String {
    say(
      "/compare [TURN [TURN]]: 3 is the third turn, 3.2 its second alternative",
      zh: "/compare [TURN [TURN]]：3 是第三轮，3.2 是其第二个备选")
  }

  static var raceTakesTwo: String {
    say(
      "a race takes two profiles: /race PROFILE PROFILE",
      zh: "竞速需要两个配置：/race PROFILE PROFILE")
  }
  static var raceWaits: String {
    say(
      "a race begins when nothing else is under way; the prompt stays here",
      zh: "没有其他操作进行时才能开始竞速；提示词保留在此")
  }
  static var pickFirst: String {
    say("pick an answer of the race first, or leave it", zh: "请先选择竞速的一个回答，或退出竞速")
  }
  static var noRace: String {
    say("there is no race to pick from: /race begins one", zh: "没有可供选择的竞速：用 /race 开始")
  }

  static func nothingToPick(_ number: Int) -> String {
    say("answer \(number) has no words yet", zh: "回答 \(number) 还没有内容")
  }

  static func thinkingIsHidden(key: String?) -> String {
    say(
      "the thinking is folded or hidden" + (key.map { ": \($0) shows it" } ?? ""),
      zh: "思考已折叠或隐藏" + (key.map { "：按 \($0) 显示" } ?? ""))
  }

  static func outlines(_ steps: Int, key: String?) -> String {
    say(
      "\(Plural.count(steps, "step")): ↑ ↓ choose, Enter opens, "
        + (key.map { "\($0) " } ?? "Esc ") + "shows all",
      zh: "\(steps) 步：↑ ↓ 选择，Enter 展开，\(key ?? "Esc") 显示全部")
  }

  static var nothingSaid: String { say("nothing was said yet", zh: "还没有任何对话") }

  // What is copied, as a sentence names it.
  static var theAnswer: String { say("the answer", zh: "回答") }
  static var theCode: String { say("the code", zh: "代码") }
  static var theThinking: String { say("the thinking", zh: "思考") }
  static var theSelection: String { say("the selection", zh: "所选内容") }

  static func mouse(isHere: Bool, key: String) -> String {
    isHere
      ? say(
        "the mouse scrolls, focuses and marks here; \(key) gives it to the terminal",
        zh: "鼠标在此用于滚动、切换焦点和选择；按 \(key) 交给终端")
      : say(
        "the mouse is the terminal's; \(key) takes it back",
        zh: "鼠标由终端使用；按 \(key) 收回")
  }

  static var anyKeyReturns: String {
    say("— any key returns to codex-tui —", zh: "— 按任意键返回 codex-tui —")
  }

  /// - Parameter key: switches the profile.
  static func staysHere(
    insteadOf address: String, lock: Location, profileKey key: String
  ) -> String {
    lock == .network
      ? say(
        "LAN-only: this would go to \(address). \(key) for another profile, or /local-only off",
        zh: "\(LocationLabel.lock(lock))：这会发往 \(address)。按 \(key) 换用其他配置，或输入 /local-only off")
      : say(
        "local-only: this would go to \(address). \(key) for a local profile, or /local-only off",
        zh: "\(LocationLabel.lock(lock))：这会发往 \(address)。按 \(key) 换用本地配置，或输入 /local-only off")
  }

  static func asks(_ server: String) -> String {
    say("asking \(server) again", zh: "正在再次询问 \(server)")
  }

  static func wantsLargerTerminal(_ place: String, until shown: String) -> String {
    say(
      "\(place) wants a larger terminal; until then the thinking is \(shown)",
      zh: "\(place) 需要更大的终端；在此之前思考窗格为 \(shown)")
  }

  static var replyGoesOn: String {
    say(
      "this reply goes on; the next turn is the new profile's",
      zh: "这条回复将继续；下一轮起使用新配置")
  }

  static var draftKept: String { say("draft kept: ↑ brings it back", zh: "草稿已保留：按 ↑ 取回") }

  static func quits(key: String) -> String { say("\(key) again to quit", zh: "再按 \(key) 退出") }

  static func answers(asWritten: Bool) -> String {
    asWritten
      ? say("answers as they were written", zh: "以原文显示")
      : say("answers as Markdown", zh: "以 Markdown 显示")
  }

  static var nothingWentWrong: String { say("nothing went wrong so far", zh: "目前没有出现错误") }

  static func noTheme(_ name: String, near: String?) -> String {
    say(
      "there is no theme \(name)" + (near.map { "; did you mean \($0)?" } ?? ""),
      zh: "没有主题 \(name)" + (near.map { "；是否应为 \($0)？" } ?? ""))
  }

  static func theme(_ name: String) -> String {
    say(
      "theme \(name) for this run; [tui] theme = \"\(name)\" keeps it",
      zh: "本次运行使用主题 \(name)；设置 [tui] theme = \"\(name)\" 可长期生效")
  }
}
