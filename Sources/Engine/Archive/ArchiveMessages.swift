/// What the archive says to the user.
enum ArchiveMessages {
  static func edited(isThinking: Bool) -> String {
    say(
      "The \(isThinking ? "thinking" : "answer") was edited by you; the model was asked to go on from there.",
      zh: "你编辑了\(isThinking ? "思考" : "回答")；模型由此继续。")
  }

  static var noneIsKept: EngineError {
    EngineError(
      .archive, say("No conversation is kept yet.", zh: "还没有保存任何对话。"),
      remedy: say("Begin one with: codex-tui", zh: "开始对话：codex-tui"))
  }

  static func noConversation(_ id: String) -> EngineError {
    EngineError(
      .archive, say("There is no conversation \(id).", zh: "没有对话 \(id)。"),
      remedy: say("codex-tui sessions lists all.", zh: "codex-tui sessions 列出全部对话。"))
  }

  static func severalConversations(beginWith letters: String, ids: [String]) -> EngineError {
    EngineError(
      .archive,
      say(
        "\(letters) begins the ids of several conversations.", zh: "有多个对话的 id 以 \(letters) 开头。"),
      remedy: say(
        "Write one of \(ids.joined(separator: ", ")).",
        zh: "请写其中一个：\(ids.joined(separator: "、"))。"))
  }

  static var turnOfAnother: EngineError {
    EngineError(
      .archive,
      say(
        "A turn of another conversation has this turn's number, so it was not kept.",
        zh: "另一对话中有一轮占用了这一轮的编号，因此未能保存。"),
      remedy: say(
        "Ask again; the next turn gets a number of its own.", zh: "请重新提问；下一轮会有自己的编号。"))
  }

  static func notKept(_ error: any Error) -> EngineError {
    EngineError(
      .archive, say("Conversations are not kept: \(error).", zh: "对话未能保存：\(error)。"))
  }

  /// - Parameter words: SQLite's own.
  static func notKept(because what: String, remedy: String, words: String) -> EngineError {
    EngineError(
      .archive, say("Conversations are not kept: \(what).", zh: "对话未能保存：\(what)。"),
      remedy: remedy, serverWords: words)
  }

  /// - Parameter words: the system's own.
  static func notKept(at path: String, words: String, isDiskFull: Bool) -> EngineError {
    EngineError(
      .archive,
      say("Conversations are not kept: \(path): \(words).", zh: "对话未能保存：\(path)：\(words)。"),
      remedy: isDiskFull
        ? say(
          "Make room on that disk; what is said meanwhile is kept as soon as it can be.",
          zh: "请在该磁盘上腾出空间；其间的对话会在条件允许时立即保存。")
        : say(
          "Make that place writable, or set XDG_STATE_HOME to one that is.",
          zh: "请让该位置可写，或将 XDG_STATE_HOME 设为可写的位置。"))
  }

  static func writtenByNewer(_ path: String) -> EngineError {
    EngineError(
      .archive,
      say(
        "\(path) was written by a newer codex-tui; this one leaves it alone.",
        zh: "\(path) 由更新版本的 codex-tui 写入；本版本不会改动它。"),
      remedy: say(
        "Use the newer program, or set XDG_STATE_HOME to another folder for this one.",
        zh: "请使用更新的版本，或为本版本将 XDG_STATE_HOME 设为另一文件夹。"))
  }

  /// Follows `… is damaged`, in brackets.
  static var foreignTables: String {
    say("its tables are not those of codex-tui", zh: "其中的表不是 codex-tui 的")
  }

  static func openElsewhere(title: String) -> String {
    say(
      "\(title) is open in another codex-tui too. Nothing is lost: what is "
        + "said there shows here as an alternative, after the conversation is opened again.",
      zh: "\(title) 也在另一个 codex-tui 中打开。不会丢失任何内容：那边的内容会在重新打开对话后作为备选显示在此。")
  }

  static var keepsNothing: EngineError {
    EngineError(
      .archive, say("No conversations are kept here.", zh: "此处不保存对话。"),
      remedy: say(
        "history.persistence = \"none\" in the configuration turns that off.",
        zh: "保存已被配置文件中的 history.persistence = \"none\" 关闭。"))
  }

  static func damaged(keptAs name: String) -> String {
    say(
      "The archive of conversations was damaged. It is kept as \(name); a new one was begun.",
      zh: "对话库已损坏。它已保留为 \(name)，并新建了一个。")
  }

  static func cutOff(replies count: Int) -> String {
    say(
      "\(count == 1 ? "A reply was" : "\(count) replies were") cut off when codex-tui last ended; "
        + "codex-tui resume --last continues.",
      zh: "上次 codex-tui 结束时有 \(count) 条回复被中断；codex-tui resume --last 可继续。")
  }
}
