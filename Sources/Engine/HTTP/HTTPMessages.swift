/// What a connection that failed says to the user.
enum HTTPMessages {
  static let noMemory = EngineError(.unreachable, "There is no memory left for a connection.")

  /// Each is why an answer is malformed, in brackets.
  static let longHead = "its head is longer than 256 KB"
  static let twoLengths = "two lengths"
  static let noHead = "no head"

  static func noAddress(_ url: String) -> EngineError {
    EngineError(
      .configuration, "\(url) is not an address this program can ask.",
      remedy: "Write base_url as http://host:port/v1 in the provider's table.")
  }

  /// - Parameter found: the address that a name turned out to be.
  static func isFarther(
    _ address: String, resolvedTo found: String, than reach: Location
  ) -> EngineError {
    EngineError(
      .refused,
      "\(address) is \(found), which is not on \(name(of: reach)); nothing was sent.",
      remedy: "If it is meant, set location = \"cloud\" in the provider's table.")
  }

  static func name(of location: Location) -> String {
    switch location {
    case .thisMachine: "this machine"
    case .network: "your network"
    case .unknown: "a linked device"
    case .cloud: "the cloud"
    }
  }

  static func compressed(by address: String, coding: String) -> EngineError {
    EngineError(
      .unsupported,
      "\(address) sent a compressed answer (\(coding.prefix(20))) unasked.",
      remedy: "Switch compression off in the server, or in the proxy before it.")
  }

  static func givenUp(_ address: String) -> EngineError {
    EngineError(.unreachable, "The request to \(address) was given up.")
  }

  static func brokenStream(from address: String) -> EngineError {
    EngineError(
      .brokenStream, "The connection to \(address) broke before the reply was complete.")
  }

  static let unreadableCertificates = EngineError(
    .configuration, "The file that SSL_CERT_FILE names holds no certificates that can be read.",
    remedy: "Set it to a file in PEM form, or unset it.")

  static func noServer(atSocket path: String) -> EngineError {
    EngineError(.unreachable, "No server listens at the socket \(path).")
  }

  static func noServer(at url: String) -> EngineError {
    EngineError(.unreachable, "No server answers at \(url).")
  }

  static func silent(_ address: String) -> EngineError {
    EngineError(.unresponsive, "\(address) accepts connections but does not answer.")
  }

  static func notAccepted(by address: String) -> EngineError {
    EngineError(.unreachable, "\(address) does not accept the connection (5 s).")
  }

  static func silentAtOnce(_ address: String, isEncrypted: Bool) -> EngineError {
    EngineError(
      .unresponsive, "\(address) accepts connections but does not answer (5 s).",
      remedy: isEncrypted ? askUnencrypted : nil)
  }

  private static let askUnencrypted =
    "If it is meant to be asked unencrypted, write http:// in base_url."

  static func closed(by address: String) -> EngineError {
    EngineError(
      .unresponsive, "\(address) closed the connection without an answer.",
      remedy: "Ask once more; if it recurs, see the server's log.")
  }

  static func noTLS(at address: String) -> EngineError {
    EngineError(.unresponsive, "\(address) does not speak TLS.", remedy: askUnencrypted)
  }

  static func handshakeBroken(by address: String) -> EngineError {
    EngineError(.unresponsive, "\(address) broke off the TLS handshake.")
  }

  static func certificateNamesAnother(_ address: String) -> EngineError {
    EngineError(
      .unreachable, "The certificate of \(address) is for another name.",
      remedy: "Write the name that the certificate is for in base_url.")
  }

  static func untrustedCertificate(of address: String) -> EngineError {
    EngineError(
      .unreachable, "The certificate of \(address) is not trusted.",
      remedy: "Check base_url. To trust a certificate of your own, "
        + "start with SSL_CERT_FILE set to its file.")
  }

  static let proxyWantsPassword = EngineError(
    .unreachable, "The proxy asks for a name and a password (407).",
    remedy: "Write them into the proxy's variable: https_proxy=http://name:password@host:port.")

  static func refusedByProxy(_ address: String, status: Int) -> EngineError {
    EngineError(.unreachable, "The proxy refused the connection to \(address) (\(status)).")
  }

  static func noProxy(to address: String) -> EngineError {
    proxy(to: address, "cannot be found")
  }

  static func noProxyAnswers(for address: String) -> EngineError {
    proxy(to: address, "does not answer as one")
  }

  private static func proxy(to address: String, _ trouble: String) -> EngineError {
    EngineError(
      .unreachable, "The proxy to \(address) \(trouble).",
      remedy: "Check the environment's http_proxy, https_proxy and all_proxy; "
        + "NO_PROXY leaves hosts out.")
  }

  static func wantsTLS(_ address: String) -> EngineError {
    EngineError(
      .malformedAnswer, "\(address) speaks TLS.", remedy: "Write https:// in base_url.")
  }

  static func speaksSSH(_ address: String) -> EngineError {
    EngineError(.malformedAnswer, "\(address) is an SSH server.", remedy: checkPort)
  }

  private static let checkPort = "Check the port in base_url."

  static func speaksHTTP2(_ address: String) -> EngineError {
    EngineError(
      .malformedAnswer, "\(address) speaks HTTP/2 only, without TLS.",
      remedy: "Ask it over https:// or let it speak HTTP/1.1.")
  }

  static func notHTTP(_ address: String, beginning: String) -> EngineError {
    EngineError(
      .malformedAnswer, "\(address) answers, but not in HTTP: \(beginning)", remedy: checkPort)
  }

  static func lengthsOfTwoKinds(from address: String) -> EngineError {
    EngineError(
      .malformedAnswer,
      "\(address) sent an HTTP answer that is malformed: "
        + "it has both Transfer-Encoding and Content-Length.")
  }

  static func malformed(from address: String, reason: String) -> EngineError {
    EngineError(.malformedAnswer, "\(address) sent a malformed HTTP answer (\(reason)).")
  }
}
