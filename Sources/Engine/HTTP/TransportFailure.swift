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

  private var raw: String { words.isEmpty ? String(cString: codex_curl_words(code)) : words }

  private var address: String { origin.address }

  var error: EngineError {
    if isUnreadable { return UnreadableAnswer(bytes: beginning, reason: raw).error(origin) }
    var error = hasHead ? HTTPMessages.brokenStream(from: address) : noAnswer
    error.serverWords = raw
    return error
  }

  /// What came is no answer that can be read.
  private var isUnreadable: Bool {
    let codes = [CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2, CURLE_HTTP2_STREAM]
    return raw.contains("chunk") || !hasHead && codes.contains(code)
  }

  private var noAnswer: EngineError {
    switch code {
    case CURLE_OPERATION_TIMEDOUT: return timeOut
    case CURLE_SSL_CONNECT_ERROR: return handshake
    case CURLE_PEER_FAILED_VERIFICATION: return certificate
    case CURLE_SSL_CACERT_BADFILE: return HTTPMessages.unreadableCertificates
    case CURLE_COULDNT_RESOLVE_PROXY: return HTTPMessages.noProxy(to: address)
    case CURLE_PROXY: return HTTPMessages.noProxyAnswers(for: address)
    case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE:
      return proxyAnswer >= 300 ? refusedTunnel : HTTPMessages.closed(by: address)
    default:
      if let path = origin.socketPath { return HTTPMessages.noServer(atSocket: path) }
      return HTTPMessages.noServer(at: origin.description)
    }
  }

  private var timeOut: EngineError {
    hasConnected
      ? HTTPMessages.silentAtOnce(address, isEncrypted: origin.scheme == "https")
      : HTTPMessages.notAccepted(by: address)
  }

  /// The server is there and does not speak TLS, or not this one.
  private var handshake: EngineError {
    let lower = raw.lowercased()
    let isPlain = lower.contains("wrong version number") || lower.contains("http request")
    return isPlain
      ? HTTPMessages.noTLS(at: address) : HTTPMessages.handshakeBroken(by: address)
  }

  /// What is verified always: who made the certificate, and for which name.
  private var certificate: EngineError {
    let lower = raw.lowercased()
    let isForAnother =
      lower.contains("subject name") || lower.contains("host name") || lower.contains("hostname")
    return isForAnother
      ? HTTPMessages.certificateNamesAnother(address)
      : HTTPMessages.untrustedCertificate(of: address)
  }

  private var refusedTunnel: EngineError {
    proxyAnswer == 407
      ? HTTPMessages.proxyWantsPassword
      : HTTPMessages.refusedByProxy(address, status: proxyAnswer)
  }
}
