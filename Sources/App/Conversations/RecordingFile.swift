import Engine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The file of `--record`. It holds what was said, so it is the person's alone.
enum RecordingFile {
  static func open(_ path: String) throws -> Recording {
    let descriptor = systemOpen(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Failure(.usage, "\(path) cannot be written: \(SystemFailure(errno)).")
    }
    return Recording(redaction: try ArchiveCommand.redaction()) { line in
      // A full disk ends the recording, never the conversation.
      _ = TextFile.writeAll(Array(line.utf8), to: descriptor)
    }
  }
}

/// `open(2)`, which the type's own `open` hides.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
  open(path, flags, mode)
}
