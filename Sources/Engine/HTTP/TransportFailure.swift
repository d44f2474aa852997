import CCurl

/// How an exchange failed, in words for a user.
struct TransportFailure {
  var code: CURLcode
  /// libcurl's own.
  var words: String
  var origin: Origin
  /// The head of the answer had come.
  var hasHead: Bool
  /// How the answer began.
  var beginning: [UInt8]
  /// The server had accepted the connection.
  var hasConnected: Bool
  /// What a proxy answered when it was asked for a tunnel; 0: it was not, or did not.
  var proxyAnswer: Int

  private var raw: String { words.isEmpty ? String(cString: curl_easy_strerror(code)) : words }

  var error: EngineError {
    if raw.contains("chunk") {
      return UnreadableAnswer(bytes: beginning, reason: raw).error(origin)
    }
    if hasHead {
      return error(
        .brokenStream, "The connection to \(origin.address) broke before the reply was complete.")
    }
    switch code {
    case CURLE_OPERATION_TIMEDOUT: return timeOut
    case CURLE_SSL_CONNECT_ERROR: return handshake
    case CURLE_PEER_FAILED_VERIFICATION: return certificate
    case CURLE_SSL_CACERT_BADFILE:
      return error(
        .configuration, "The file that SSL_CERT_FILE names holds no certificates that can be read.",
        "Set it to a file in PEM form, or unset it.")
    case CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2, CURLE_HTTP2_STREAM:
      return UnreadableAnswer(bytes: beginning, reason: raw).error(origin)
    case CURLE_COULDNT_RESOLVE_PROXY: return proxy("cannot be found")
    case CURLE_PROXY: return proxy("does not answer as one")
    case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE:
      return proxyAnswer >= 300 ? refusedTunnel : closed
    default:
      if let path = origin.socketPath {
        return error(.unreachable, "No server listens at the socket \(path).")
      }
      return error(.unreachable, "No server answers at \(origin).")
    }
  }

  /// The time limit of a head.
  static func noHead(_ origin: Origin) -> EngineError {
    EngineError(.unresponsive, "\(origin.address) accepts connections but does not answer.")
  }

  private var timeOut: EngineError {
    guard hasConnected else {
      return error(.unreachable, "\(origin.address) does not accept the connection (5 s).")
    }
    return error(
      .unresponsive, "\(origin.address) accepts connections but does not answer (5 s).",
      origin.scheme == "https"
        ? "If it is meant to be asked unencrypted, write http:// in base_url." : nil)
  }

  private var closed: EngineError {
    error(
      .unresponsive, "\(origin.address) closed the connection without an answer.",
      "Ask once more; if it recurs, see the server's log.")
  }

  /// The server is there and does not speak TLS, or not this one.
  private var handshake: EngineError {
    let lower = raw.lowercased()
    if lower.contains("wrong version number") || lower.contains("http request") {
      return error(
        .unresponsive, "\(origin.address) does not speak TLS.",
        "If it is meant to be asked unencrypted, write http:// in base_url.")
    }
    return error(.unresponsive, "\(origin.address) broke off the TLS handshake.")
  }

  /// What is verified always: who made the certificate, and for which name.
  private var certificate: EngineError {
    let lower = raw.lowercased()
    if lower.contains("subject name") || lower.contains("host name") || lower.contains("hostname") {
      return error(
        .unreachable, "The certificate of \(origin.address) is for another name.",
        "Write the name that the certificate is for in base_url.")
    }
    return error(
      .unreachable, "The certificate of \(origin.address) is not trusted.",
      "Check base_url. To trust a certificate of your own, start with SSL_CERT_FILE set to its file."
    )
  }

  private var refusedTunnel: EngineError {
    proxyAnswer == 407
      ? error(
        .unreachable, "The proxy asks for a name and a password (407).",
        "Write them into the proxy's variable: https_proxy=http://name:password@host:port.")
      : error(
        .unreachable, "The proxy refused the connection to \(origin.address) (\(proxyAnswer)).")
  }

  private func proxy(_ trouble: String) -> EngineError {
    error(
      .unreachable, "The proxy to \(origin.address) \(trouble).",
      "Check the environment's http_proxy, https_proxy and all_proxy; NO_PROXY leaves hosts out.")
  }

  private func error(
    _ kind: EngineError.Kind, _ message: String, _ remedy: String? = nil
  ) -> EngineError {
    EngineError(kind, message, remedy: remedy, serverWords: raw)
  }
}
