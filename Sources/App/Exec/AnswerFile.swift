import SystemPackage

/// `-o FILE`: the answer alone, written when the reply has ended.
///
/// Opened before anything is asked, so that a place that cannot be written costs no reply; changed
/// only when there is an answer, so that a failure leaves the last one.
struct AnswerFile: Sendable {
  let path: String
  private let file: FileDescriptor

  init(path: String) throws(Failure) {
    self.path = path
    file = try NamedFile.open(
      path, permissions: [.ownerReadWrite, .groupReadWrite, .otherReadWrite])
  }

  /// Replaces what the file holds; returns why it could not.
  func write(_ text: String) -> Errno? {
    guard !text.isEmpty else { return nil }
    do throws(Errno) {
      // A pipe or a device cannot be cut, which is no failure.
      do { try file.cut() } catch .invalidArgument {}
      try file.write(all: text.hasSuffix("\n") ? text : text + "\n")
    } catch {
      return error
    }
    return nil
  }
}
