import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Names of files for completion.
enum FileFinder {
  /// More names than a user narrows down by typing.
  static let limit = 20_000
  static let depth = 8
  /// Folders full of generated files.
  private static let skipped: Set<String> = [
    ".git", ".build", "node_modules", ".venv", "__pycache__", "target", ".cache",
  ]

  /// All files below the working folder for an empty name, else what one folder holds.
  @concurrent
  static func list(_ folder: String) async -> FileList {
    guard folder.isEmpty else {
      let entries = names(in: expanded(folder)).map { folder + $0.name + ($0.isFolder ? "/" : "") }
      return FileList(folder: folder, entries: entries.sorted())
    }
    var entries: [String] = []
    var waiting = [(path: "", depth: 0)]
    while !waiting.isEmpty, entries.count < limit, !Task.isCancelled {
      let (path, level) = waiting.removeFirst()
      for entry in names(in: path.isEmpty ? "." : path).sorted(by: { $0.name < $1.name }) {
        guard entry.isFolder else {
          entries.append(path + entry.name)
          continue
        }
        if !skipped.contains(entry.name), level < depth {
          waiting.append((path + entry.name + "/", level + 1))
        }
      }
    }
    return FileList(folder: "", entries: entries)
  }

  /// `~/` is the home of the user.
  static func expanded(_ path: String) -> String {
    path.fromHome(Environment.current["HOME"])
  }

  /// What a folder holds, by name, without what is hidden or generated.
  static func entries(in folder: String) -> [(name: String, isFolder: Bool)] {
    names(in: folder).filter { !skipped.contains($0.name) && !$0.name.hasPrefix(".") }
      .sorted { $0.name < $1.name }
  }

  private static func names(in folder: String) -> [(name: String, isFolder: Bool)] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var found: [(String, Bool)] = []
    while let entry = readdir(stream), found.count < limit {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      let kind = Int32(entry.pointee.d_type)
      found.append((name, kind == Int32(DT_DIR)))
    }
    return found
  }
}
