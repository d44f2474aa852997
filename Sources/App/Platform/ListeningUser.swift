import CProgram
import Engine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whose program listens on a port of this machine.
enum ListeningUser {
  /// Another person of this machine whose program answers at an address of it; `nil` when it is ours, the
  /// system's, or cannot be known. On Linux only: elsewhere the system does not tell.
  static func stranger(at origin: Origin) -> String? {
    guard origin.isLoopback, origin.socketPath == nil else { return nil }
    guard
      let user = user(listeningOn: origin.port),
      isStranger(user, me: getuid())
    else { return nil }
    return getpwuid(user).map { String(cString: $0.pointee.pw_name) } ?? PlatformMessages.user(user)
  }

  /// People have numbers from 1000 on; servers that the system runs (Ollama's own user) have lower ones, and
  /// 65534 stands for a user who has no number here, as in containers.
  static func isStranger(_ user: uid_t, me: uid_t) -> Bool {
    user != me && user >= 1000 && user != 65534
  }

  /// The owner of the socket that listens on a port.
  static func user(listeningOn port: Int) -> uid_t? {
    var user: uid_t = 0
    switch codex_tui_listener(UInt32(port), &user) {
    case 1: return user
    case 0: return nil
    default:
      return self.user(listeningOn: port, inTable: "/proc/net/tcp")
        ?? self.user(listeningOn: port, inTable: "/proc/net/tcp6")
    }
  }

  /// The same from a table as the kernel writes it (`proc(5)`), where it answers no questions.
  ///
  /// Listeners come first. It is read line by line and hardly further than needed: behind the last of them the kernel
  /// looks through every place where a connection could be, for milliseconds.
  static func user(listeningOn port: Int, inTable path: String) -> uid_t? {
    let table = open(path, O_RDONLY | O_CLOEXEC)
    guard table >= 0 else { return nil }
    defer { close(table) }
    var text: [UInt8] = []
    // The kernel fills what it is given: one line of the table for IPv4.
    var piece = [UInt8](repeating: 0, count: 150)
    while true {
      while let end = text.firstIndex(of: UInt8(ascii: "\n")) {
        let owner = owner(ofListener: String(decoding: text[..<end], as: UTF8.self), on: port)
        if let owner { return owner }
        text.removeFirst(end + 1)
      }
      let count = read(table, &piece, piece.count)
      guard count > 0 else { return nil }
      text += piece.prefix(count)
    }
  }

  /// `sl local_address rem_address st tx:rx tr:when retrnsmt uid …`, numbers in hexadecimal, state 0A.
  private static func owner(ofListener line: String, on port: Int) -> uid_t? {
    let fields = line.split(separator: " ")
    guard fields.count > 7, fields[3] == "0A", let local = fields[1].split(separator: ":").last,
      Int(local, radix: 16) == port
    else { return nil }
    return uid_t(fields[7])
  }
}
