#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The archive's files: folders 0700, files 0600, a damaged one set aside, and who is writing now.
struct ArchiveFiles: Sendable {
  let folder: String

  var database: String { folder + "/conversations.sqlite" }
  private var writers: String { folder + "/writers" }

  var isThere: Bool { access(database, F_OK) == 0 }

  /// Makes the folders, and the file with its permissions: SQLite gives its other files the same.
  func prepare() throws(EngineError) {
    if let trap = PathTrust.trap(folder: folder) { throw trap }
    do {
      try Folder.make(folder)
      try Folder.make(writers)
    } catch {
      throw Self.failure(error.code, error.path)
    }
    let descriptor = open(database, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure(errno, database) }
    close(descriptor)
  }

  /// Moves a damaged file and its companions to names of their own; returns the new name.
  func setAside(at now: Int64) throws(EngineError) -> String {
    let target = "\(folder)/conversations.damaged-\(now / 1000).sqlite"
    guard rename(database, target) == 0 else { throw Self.failure(errno, database) }
    for suffix in ["-wal", "-shm"] { rename(database + suffix, target + suffix) }
    return target
  }

  static func failure(_ code: Int32, _ path: String) -> EngineError {
    ArchiveMessages.notKept(
      at: path, words: String(cString: strerror(code)), isDiskFull: code == ENOSPC)
  }
}

// MARK: Who is writing

extension ArchiveFiles {
  /// A file that this process holds locked for as long as it lives, however it ends.
  final class Writer: Sendable {
    let name: String
    private let path: String
    private let descriptor: Int32

    init(in files: ArchiveFiles) throws(EngineError) {
      name = ProcessName.fresh()
      path = "\(files.writers)/\(name)"
      descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw ArchiveFiles.failure(errno, path) }
      flock(descriptor, LOCK_EX | LOCK_NB)
    }

    deinit {
      unlink(path)
      close(descriptor)
    }
  }

  /// Whether the process that took this name still lives. A dead one's file is removed.
  func isAlive(_ writer: String) -> Bool {
    guard ProcessName.isOne(writer) else { return false }
    let path = "\(writers)/\(writer)"
    let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return true }
    unlink(path)
    return false
  }

  var hasLiveWriter: Bool { FolderNames.all(in: writers).contains { isAlive($0) } }

  /// Removes the marks that killed processes left behind.
  func forgetDeadWriters() {
    for name in FolderNames.all(in: writers) { _ = isAlive(name) }
  }

  /// Does something while no other process of ours does the same.
  func alone<Result>(_ body: () throws -> Result) rethrows -> Result {
    let descriptor = open(folder + "/archive.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor >= 0 { flock(descriptor, LOCK_EX) }
    defer { if descriptor >= 0 { close(descriptor) } }
    return try body()
  }
}
