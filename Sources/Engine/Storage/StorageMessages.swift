/// What is wrong with a file of SQLite, as the end of a sentence, and what to do about it.
enum StorageMessages {
  typealias Trouble = (what: String, remedy: String)

  static var diskIsFull: Trouble {
    (
      say("the disk is full", zh: "磁盘已满"),
      say(
        "Make room; what is said meanwhile is kept as soon as it can be.",
        zh: "请腾出空间；其间的对话会在条件允许时立即保存。")
    )
  }

  static func cannotBeWritten(_ path: String) -> Trouble {
    (
      say("\(path) cannot be written", zh: "\(path) 无法写入"),
      say(
        "Make it writable, or set XDG_STATE_HOME to another place.",
        zh: "请让它可写，或将 XDG_STATE_HOME 设为另一位置。")
    )
  }

  static func isHeld(_ path: String) -> Trouble {
    (
      say("another program holds \(path)", zh: "另一程序正占用 \(path)"),
      say("End the other program; the next turn tries again.", zh: "请结束该程序；下一轮会重试。")
    )
  }

  static func isDamaged(_ path: String, words: String) -> Trouble {
    (
      say("\(path) is damaged (\(words))", zh: "\(path) 已损坏（\(words)）"),
      say(
        "Start again: the file is set aside, never overwritten.", zh: "请重新启动：该文件会另行保留，绝不会被覆盖。")
    )
  }

  static func cannotBeUsed(_ path: String, words: String) -> Trouble {
    (
      say("\(path) cannot be read or written (\(words))", zh: "\(path) 无法读写（\(words)）"),
      say("Look at that disk; the next turn tries again.", zh: "请检查该磁盘；下一轮会重试。")
    )
  }

  static func tookTooLong(_ path: String) -> Trouble {
    (
      say("\(path) took longer than a minute", zh: "\(path) 用时超过一分钟"),
      say(
        "Start again; if it recurs: codex-tui sessions check",
        zh: "请重新启动；如果再次出现：codex-tui sessions check")
    )
  }

  static var textIsTooLarge: Trouble {
    (
      say("a text is larger than SQLite keeps", zh: "有文本超出了 SQLite 能保存的大小"),
      say("The other turns are kept; this one is on the screen only.", zh: "其他轮已保存；这一轮只在屏幕上。")
    )
  }

  static var noMemory: Trouble {
    (
      say("there is no memory left", zh: "内存已用尽"),
      say("End other programs; the next turn tries again.", zh: "请结束其他程序；下一轮会重试。")
    )
  }

  static func other(_ path: String, words: String) -> Trouble {
    (
      say("\(path): \(words)", zh: "\(path)：\(words)"),
      say("The next turn tries again.", zh: "下一轮会重试。")
    )
  }
}
