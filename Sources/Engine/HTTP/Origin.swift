/// The scheme, host and port that a key belongs to, and that a probe asks.
package struct Origin: Hashable, Sendable, CustomStringConvertible {
  package var scheme: String
  package var host: String
  package var port: Int

  /// Reads `http://host:port/anything`; `nil` without a scheme of http or https, or without a host.
  package init?(url: String) {
    guard let mark = url.firstRange(of: "://") else { return nil }
    scheme = url[..<mark.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    let rest = url[mark.upperBound...]
    var authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if let at = authority.lastIndex(of: "@") {
      authority = authority[authority.index(after: at)...]
    }
    guard let place = Self.split(authority) else { return nil }
    host = place.host.lowercased()
    port = place.port ?? (scheme == "https" ? 443 : 80)
    guard !host.isEmpty else { return nil }
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
    let isDefault = port == (scheme == "https" ? 443 : 80)
    return isDefault ? "\(scheme)://\(host)" : "\(scheme)://\(host):\(port)"
  }

  /// As the status bar writes it: `localhost:1234`, `api.openai.com`.
  package var address: String {
    (scheme == "https" && port == 443) || (scheme == "http" && port == 80)
      ? host : "\(host):\(port)"
  }

  /// Requests to it do not leave this machine. `box.localhost` is not among them: what it means is up to a
  /// resolver.
  package var isLoopback: Bool {
    host == "localhost" || host == "[::1]" || host == "0.0.0.0" || isLoopbackNumber
  }

  /// 127.0.0.0/8; a name such as `127.example.com` is not.
  private var isLoopbackNumber: Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
