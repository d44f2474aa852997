/// Which proxy, if any, a request goes through, from the environment as curl reads it: HTTP, HTTPS or SOCKS.
///
/// Read from the environment that we were given, not from the process's own. Loopback never goes through a
/// proxy.
package struct ProxySettings: Equatable, Sendable {
  private let http: String?
  private let https: String?
  /// Hosts that are asked directly, as curl reads the list.
  let exceptions: String

  /// `HTTP_PROXY` in capitals is not read: a CGI parent may have it from a request header.
  package init(environment: [String: String]) {
    func first(_ names: String...) -> String? {
      names.lazy.compactMap { environment[$0] }.first
    }
    let all = first("ALL_PROXY", "all_proxy")
    http = first("http_proxy") ?? all
    https = first("HTTPS_PROXY", "https_proxy") ?? all
    exceptions = first("NO_PROXY", "no_proxy") ?? ""
  }

  package func proxy(for origin: Origin) -> String? {
    guard !origin.isLoopback else { return nil }
    let proxy = origin.scheme == "https" ? https : http
    return proxy.flatMap { $0.isEmpty ? nil : $0 }
  }
}
