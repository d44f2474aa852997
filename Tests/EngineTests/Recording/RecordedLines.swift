import Synchronization

/// The lines of a recording, as they are written.
final class RecordedLines: Sendable {
  private let text = Mutex("")
  var bytes: [UInt8] { Array(text.withLock { $0 }.utf8) }
  func add(_ line: String) { text.withLock { $0 += line } }
}
