import CCurl

/// How a request gets to its server: through which proxy, trusting whom.
struct CurlRoute: Sendable {
  private let proxies: ProxySettings
  private let trustFile: String?

  init(environment: [String: String]) {
    proxies = ProxySettings(environment: environment)
    trustFile = environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Sends a transfer to a server by it.
  func apply(to handle: UnsafeMutableRawPointer, for origin: Origin, mayUseProxy: Bool) {
    let proxy = mayUseProxy ? proxies.proxy(for: origin) : nil
    // An empty text: none, whatever curl finds in the environment.
    codex_curl_set_text(handle, CURLOPT_PROXY, proxy ?? "")
    codex_curl_set_text(handle, CURLOPT_NOPROXY, proxies.exceptions)
    if let trustFile { codex_curl_set_text(handle, CURLOPT_CAINFO, trustFile) }
  }
}
