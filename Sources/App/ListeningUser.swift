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
    let tables = ["/proc/net/tcp", "/proc/net/tcp6"].lazy.compactMap { try? TextFile.read($0) }
    let owners = tables.compactMap {
      user(listeningOn: origin.port, in: String(decoding: $0, as: UTF8.self))
    }
    guard let user = owners.first,
      isStranger(user, me: getuid())
    else { return nil }
    return getpwuid(user).map { String(cString: $0.pointee.pw_name) } ?? "user \(user)"
  }

  /// People have numbers from 1000 on; servers that the system runs (Ollama's own user) have lower ones, and
  /// 65534 stands for a user who has no number here, as in containers.
  static func isStranger(_ user: uid_t, me: uid_t) -> Bool {
    user != me && user >= 1000 && user != 65534
  }

  /// The owner of the socket that listens on a port, in a table as the kernel writes it (`proc(5)`):
  /// `sl local_address rem_address st tx:rx tr:when retrnsmt uid …`, numbers in hexadecimal, state 0A.
  static func user(listeningOn port: Int, in table: String) -> uid_t? {
    for line in table.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: " ")
      guard fields.count > 7, fields[3] == "0A", let local = fields[1].split(separator: ":").last,
        Int(local, radix: 16) == port
      else { continue }
      return uid_t(fields[7])
    }
    return nil
  }
}
