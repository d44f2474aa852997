/// What a connection that failed says to the user.
enum HTTPMessages {
  static var noMemory: EngineError {
    EngineError(
      .unreachable,
      say("There is no memory left for a connection.", zh: "内存已用尽，无法建立连接。"))
  }

  static func noLibrary(_ words: String) -> EngineError {
    EngineError(
      .unsupported,
      say(
        "libcurl could not be loaded, so no server can be reached.", zh: "无法加载 libcurl，因此无法连接任何服务器。"
      ),
      remedy: say(
        "7.66 or newer is needed: apt install libcurl4 · dnf install libcurl · zypper install libcurl4 · pacman -S curl",
        zh:
          "需要 7.66 或更高版本：apt install libcurl4 · dnf install libcurl · zypper install libcurl4 · pacman -S curl"
      ),
      serverWords: words)
  }

  /// Each is why an answer is malformed, in brackets.
  static var longHead: String { say("its head is longer than 256 KB", zh: "头部超过 256 KB") }
  static var twoLengths: String { say("two lengths", zh: "有两个长度") }
  static var noHead: String { say("no head", zh: "没有头部") }

  static func noAddress(_ url: String) -> EngineError {
    EngineError(
      .configuration,
      say("\(url) is not an address this program can ask.", zh: "\(url) 不是本程序可以访问的地址。"),
      remedy: say(
        "Write base_url as http://host:port/v1 in the provider's table.",
        zh: "请在该提供方的表中将 base_url 写成 http://host:port/v1。"))
  }

  /// - Parameter found: the address that a name turned out to be.
  static func isFarther(
    _ address: String, resolvedTo found: String, than reach: Location
  ) -> EngineError {
    EngineError(
      .refused,
      say(
        "\(address) is \(found), which is not on \(name(of: reach)); nothing was sent.",
        zh: "\(address) 解析为 \(found)，不属于\(name(of: reach))；未发送任何内容。"),
      remedy: say(
        "If it is meant, set location = \"cloud\" in the provider's table.",
        zh: "如果确实如此，请在该提供方的表中设置 location = \"cloud\"。"))
  }

  static func name(of location: Location) -> String {
    switch location {
    case .thisMachine: say("this machine", zh: "本机")
    case .network: say("your network", zh: "本地网络")
    case .unknown: say("a linked device", zh: "链接的设备")
    case .cloud: say("the cloud", zh: "云端")
    }
  }

  static func compressed(by address: String, coding: String) -> EngineError {
    EngineError(
      .unsupported,
      say(
        "\(address) sent a compressed answer (\(coding.prefix(20))) unasked.",
        zh: "\(address) 未经请求便发来了压缩的响应（\(coding.prefix(20))）。"),
      remedy: say(
        "Switch compression off in the server, or in the proxy before it.",
        zh: "请在服务器或其前面的代理中关闭压缩。"))
  }

  static func givenUp(_ address: String) -> EngineError {
    EngineError(
      .unreachable,
      say("The request to \(address) was given up.", zh: "已放弃对 \(address) 的请求。"))
  }

  static func brokenStream(from address: String) -> EngineError {
    EngineError(
      .brokenStream,
      say(
        "The connection to \(address) broke before the reply was complete.",
        zh: "回复完成前，与 \(address) 的连接中断了。"))
  }

  static var unreadableCertificates: EngineError {
    EngineError(
      .configuration,
      say(
        "The file that SSL_CERT_FILE names holds no certificates that can be read.",
        zh: "SSL_CERT_FILE 指定的文件中没有可读取的证书。"),
      remedy: say("Set it to a file in PEM form, or unset it.", zh: "请将其设为 PEM 格式的文件，或取消设置。"))
  }

  static func noServer(atSocket path: String) -> EngineError {
    EngineError(
      .unreachable,
      say("No server listens at the socket \(path).", zh: "没有服务器在套接字 \(path) 上监听。"))
  }

  static func noServer(at url: String) -> EngineError {
    EngineError(.unreachable, say("No server answers at \(url).", zh: "\(url) 处没有服务器响应。"))
  }

  static func silent(_ address: String) -> EngineError {
    EngineError(
      .unresponsive,
      say(
        "\(address) accepts connections but does not answer.", zh: "\(address) 接受连接但无响应。"))
  }

  static func notAccepted(by address: String) -> EngineError {
    EngineError(
      .unreachable,
      say("\(address) does not accept the connection (5 s).", zh: "\(address) 未接受连接（5 s）。"))
  }

  static func silentAtOnce(_ address: String, isEncrypted: Bool) -> EngineError {
    EngineError(
      .unresponsive,
      say(
        "\(address) accepts connections but does not answer (5 s).",
        zh: "\(address) 接受连接但无响应（5 s）。"),
      remedy: isEncrypted ? askUnencrypted : nil)
  }

  private static var askUnencrypted: String {
    say(
      "If it is meant to be asked unencrypted, write http:// in base_url.",
      zh: "如果应以不加密方式访问，请在 base_url 中写 http://。")
  }

