import ArgumentParser
import Engine
import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `codex-tui forget ALL`: nothing of what was said stays on this machine.
struct ForgetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: say(
      "Removes every conversation, draft, prompt, figure and log that is kept, for good.",
      zh: "永久删除已保存的全部对话、草稿、提示词、统计数据和日志。"))

  @Argument(
    help: ArgumentHelp(say("ALL, so that no slip of the hand does it.", zh: "必须写 ALL，以防误操作。")))
  var what: String

  mutating func run() async throws {
    guard what == "ALL" else { throw ConversationsMessages.forgetWantsToBeTold }
    guard let state = StateDirectory(environment: Environment.current) else {
      throw ConversationsMessages.nothingIsKept
    }
    if let trap = state.trap { throw Failure(trap) }
    guard !Archive.isInUse(in: state.path) else { throw ConversationsMessages.anotherIsRunning }
    let outcome = state.removeAll()
    for path in outcome.left {
      StandardError.write("! \(ConversationsMessages.isStillThere(path))\n")
    }
    guard outcome.left.isEmpty else { throw ConversationsMessages.notEverythingRemoved }
    StandardError.write(
      ConversationsMessages.removed(files: outcome.removed, from: state.path) + "\n")
  }
}

extension StateDirectory {
  /// Removes what is in the directory and in our folders within it. A link is removed, never followed.
  fileprivate func removeAll() -> (removed: Int, left: [String]) {
    var removed = 0
    var left: [String] = []
    func empty(_ folder: String, isTop: Bool) {
      for name in FolderNames.all(in: folder) {
        let path = folder + "/" + name
        if unlink(path) == 0 {
          removed += 1
          continue
        }
        if isTop, name == "drafts" || name == "writers" { empty(path, isTop: false) }
        if rmdir(path) != 0 { left.append(path) }
      }
    }
    empty(path, isTop: true)
    return (removed, left)
  }
}
