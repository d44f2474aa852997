import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Questions to the disk.
enum FileSystem {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func remove(_ path: String) { unlink(path) }

  /// Writes a file of the user's own, and the folders above it.
  static func write(_ text: String, to path: String) throws(Errno) {
    guard let slash = path.lastIndex(of: "/") else { throw Errno(rawValue: EINVAL) }
    try StateDirectory(path: String(path[..<slash])).write(
      text, to: String(path[path.index(after: slash)...]))
  }
}
