#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whose program listens on a port of this machine.
package enum ListeningUser {
  /// Another person of this machine whose program answers at an address of it; `nil` when it is ours, the
  /// system's, or cannot be known. On Linux only: elsewhere the system does not tell.
  package static func stranger(at origin: Origin) -> String? {
    guard origin.isLoopback, origin.socketPath == nil else { return nil }
    let tables = ["/proc/net/tcp", "/proc/net/tcp6"].map(text)
    guard let user = tables.lazy.compactMap({ user(listeningOn: origin.port, in: $0) }).first,
      isStranger(user, me: getuid())
    else { return nil }
    return getpwuid(user).map { String(cString: $0.pointee.pw_name) } ?? "user \(user)"
  }

  /// People have numbers from 1000 on; servers that the system runs (Ollama's own user) have lower ones, and
  /// 65534 stands for whoever has no number here, as in containers.
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

  private static func text(_ path: String) -> String {
    guard let file = fopen(path, "re") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }
}
