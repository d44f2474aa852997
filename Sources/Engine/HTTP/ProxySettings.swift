/// Which proxy, if any, a request goes through, from the environment as curl reads it.
///
/// async-http-client ignores these variables, so we read them ourselves. Loopback never goes
/// through a proxy.
package struct ProxySettings: Equatable, Sendable {
  package struct Proxy: Equatable, Sendable {
    package var host: String
    package var port: Int
    /// `user:password`, as written in the proxy's URL.
    package var credentials: String?
  }

  private let http: Proxy?
  private let https: Proxy?
  private let exceptions: [String]

  /// `HTTP_PROXY` in capitals is not read: a CGI parent may have it from a request header.
  package init(environment: [String: String]) {
    let all = environment["ALL_PROXY"] ?? environment["all_proxy"]
    http = Self.proxy(environment["http_proxy"] ?? all)
    https = Self.proxy(environment["HTTPS_PROXY"] ?? environment["https_proxy"] ?? all)
    let list = environment["NO_PROXY"] ?? environment["no_proxy"] ?? ""
    exceptions = list.split { $0 == "," || $0 == " " }.map { $0.lowercased() }
  }

  /// Every distinct proxy a transport has to be ready for.
  package var all: [Proxy] {
    [http, https].compactMap(\.self).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  package func proxy(for origin: Origin) -> Proxy? {
    guard !origin.isLoopback, !isException(origin) else { return nil }
    return origin.scheme == "https" ? https : http
  }

  private func isException(_ origin: Origin) -> Bool {
    exceptions.contains { entry in
      if entry == "*" { return true }
      let name = entry.hasPrefix(".") ? String(entry.dropFirst()) : entry
      let parts = name.split(separator: ":", maxSplits: 1)
      if parts.count == 2, let port = Int(parts[1]) {
        return port == origin.port && Self.matches(origin.host, String(parts[0]))
      }
      return Self.matches(origin.host, name)
    }
  }

  private static func matches(_ host: String, _ name: String) -> Bool {
    !name.isEmpty && (host == name || host.hasSuffix("." + name))
  }

  private static func proxy(_ value: String?) -> Proxy? {
    guard let value, !value.isEmpty else { return nil }
    let url = value.contains("://") ? value : "http://" + value
    guard let origin = Origin(url: url) else { return nil }
    let authority = url.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first
    let credentials = authority?.lastIndex(of: "@").map { String(authority?[..<$0] ?? "") }
    return Proxy(host: origin.host, port: origin.port, credentials: credentials)
  }
}
