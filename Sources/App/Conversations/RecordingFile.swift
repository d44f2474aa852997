import Engine
import Synchronization
import SystemPackage

/// The file of `--record`. It holds what was said, so it is the user's alone.
final class RecordingFile: Sendable {
  /// Milliseconds for which a pipe's reader may keep the conversation waiting.
  private static let patience: Int32 = 2000

  private let path: String
  private let file: FileDescriptor
  private let failure = Mutex<Errno?>(nil)

  init(path: String) throws(Failure) {
    self.path = path
    file = try NamedFile.open(
      path, options: .truncate, permissions: .ownerReadWrite, waits: false)
  }

  deinit { try? file.close() }

  /// Adds a line. A full disk or a reader that has stopped ends the recording, never the conversation.
  func write(_ line: String) {
    failure.withLock { failure in
      guard failure == nil else { return }
      do throws(Errno) {
        try file.write(all: line, patience: Self.patience)
      } catch {
        failure = error
      }
    }
  }

  /// What to say at the end when it is not whole.
  var complaint: String? {
    failure.withLock { $0 }.map { ConversationsMessages.recordingEndsEarly(path, $0) }
  }
}
