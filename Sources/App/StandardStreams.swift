#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// stdout, unbuffered: each write is seen at once.
enum StandardOutput {
  static func write(_ text: String) { Descriptor.write(text, to: STDOUT_FILENO) }
}

/// stderr, unbuffered.
enum StandardError {
  static func write(_ text: String) { Descriptor.write(text, to: STDERR_FILENO) }
}

private enum Descriptor {
  /// A reader that went away is no error: `head` has what it wanted.
  static func write(_ text: String, to descriptor: Int32) {
    _ = TextFile.writeAll(Array(text.utf8), to: descriptor)
  }
}
