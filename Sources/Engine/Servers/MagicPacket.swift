#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What wakes a machine of the network: six bytes of ones and sixteen times its hardware address (AMD's Magic Packet
/// technology, 1995).
package struct MagicPacket: Equatable, Sendable, CustomStringConvertible {
  /// Of the machine that sleeps, six bytes.
  let address: [UInt8]

  /// Reads `aa:bb:cc:dd:ee:ff`, also with hyphens.
  package init?(_ text: String) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "-" }
    let bytes = parts.compactMap { $0.utf8.count == 2 ? UInt8($0, radix: 16) : nil }
    guard parts.count == 6, bytes.count == 6 else { return nil }
    address = bytes
  }

  package var description: String {
    address.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
  }

  package var bytes: [UInt8] {
    [UInt8](repeating: 0xFF, count: 6) + (0..<16).flatMap { _ in address }
  }

  /// Sends it to every machine of the network at hand.
  ///
  /// - Parameter port: 9 is the discard port, which nothing answers at.
  /// - Returns: `false` where the system does not let us.
  package func send(to host: String = "255.255.255.255", port: UInt16 = 9) -> Bool {
    let descriptor = socket(AF_INET, Self.datagram, 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var yes: Int32 = 1
    setsockopt(
      descriptor, SOL_SOCKET, SO_BROADCAST, &yes, socklen_t(MemoryLayout<Int32>.size))
    var target = sockaddr_in()
    target.sin_family = sa_family_t(AF_INET)
    target.sin_port = port.bigEndian
    guard inet_pton(AF_INET, host, &target.sin_addr) == 1 else { return false }
    let bytes = bytes
    let sent = withUnsafePointer(to: &target) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(descriptor, bytes, bytes.count, 0, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    return sent == bytes.count
  }

  #if canImport(Glibc)
    private static let datagram = Int32(SOCK_DGRAM.rawValue)
  #else
    private static let datagram = SOCK_DGRAM
  #endif
}
