import SystemPackage
import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// stdout, unbuffered: each write is seen at once.
enum StandardOutput {
  /// Returns why it could not be written; a command's last line need not look.
  @discardableResult
  static func write(_ text: String) -> Errno? {
    Descriptor.write(text, to: .standardOutput)
  }
}

/// stderr, unbuffered; the one place that writes there.
///
/// Whatever comes is shown without anything a terminal would obey, since most of it quotes servers,
/// files and names. Text that is harmless stays as it is.
enum StandardError {
  /// The controls of our own that may go out.
  enum Control: String {
    case dim = "\u{1B}[2m"
    case plain = "\u{1B}[0m"
    /// Back to the beginning of the line, to write it anew.
    case lineStart = "\r"
    case clearLine = "\u{1B}[K"
  }

  static func write(_ text: String) {
    _ = Descriptor.write(PlainText.safe(text), to: .standardError)
  }

  static func write(_ control: Control) {
    _ = Descriptor.write(control.rawValue, to: .standardError)
  }
}

private enum Descriptor {
  static func write(_ text: String, to descriptor: FileDescriptor) -> Errno? {
    do throws(Errno) { try descriptor.write(all: text) } catch { return error }
    return nil
  }
}

extension Errno {
  /// The reader went away.
  var isClosedPipe: Bool { self == .brokenPipe }
}

/// What waits on stdin, without reading it.
enum InputPipe {
  /// stdin is a pipe with something in it. A file does not count: a loop of the shell may be
  /// reading it line by line.
  static var hasUnreadText: Bool {
    guard (try? Stat(FileDescriptor.standardInput).type) == .fifo else { return false }
    var poll = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return systemPoll(&poll) == 1 && poll.revents & Int16(POLLIN) != 0
  }

  private static func systemPoll(_ descriptor: inout pollfd) -> Int32 { poll(&descriptor, 1, 0) }

  /// Gives the three standard streams something to stand on when a caller closed them, so that no
  /// file or socket of ours takes their numbers.
  static func secureStandardStreams() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is taken, which is this one. A write to it fails as it should.
      _ = open("/dev/null", O_RDONLY)
    }
  }
}
