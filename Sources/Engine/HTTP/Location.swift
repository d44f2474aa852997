#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How far a request travels, nearest first: what may not leave goes no further.
package enum Location: String, CaseIterable, Comparable, Sendable {
  /// Loopback and unix sockets.
  case thisMachine = "machine"
  /// Addresses that no router carries over the internet, and the names of such.
  case network
  /// On a device that LM Link reaches: at home or anywhere else.
  case unknown
  case cloud

  /// What a file can say.
  package static let allCases: [Location] = [.thisMachine, .network, .cloud]

  package static func < (a: Location, b: Location) -> Bool { a.rank < b.rank }

  /// This machine or my network: such a server is asked what it has, watched, and gets its models loaded.
  package var isNear: Bool { self < .cloud }

  private var rank: Int {
    switch self {
    case .thisMachine: 0
    case .network: 1
    case .unknown: 2
    case .cloud: 3
    }
  }
}

extension Location {
  /// Where a host is as far as its spelling tells; `nil` for a name that only a resolver knows.
  ///
  /// Names: RFC 6762 (`.local`), RFC 8375 (`.home.arpa`), and what home routers use (`.lan`). A name of one
  /// label is looked up on the network at hand only. `box.localhost` is up to a resolver.
  init?(host: String) {
    let name = host.hasSuffix(".") ? String(host.dropLast()) : host
    if let address = HostAddress(name) {
      self = address.location
    } else if name == "localhost" {
      self = .thisMachine
    } else if !name.contains(".")
      || [".local", ".lan", ".home.arpa"].contains(where: name.hasSuffix)
    {
      self = .network
    } else {
      return nil
    }
  }

  /// Where a name is that resolves to these: only where all of them are near is it near.
  init(_ addresses: [HostAddress]) { self = addresses.map(\.location).max() ?? .cloud }
}

/// An address of the internet protocol, as its bytes in network order.
package struct HostAddress: Hashable, Sendable, CustomStringConvertible {
  /// Four of version 4, sixteen of version 6.
  package let bytes: [UInt8]

  package var description: String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &text, socklen_t(text.count))
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Reads every spelling that a connection would: `10.0.0.1`, `[fe80::1%eth0]`, and the old forms of
  /// `inet_aton` such as `2130706433`, which would else pass for names.
  package init?(_ host: String) {
    if host.hasPrefix("[") || host.contains(":") {
      let inner = host.drop { $0 == "[" }.prefix { $0 != "]" && $0 != "%" }
      var six = in6_addr()
      guard inet_pton(AF_INET6, String(inner), &six) == 1 else { return nil }
      self.init(six)
    } else {
      // A space would end the number for inet_aton and leave the rest unread.
      guard host.first?.isNumber == true, !host.contains(where: \.isWhitespace) else { return nil }
      var four = in_addr()
      guard inet_aton(host, &four) != 0 else { return nil }
      self.init(four)
    }
  }

  /// What a socket is about to be connected to; `nil` where that is no address of the internet.
  package init?(_ address: UnsafePointer<sockaddr>) {
    switch Int32(address.pointee.sa_family) {
    case AF_INET:
      self.init(UnsafeRawPointer(address).loadUnaligned(as: sockaddr_in.self).sin_addr)
    case AF_INET6:
      self.init(UnsafeRawPointer(address).loadUnaligned(as: sockaddr_in6.self).sin6_addr)
    default: return nil
    }
  }

  private init(_ address: in_addr) { bytes = withUnsafeBytes(of: address) { Array($0) } }

  /// A version 4 address in a version 6 one (`::ffff:10.0.0.1`) is that of version 4.
  private init(_ address: in6_addr) {
    let all = withUnsafeBytes(of: address) { Array($0) }
    let isMapped = all.prefix(10).allSatisfy { $0 == 0 } && all[10] == 0xFF && all[11] == 0xFF
    bytes = isMapped ? Array(all.suffix(4)) : all
  }

  package var location: Location {
    bytes.count == 4 ? Self.location(four: bytes) : Self.location(six: bytes)
  }

  /// RFC 1122 (loopback), RFC 1918 (private), RFC 3927 (link-local), RFC 6598 (shared; also Tailscale's).
  private static func location(four: [UInt8]) -> Location {
    // Nothing listens at 0.0.0.0: a connection to it comes to this machine.
    if four == [0, 0, 0, 0] { return .thisMachine }
    return switch (four[0], four[1]) {
    case (127, _): .thisMachine
    case (10, _), (172, 16...31), (192, 168), (169, 254), (100, 64...127): .network
    default: .cloud
    }
  }

  /// RFC 4291 (loopback, link-local), RFC 4193 (unique local).
  private static func location(six: [UInt8]) -> Location {
    if six.dropLast().allSatisfy({ $0 == 0 }), six[15] <= 1 { return .thisMachine }
    let isNear = six[0] & 0xFE == 0xFC || six[0] == 0xFE && six[1] & 0xC0 == 0x80
    return isNear ? .network : .cloud
  }
}
