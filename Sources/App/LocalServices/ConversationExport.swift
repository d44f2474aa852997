import Engine
import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `/export`: the open conversation as a file, in the form that the file's name asks for.
enum ConversationExport {
  /// Writes beside the loop, since a long conversation takes a moment; a file that is there stays.
  ///
  /// - Returns: what came of it, for the user.
  static func write(
    _ conversation: Conversation, to path: String, _ redaction: Redaction
  ) async -> String {
    let path = FileFinder.expanded(path.isEmpty ? "\(conversation.summary.id).md" : path)
    let shown = Sanitizer.sanitize(path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let failure = SystemFailure(errno)
      return failure.code == EEXIST
        ? LocalServicesMessages.exists(shown) : LocalServicesMessages.cannotWrite(shown, failure)
    }
    defer { close(descriptor) }
    let format = ExportCommand.Format(file: path) ?? .markdown
    let text = ExportCommand.text(conversation, format, redaction)
    guard TextFile.writeAll(Array(text.utf8), to: descriptor) else {
      let failure = SystemFailure(errno)
      unlink(path)
      return LocalServicesMessages.cannotWrite(shown, failure)
    }
    return LocalServicesMessages.written(to: shown, as: format.rawValue)
  }
}
