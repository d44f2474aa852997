import Engine
import SystemPackage
import TUI

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
    let file: FileDescriptor
    do {
      file = try .open(
        path, .writeOnly, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
    } catch {
      return error == .fileExists
        ? LocalServicesMessages.exists(shown) : LocalServicesMessages.cannotWrite(shown, error)
    }
    let format = (try? ExportCommand.Format.asked(by: path)) ?? .markdown
    do {
      try file.closing { (file) throws(Errno) in
        try file.write(all: ExportCommand.text(conversation, format, redaction))
      }
    } catch {
      FileSystem.remove(path)
      return LocalServicesMessages.cannotWrite(shown, error)
    }
    return LocalServicesMessages.written(to: shown, as: format.rawValue)
  }
}
