import Engine
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The file of `--record`. It holds what was said, so it is the user's alone.
final class RecordingFile: Sendable {
  /// Milliseconds for which a pipe's reader may keep the conversation waiting.
  private static let patience: Int32 = 2000

  private let path: String
  private let descriptor: Int32
  private let failure = Mutex<SystemFailure?>(nil)

  init(path: String) throws(Failure) {
    self.path = path
    descriptor = try NamedFile.open(path, flags: O_TRUNC, mode: 0o600, waits: false)
  }

  deinit { close(descriptor) }

  /// Adds a line. A full disk or a reader that has stopped ends the recording, never the conversation.
  func write(_ line: String) {
    failure.withLock { failure in
      guard failure == nil else { return }
      guard
        !TextFile.writeAll(Array(line.utf8), to: descriptor, patience: Self.patience)
      else { return }
      failure = SystemFailure(errno)
    }
  }

  /// What to say at the end when it is not whole.
  var complaint: String? {
    failure.withLock { $0 }.map { ConversationsMessages.recordingEndsEarly(path, $0) }
  }
}
