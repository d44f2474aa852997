import Engine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that the command line names; `-` is stdin or stdout where a command says so.
enum NamedFile {
  /// The file's bytes; it has to be there.
  static func read(_ path: String, dashIsInput: Bool = false) throws(Failure) -> [UInt8] {
    do {
      if dashIsInput, path == "-" { return try TextFile.readAll(STDIN_FILENO) }
      if let bytes = try TextFile.read(path, allowsPipe: true) { return bytes }
    } catch {
      throw PlatformMessages.cannotRead(path, error)
    }
    throw PlatformMessages.noFile(path)
  }

  /// Replaces what the file holds; `nil` and `-` are stdout.
  ///
  /// - Parameter mode: of a file that is made now.
  static func write(_ text: String, to path: String?, mode: mode_t) throws(Failure) {
    guard let path, path != "-" else {
      StandardOutput.write(text)
      return
    }
    let descriptor = try open(path, flags: O_TRUNC, mode: mode)
    defer { close(descriptor) }
    guard TextFile.writeAll(Array(text.utf8), to: descriptor) else {
      throw PlatformMessages.cannotWrite(path, SystemFailure(errno), code: .other)
    }
  }

  /// Opens a place that the command line names for writing, and never waits for it: a pipe has its reader
  /// already, as the shell's `>(command)` has.
  ///
  /// - Parameters:
  ///   - flags: beyond writing and making the file.
  ///   - mode: of a file that is made now.
  ///   - waits: whether a write may wait for a pipe's reader.
  static func open(
    _ path: String, flags: Int32 = 0, mode: mode_t, waits: Bool = true
  ) throws(Failure) -> Int32 {
    let descriptor = systemOpen(
      path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | flags, mode)
    guard descriptor >= 0 else {
      let failure = SystemFailure(errno)
      throw failure.code == ENXIO
        ? PlatformMessages.nothingReadsPipe(path)
        : PlatformMessages.cannotWrite(path, failure, code: .usage)
    }
    if waits { _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK) }
    return descriptor
  }
}

/// `open(2)`, which the type's own `open` hides.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
  open(path, flags, mode)
}
