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
      throw Failure(.usage, "\(path) cannot be read: \(error).")
    }
    throw Failure(.usage, "There is no file \(path).")
  }

  /// Replaces what the file holds; `nil` and `-` are stdout.
  ///
  /// - Parameter mode: of a file that is made now.
  static func write(_ text: String, to path: String?, mode: mode_t) throws(Failure) {
    guard let path, path != "-" else {
      StandardOutput.write(text)
      return
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else {
      throw Failure(.usage, "\(path) cannot be written: \(SystemFailure(errno)).")
    }
    defer { close(descriptor) }
    guard TextFile.writeAll(Array(text.utf8), to: descriptor) else {
      throw Failure(.other, "\(path) cannot be written: \(SystemFailure(errno)).")
    }
  }
}