  static func closed(by address: String) -> EngineError {
    EngineError(
      .unresponsive,
      say(
        "\(address) closed the connection without an answer.", zh: "\(address) 未作响应便关闭了连接。"),
      remedy: say(
        "Ask once more; if it recurs, see the server's log.", zh: "请重试一次；若再次出现，请查看服务器日志。"))
  }

  static func noTLS(at address: String) -> EngineError {
    EngineError(
      .unresponsive, say("\(address) does not speak TLS.", zh: "\(address) 不使用 TLS。"),
      remedy: askUnencrypted)
  }

  static func handshakeBroken(by address: String) -> EngineError {
    EngineError(
      .unresponsive,
      say("\(address) broke off the TLS handshake.", zh: "\(address) 中断了 TLS 握手。"))
  }

  static func certificateNamesAnother(_ address: String) -> EngineError {
    EngineError(
      .unreachable,
      say(
        "The certificate of \(address) is for another name.", zh: "\(address) 的证书对应的是另一个名称。"),
      remedy: say(
        "Write the name that the certificate is for in base_url.",
        zh: "请在 base_url 中使用证书对应的名称。"))
  }

  static func untrustedCertificate(of address: String) -> EngineError {
    EngineError(
      .unreachable,
      say("The certificate of \(address) is not trusted.", zh: "\(address) 的证书不受信任。"),
      remedy: say(
        "Check base_url. To trust a certificate of your own, "
          + "start with SSL_CERT_FILE set to its file.",
        zh: "请检查 base_url。要信任自己的证书，请在启动时将 SSL_CERT_FILE 设为该证书的文件。"))
  }

  static var proxyWantsPassword: EngineError {
    EngineError(
      .unreachable,
      say("The proxy asks for a name and a password (407).", zh: "代理要求提供用户名和密码（407）。"),
      remedy: say(
        "Write them into the proxy's variable: https_proxy=http://name:password@host:port.",
        zh: "请写入代理的变量：https_proxy=http://name:password@host:port。"))
  }

  static func refusedByProxy(_ address: String, status: Int) -> EngineError {
    EngineError(
      .unreachable,
      say(
        "The proxy refused the connection to \(address) (\(status)).",
        zh: "代理拒绝了到 \(address) 的连接（\(status)）。"))
  }

  static func noProxy(to address: String) -> EngineError {
    proxy(say("The proxy to \(address) cannot be found.", zh: "找不到通往 \(address) 的代理。"))
  }

  static func noProxyAnswers(for address: String) -> EngineError {
    proxy(
      say(
        "The proxy to \(address) does not answer as one.", zh: "通往 \(address) 的代理未按代理方式响应。"))
  }

  private static func proxy(_ trouble: String) -> EngineError {
    EngineError(
      .unreachable, trouble,
      remedy: say(
        "Check the environment's http_proxy, https_proxy and all_proxy; "
          + "NO_PROXY leaves hosts out.",
        zh: "请检查环境变量 http_proxy、https_proxy 和 all_proxy；NO_PROXY 可排除主机。"))
  }

  static func wantsTLS(_ address: String) -> EngineError {
    EngineError(
      .malformedAnswer, say("\(address) speaks TLS.", zh: "\(address) 使用 TLS。"),
      remedy: say("Write https:// in base_url.", zh: "请在 base_url 中写 https://。"))
  }

  static func speaksSSH(_ address: String) -> EngineError {
    EngineError(
      .malformedAnswer, say("\(address) is an SSH server.", zh: "\(address) 是 SSH 服务器。"),
      remedy: checkPort)
  }

  private static var checkPort: String {
    say("Check the port in base_url.", zh: "请检查 base_url 中的端口。")
  }

  static func speaksHTTP2(_ address: String) -> EngineError {
    EngineError(
      .malformedAnswer,
      say(
        "\(address) speaks HTTP/2 only, without TLS.", zh: "\(address) 只使用不带 TLS 的 HTTP/2。"),
      remedy: say(
        "Ask it over https:// or let it speak HTTP/1.1.", zh: "请通过 https:// 访问，或让它使用 HTTP/1.1。"))
  }

  static func notHTTP(_ address: String, beginning: String) -> EngineError {
    EngineError(
      .malformedAnswer,
      say(
        "\(address) answers, but not in HTTP: \(beginning)",
        zh: "\(address) 有响应，但不是 HTTP：\(beginning)"),
      remedy: checkPort)
  }

  static func lengthsOfTwoKinds(from address: String) -> EngineError {
    EngineError(
      .malformedAnswer,
      say(
        "\(address) sent an HTTP answer that is malformed: "
          + "it has both Transfer-Encoding and Content-Length.",
        zh: "\(address) 发来的 HTTP 响应格式错误：同时含有 Transfer-Encoding 和 Content-Length。"))
  }

  static func malformed(from address: String, reason: String) -> EngineError {
    EngineError(
      .malformedAnswer,
      say(
        "\(address) sent a malformed HTTP answer (\(reason)).",
        zh: "\(address) 发来的 HTTP 响应格式错误（\(reason)）。"))
  }
}
