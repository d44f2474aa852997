import Engine
import TUI

/// A folder and what changed in it, as a prompt can hold them.
enum FolderTree {
  /// More lines than a reader of a tree reads.
  private static let longest = 500

  /// The files below a folder, indented; what does not fit is counted.
  ///
  /// - Parameter path: with its slash.
  static func text(_ path: String) -> String {
    var lines: [String] = []
    var count = 0
    func walk(_ folder: String, _ depth: Int) {
      for entry in FileFinder.entries(in: folder) {
        count += 1
        if lines.count < longest {
          let indent = String(repeating: "  ", count: depth)
          lines.append(indent + entry.name + (entry.isFolder ? "/" : ""))
        }
        if entry.isFolder, depth < FileFinder.depth, count < FileFinder.limit {
          walk(folder + entry.name + "/", depth + 1)
        }
      }
    }
    walk(FileFinder.expanded(path), 0)
    if count > lines.count { lines.append(LocalServicesMessages.more(count - lines.count)) }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// What git says of the working folder.
enum WorkingChanges {
  /// `@diff`: changes since the last commit; `@staged`: what the next one would hold.
  static let names = ["diff": ["HEAD"], "staged": ["--cached"]]

  /// - Returns: `nil` where git has nothing to say.
  static func text(_ name: String, _ environment: [String: String]) async -> String? {
    guard let words = names[name],
      let git = SearchPath.program("git", environment)
    else { return nil }
    // A repository's own settings could name programs to run.
    let safe = [
      "-c", "core.fsmonitor=false", "diff", "--no-color", "--no-ext-diff", "--no-textconv",
    ]
    let output = await ChildOutput.of(git, safe + words, within: .seconds(20))
    return output.map { String(decoding: $0, as: UTF8.self) }
  }
}
