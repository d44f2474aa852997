import Engine
import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Looks at the disk for what a sandbox has to open, to guard and to hide.
struct SandboxPlan {
  let environment: [String: String]
  let folder: String

  private var home: String { Self.real(environment["HOME"] ?? "") ?? "" }

  func sandbox(_ settings: SandboxSettings) throws(EngineError) -> Sandbox {
    guard let root = Self.real(folder) else { throw PlatformMessages.noFolder(folder) }
    var writable: [String] = []
    if settings.mode != .readOnly {
      for path in [root] + settings.writableRoots.map({ $0.fromHome(environment["HOME"]) }) {
        guard let real = Self.real(path) else { throw PlatformMessages.noFolder(path) }
        guard !isTooWide(real) else { throw PlatformMessages.isTooWide(real) }
        // A link cannot be mounted over: it would be renamed, and another repository put in its place.
        if let link = Sandbox.guardedNames.map({ "\(real)/\($0)" }).first(where: Self.isLink) {
          throw PlatformMessages.isLink(link)
        }
        if !writable.contains(real) { writable.append(real) }
      }
    }
    return Sandbox(
      root: root, writable: writable, guarded: writable.flatMap(guarded) + worktrees(writable),
      masks: masks, hasNetwork: settings.mode != .readOnly && settings.hasNetwork,
      resolver: Self.real("/etc/resolv.conf").flatMap { $0.hasPrefix("/run/") ? $0 : nil })
  }

  /// Everything, the home folder, or what holds one of ours: a command could then change what this program obeys.
  private func isTooWide(_ path: String) -> Bool {
    let own = [
      home, home + "/.config/codex-tui", home + "/.local/state/codex-tui", home + "/.codex",
    ]
    let state = [environment["XDG_STATE_HOME"], environment["XDG_CONFIG_HOME"]].compactMap(\.self)
    return path == "/" || (own + state).contains { $0 == path || $0.hasPrefix(path + "/") }
  }

  private func guarded(_ folder: String) -> [Sandbox.Guarded] {
    Sandbox.guardedNames.map { name in
      let path = "\(folder)/\(name)"
      return Sandbox.Guarded(path, isMissing: !FileSystem.exists(path) || Self.isEmptyFolder(path))
    }
  }

  /// A worktree's `.git` is a file that names a folder elsewhere; where that can be written, it is guarded, too.
  private func worktrees(_ writable: [String]) -> [Sandbox.Guarded] {
    writable.compactMap { folder in
      guard let bytes = try? TextFile.read("\(folder)/.git") else { return nil }
      let text = String(decoding: bytes, as: UTF8.self)
      guard let line = text.split(whereSeparator: \.isNewline).first, line.hasPrefix("gitdir: ")
      else { return nil }
      let named = String(line.dropFirst("gitdir: ".count))
      guard let real = Self.real(named.hasPrefix("/") ? named : "\(folder)/\(named)"),
        writable.contains(where: { real.hasPrefix($0 + "/") })
      else { return nil }
      return Sandbox.Guarded(real, isMissing: false)
    }
  }

  /// What is there of secrets, by its real place: a mask over a link would hide the link alone.
  private var masks: [Sandbox.Mask] {
    var paths = Sandbox.secrets.map { "\(home)/\($0)" }
    paths += ["XDG_RUNTIME_DIR", "XDG_STATE_HOME", "GNUPGHOME", "CODEX_HOME"]
      .compactMap { environment[$0] }
    var masks: [Sandbox.Mask] = []
    for path in paths {
      guard let real = Self.real(path), real != "/", !real.hasPrefix("/run/"), real != home
      else { continue }
      let mask = Sandbox.Mask(real, isFolder: Self.isFolder(real))
      if !masks.contains(mask) { masks.append(mask) }
    }
    return masks
  }

  // MARK: Afterwards

  /// The empty folders that stood for what was not there.
  static func removeStandIns(_ sandbox: Sandbox) {
    for item in sandbox.guarded where item.isMissing { rmdir(item.path) }
  }

  /// Files that a program of the user obeys when it is used in that folder, with the moment of their last change.
  static func suspects(_ sandbox: Sandbox) -> [String: Int64] {
    var found: [String: Int64] = [:]
    for folder in sandbox.writable {
      let names = [
        ".envrc", ".vscode/tasks.json", ".vscode/settings.json", "Makefile", "package.json",
      ]
      let below = children(folder).map { "\($0)/.git" }
      for name in names + below {
        guard let changed = changed("\(folder)/\(name)") else { continue }
        found[folder == sandbox.root ? name : "\(folder)/\(name)"] = changed
      }
    }
    return found
  }

  private static func children(_ folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while names.count < 2000, let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != "..", name != ".git" { names.append(name) }
    }
    return names
  }

  private static func changed(_ path: String) -> Int64? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    #if canImport(Glibc)
      return Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    #else
      return Int64(status.st_mtimespec.tv_sec) * 1_000_000_000 + Int64(status.st_mtimespec.tv_nsec)
    #endif
  }

  private static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func isEmptyFolder(_ path: String) -> Bool {
    guard isFolder(path), let stream = opendir(path) else { return false }
    defer { closedir(stream) }
    var count = 0
    while readdir(stream) != nil { count += 1 }
    return count <= 2
  }

  /// Without links; `nil` where nothing is.
  private static func real(_ path: String) -> String? {
    guard !path.isEmpty, let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
