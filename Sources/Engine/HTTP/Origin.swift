/// The scheme, host and port that a key belongs to, and that a probe asks.
///
/// A unix socket stands as `http+unix://%2Frun%2Fllama.sock`: its path, percent-encoded, in the place of a
/// host. The configuration's `unix:///run/llama.sock` becomes that (`Origin.address(ofSocket:)`).
package struct Origin: Hashable, Sendable, CustomStringConvertible {
  package var scheme: String
  package var host: String
  package var port: Int

  /// Reads `http://host:port/anything`; `nil` without a scheme of http or https, or without a host.
  package init?(url: String) {
    guard let mark = url.firstRange(of: "://") else { return nil }
    scheme = url[..<mark.lowerBound].lowercased()
    let rest = url[mark.upperBound...]
    var authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if scheme == Self.socketScheme {
      (host, port) = (String(authority), 0)
      if socketPath?.hasPrefix("/") != true { return nil }
      return
    }
    guard scheme == "http" || scheme == "https" else { return nil }
    if let at = authority.lastIndex(of: "@") {
      authority = authority[authority.index(after: at)...]
    }
    guard let place = Self.split(authority) else { return nil }
    host = place.host.lowercased()
    port = place.port ?? (scheme == "https" ? 443 : 80)
    guard !host.isEmpty else { return nil }
  }

  private static let socketScheme = "http+unix"

  /// The path of a unix socket; `nil` for an address of the network.
  package var socketPath: String? {
    scheme == Self.socketScheme ? PercentEncoding.decode(host) : nil
  }

  /// `unix:///run/llama.sock`, or `unix:///run/llama.sock:/v1`, as requests are addressed to it; any other
  /// address as it is.
  static func address(ofSocket url: String) -> String {
    guard url.hasPrefix("unix://") else { return url }
    let rest = url.dropFirst("unix://".count)
    let end = rest.firstRange(of: ":/")?.lowerBound ?? rest.endIndex
    return
      "\(socketScheme)://\(PercentEncoding.encode(String(rest[..<end])))\(rest[end...].dropFirst())"
  }

  private static func split(_ authority: Substring) -> (host: String, port: Int?)? {
    let afterHost: Substring
    let host: Substring
    if authority.first == "[" {
      guard let close = authority.firstIndex(of: "]") else { return nil }
      host = authority[...close]
      afterHost = authority[authority.index(after: close)...]
    } else {
      host = authority.prefix { $0 != ":" }
      afterHost = authority[host.endIndex...]
    }
    guard !afterHost.isEmpty else { return (String(host), nil) }
    guard afterHost.first == ":", let port = port(afterHost.dropFirst()) else { return nil }
    return (String(host), port)
  }

  /// 1 to 65535 in plain digits: `+1`, `018` and `99999` are mistakes.
  private static func port(_ digits: Substring) -> Int? {
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), digits.first != "0",
      let port = UInt16(digits)
    else { return nil }
    return Int(port)
  }

  /// Without a trailing slash.
  package var description: String {
    let isDefault = port == (scheme == "https" ? 443 : 80) || port == 0
    return isDefault ? "\(scheme)://\(host)" : "\(scheme)://\(host):\(port)"
  }

  /// As the status bar writes it: `localhost:1234`, `api.openai.com`.
  package var address: String {
    if let socketPath { return socketPath }
    return (scheme == "https" && port == 443) || (scheme == "http" && port == 80)
      ? host : "\(host):\(port)"
  }

  /// Where it is as far as its spelling tells; `nil` for a name that only a resolver knows.
  package var location: Location? {
    scheme == Self.socketScheme ? .thisMachine : Location(host: host)
  }

  /// Requests to it do not leave this machine.
  package var isLoopback: Bool { location == .thisMachine }
}
