#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whether what stands at a path can be trusted with keys and conversations, or is a trap.
package enum PathTrust {
  /// Why a folder of our own must not be used; `nil`: it may, or is not there yet.
  package static func trap(folder path: String) -> EngineError? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    if status.st_mode & S_IFMT == S_IFLNK { return SupportMessages.linkedFolder(path) }
    return trap(status, path) ?? trap(above: path)
  }

  /// A user who may rename what stands beside a folder can put another one in its place; a folder like
  /// `/tmp` prevents that.
  private static func trap(above path: String) -> EngineError? {
    guard let slash = path.lastIndex(of: "/") else { return nil }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    var status = stat()
    guard stat(folder, &status) == 0, status.st_mode & S_ISVTX == 0 else { return nil }
    return trap(status, folder)
  }

  /// Why a file of settings must not be read; a link to one is followed.
  package static func trap(file path: String) -> EngineError? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var error = trap(status, path)
    error?.kind = .configuration
    return error
  }

  /// Others could put their own server into a file, or read what is kept in a folder.
  private static func trap(_ status: stat, _ path: String) -> EngineError? {
    let me = geteuid()
    if status.st_uid != me, status.st_uid != 0 {
      return SupportMessages.foreignOwner(status.st_uid, of: path, me: me)
    }
    guard status.st_mode & S_IWOTH != 0 else { return nil }
    return SupportMessages.openToEveryUser(path)
  }
}
