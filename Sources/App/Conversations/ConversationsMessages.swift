import Engine
import SystemPackage

/// What the commands around kept conversations say to the user.
enum ConversationsMessages {
  static var noHome: Failure {
    Failure(
      .configuration,
      say("There is no home to keep conversations in: set HOME.", zh: "没有可保存对话的主目录：请设置 HOME。"))
  }

  static var comparison: String { say("Two replies compared", zh: "比较两条回复") }
  static var noSecondTurn: String {
    say("There are no two replies to compare in this conversation.", zh: "此对话中没有两条可比较的回复。")
  }

  static func noFormat(_ ending: String, known: [String]) -> String {
    let endings = known.map { "." + $0 }.joined(separator: ", ")
    return say(
      ".\(ending) says no format; there are \(endings), or name one with --format.",
      zh: ".\(ending) 不对应任何格式；可用 \(endings)，或以 --format 指定。")
  }

  static func noSuchTurns(_ turns: String) -> String {
    say(
      "There are no two turns \(turns): --turns 2,5 or --turns 3.1,3.2.",
      zh: "没有 \(turns) 这两轮：--turns 2,5 或 --turns 3.1,3.2。")
  }

  static func archiveWasDamaged(keptAs name: String) -> String {
    say("the archive was damaged; it is kept as \(name)", zh: "对话库已损坏；已保留为 \(name)")
  }

  // A page of HTML.

  static var you: String { say("You", zh: "你") }
  static var sentPicture: String { say("a picture that was sent along", zh: "随消息发送的图片") }

  static func toContinue(_ id: ConversationID, inDemo: Bool) -> String {
    say(
      "To continue: codex-tui resume \(inDemo ? "--demo " : "")\(id)",
      zh: "继续对话：codex-tui resume \(inDemo ? "--demo " : "")\(id)")
  }

  static var forgetWantsToBeTold: Failure {
    Failure(
      .usage,
      say(
        "forget removes everything that is kept, for good, and wants to be told so.\n"
          + "  → codex-tui forget ALL, or codex-tui sessions delete --now ID for one conversation.",
        zh: "forget 会永久删除所有已保存的内容，需要明确确认。\n"
          + "  → codex-tui forget ALL，或用 codex-tui sessions delete --now ID 删除单个对话。"))
  }
  static var nothingIsKept: Failure {
    Failure(
      .configuration, say("There is no home, so nothing is kept.", zh: "没有主目录，因此没有保存任何内容。"))
  }
  static var anotherIsRunning: Failure {
    Failure(
      .other,
      say(
        "Another codex-tui is running; it would keep more.\n  → End it first.",
        zh: "另一个 codex-tui 正在运行，它会继续保存内容。\n  → 请先退出它。"))
  }

  static func isStillThere(_ path: String) -> String {
    say("\(path) is still there", zh: "\(path) 仍然存在")
  }

  static var notEverythingRemoved: Failure {
    Failure(.other, say("Not everything could be removed.", zh: "未能全部删除。"))
  }

  static func removed(files: Int, from folder: String) -> String {
    say(
      "\(Plural.count(files, "file")) removed from \(folder).\n"
        + "Not there, so not removed: exports, recordings, the configuration, and what servers keep.",
      zh: "已从 \(folder) 删除 \(files) 个文件。\n"
        + "不在其中，因此未删除：导出文件、录制、配置文件，以及服务器保存的内容。")
  }

  static func recordingEndsEarly(_ path: String, _ failure: Errno) -> String {
    say("the recording \(path) ends early: \(failure)", zh: "录制 \(path) 提前结束：\(failure)")
  }

  static var idOrLast: String {
    say("Give an id or --last, not both.", zh: "请指定 id 或 --last，不能同时使用。")
  }
  static var resumeOrLast: String {
    say("Give --resume ID or --last, not both.", zh: "请指定 --resume ID 或 --last，不能同时使用。")
  }

  static var nothingFound: String { say("nothing found", zh: "未找到任何内容") }

  /// Where words were found.
  static func place(_ place: SearchHit.Place) -> String {
    switch place {
    case .prompt: say("prompt", zh: "提示词")
    case .thinking: say("thinking", zh: "思考")
    case .answer: say("answer", zh: "回答")
    }
  }

  static var noConversations: String { say("no conversations", zh: "没有对话") }

  static func archiveIsDamaged(in folder: String) -> Failure {
    Failure(
      .other,
      say(
        "The archive in \(folder) is damaged.\n  → Copy it away before anything else.",
        zh: "\(folder) 中的对话库已损坏。\n  → 请先将其复制到别处。"))
  }

  static var archiveIsWhole: String { say("ok", zh: "正常") }

  // What was done to a conversation, after its title.

  static var renamed: String { say("renamed", zh: "已重命名") }
  static var pinned: String { say("pinned", zh: "已置顶") }
  static var unpinned: String { say("no longer pinned", zh: "已取消置顶") }
  static var tagged: String { say("tagged", zh: "已添加标签") }
  static var untagged: String { say("tag removed", zh: "已移除标签") }
  static var archived: String {
    say(
      "archived; codex-tui sessions unarchive brings it back",
      zh: "已归档；可用 codex-tui sessions unarchive 恢复")
  }
  static var unarchived: String { say("in the list again", zh: "已重新列入列表") }
  static var deleted: String {
    say(
      "deleted; codex-tui sessions undelete brings it back for thirty days",
      zh: "已删除；三十天内可用 codex-tui sessions undelete 恢复")
  }
  static var erased: String { say("deleted for good", zh: "已永久删除") }
  static var undeleted: String { say("back in the list", zh: "已恢复到列表") }
}
