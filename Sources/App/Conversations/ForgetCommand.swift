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
    abstract: "Removes every conversation, draft, prompt, figure and log that is kept, for good.")

  @Argument(help: "ALL, so that no slip of the hand does it.")
  var what: String

  mutating func run() async throws {
    guard what == "ALL" else {
      throw Failure(
        .usage,
        "forget removes everything that is kept, for good, and wants to be told so.\n"
          + "  → codex-tui forget ALL, or codex-tui sessions delete --now ID for one conversation.")
    }
    guard let state = StateDirectory(environment: Environment.current) else {
      throw Failure(.configuration, "There is no home, so nothing is kept.")
    }
    if let trap = state.trap { throw Failure(trap) }
    guard !Archive.isInUse(in: state.path) else {
      throw Failure(.other, "Another codex-tui is running; it would keep more.\n  → End it first.")
    }
    let outcome = state.removeAll()
    for path in outcome.left { StandardError.write("! \(path) is still there\n") }
    guard outcome.left.isEmpty else { throw Failure(.other, "Not everything could be removed.") }
    StandardError.write(
      "\(Plural.count(outcome.removed, "file")) removed from \(state.path).\n"
        + "Not there, so not removed: exports, recordings, the configuration, and what servers keep.\n"
    )
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
