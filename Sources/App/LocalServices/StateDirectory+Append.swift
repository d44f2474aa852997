#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension StateDirectory {
  /// Adds a line to a file in one write, so that two runs at once do not cut each other's lines.
  func append(_ line: String, to name: String) throws(SystemFailure) {
    var status = stat()
    // The first line makes the directory too.
    if stat("\(path)/\(name)", &status) != 0 { try write("", to: name) }
    let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW
    let descriptor = open("\(path)/\(name)", flags, 0o600)
    guard descriptor >= 0 else { throw SystemFailure(errno) }
    defer { close(descriptor) }
    guard TextFile.writeAll(Array(line.utf8), to: descriptor) else { throw SystemFailure(errno) }
  }
}
