#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `-o FILE`: the answer alone, written when the reply has ended.
///
/// Opened before anything is asked, so that a place that cannot be written costs no reply; changed
/// only when there is an answer, so that a failure leaves the last one.
struct AnswerFile: Sendable {
  let path: String
  private let descriptor: Int32

  init(path: String) throws(Failure) {
    self.path = path
    descriptor = try NamedFile.open(path, mode: 0o666)
  }

  /// Replaces what the file holds; returns why it could not.
  func write(_ text: String) -> SystemFailure? {
    guard !text.isEmpty else { return nil }
    // A pipe or a device cannot be cut, which is no failure.
    if ftruncate(descriptor, 0) != 0, errno != EINVAL { return SystemFailure(errno) }
    let end = text.hasSuffix("\n") ? "" : "\n"
    return TextFile.writeAll(Array((text + end).utf8), to: descriptor) ? nil : SystemFailure(errno)
  }
}
