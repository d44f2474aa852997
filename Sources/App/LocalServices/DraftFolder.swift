import Engine
import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `drafts/` in the state directory: a file for each window, and beside it one that the window holds
/// locked for as long as it lives, however it ends.
final class DraftFolder: Sendable {
  private let directory: StateDirectory
  private let name: String
  private let lock: FileDescriptor

  /// `nil` where nothing can be kept.
  init?(_ state: StateDirectory) {
    guard state.trap == nil, (try? state.prepare()) != nil else { return nil }
    directory = StateDirectory(path: state.path + "/drafts")
    guard (try? directory.prepare()) != nil else { return nil }
    name = ProcessName.fresh()
    guard let lock = Self.locked(directory.path + "/\(name).lock") else { return nil }
    self.lock = lock
    adoptOldDraft(of: state)
  }

  deinit {
    unlink(directory.path + "/\(name).lock")
    try? lock.close()
  }

  /// `nil` takes the file away: there is nothing left to keep.
  func write(_ text: String?) {
    // A draft that cannot be written is still on the screen.
    if let text {
      try? directory.write(text, to: name + ".json")
    } else {
      unlink(directory.path + "/\(name).json")
    }
  }

  /// The newest draft of a window that no longer lives. From now on it is this window's.
  func takeOver() -> String? {
    for draft in drafts() {
      let path = directory.path + "/" + draft
      guard let other = Self.locked(path + ".lock") else { continue }
      defer {
        unlink(path + ".lock")
        try? other.close()
      }
      guard let text = directory.read(draft + ".json") else { continue }
      guard rename(path + ".json", directory.path + "/\(name).json") == 0 else { continue }
      return text
    }
    return nil
  }

  /// Names without their ending, newest first; others' than ours, and of our own form only.
  private func drafts() -> [String] {
    var found: [(name: String, changed: Int)] = []
    for file in FolderNames.all(in: directory.path) {
      let draft = file.dropLast(".json".count)
      guard file.hasSuffix(".json"), draft != name, ProcessName.isOne(draft) else { continue }
      guard
        let status = try? Stat(directory.path + "/" + file, followTargetSymlink: false),
        status.type == .regular
      else { continue }
      found.append((String(draft), status.st_mtim.tv_sec))
    }
    return found.sorted { $0.changed > $1.changed }.map(\.name)
  }

  /// The one draft of version 0.1, which all windows shared.
  private func adoptOldDraft(of state: StateDirectory) {
    let old = state.path + "/draft.json"
    guard access(old, F_OK) == 0 else { return }
    rename(old, directory.path + "/0-0.json")
  }

  private static func locked(_ path: String) -> FileDescriptor? {
    let file = try? FileDescriptor.open(
      path, .readWrite, options: [.create, .noFollow], permissions: .ownerReadWrite)
    guard let file else { return nil }
    guard flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 else {
      try? file.close()
      return nil
    }
    return file
  }
}
