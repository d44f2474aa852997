import AsyncHTTPClient
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The live transport. The only file that knows async-http-client.
///
/// One connection pool per proxy. Redirects are not followed, so a key cannot leave its origin.
/// Retrying a refused connection inside the client is off: it would take the whole connect timeout
/// to say what is known at once.
package final class HTTPTransport: Transport {
  private let direct: HTTPClient
  private let proxied: [(proxy: ProxySettings.Proxy, client: HTTPClient)]
  private let proxies: ProxySettings
  /// One thread for every connection of the process. It never ends: a request that was cancelled
  /// may still set a timer on it while its transport goes.
  private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

  package init(environment: [String: String]) {
    proxies = ProxySettings(environment: environment)
    let trust = environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
    direct = HTTPClient(
      eventLoopGroupProvider: .shared(Self.group),
      configuration: Self.configuration(trustFile: trust, proxy: nil))
    proxied = proxies.all.map { proxy in
      let configuration = Self.configuration(trustFile: trust, proxy: proxy)
      return (
        proxy, HTTPClient(eventLoopGroupProvider: .shared(Self.group), configuration: configuration)
      )
    }
  }

  /// Closes every connection. Call once, when nothing is under way.
  package func shutdown() async {
    // A failure here means that connections are already gone; there is nobody left to tell.
    try? await direct.shutdown()
    for entry in proxied { try? await entry.client.shutdown() }
  }

  private static func configuration(
    trustFile: String?, proxy: ProxySettings.Proxy?
  ) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout = .init(connect: .seconds(5))
    configuration.connectionPool.retryConnectionEstablishment = false
    // LM Studio closes idle connections after 5 s (`Keep-Alive: timeout=5`); leave before it does.
    configuration.connectionPool.idleTimeout = .seconds(4)
    configuration.decompression = .disabled
    configuration.httpVersion = .http1Only
    configuration.http1_1ConnectionDebugInitializer = { channel in
      channel.eventLoop.makeCompletedFuture {
        let pipeline = channel.pipeline.syncOperations
        let first = FirstBytes()
        let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
        try pipeline.addHandler(first, position: .before(decoder))
        try pipeline.addHandler(GatheredBody(first), position: .after(decoder))
      }
    }
    if let trustFile {
      var tls = TLSConfiguration.makeClientConfiguration()
      tls.trustRoots = .file(trustFile)
      configuration.tlsConfiguration = tls
    }
    if let proxy {
      configuration.proxy =
        if let credentials = proxy.credentials {
          .server(
            host: proxy.host, port: proxy.port,
            authorization: .basic(credentials: base64(credentials)))
        } else {
          .server(host: proxy.host, port: proxy.port)
        }
    }
    return configuration
  }

  package func send(_ request: HTTPRequest) async throws(EngineError) -> HTTPReply {
    guard let origin = Origin(url: request.url) else {
      throw EngineError(
        .configuration, "\(request.url) is not an address this program can ask.",
        remedy: "Write base_url as http://host:port/v1 in the provider's table.")
    }
    // A kept connection that the server had closed meanwhile brings no answer: it is asked again on
    // another, and each attempt takes one such connection away.
    var stale = 0
    while true {
      do {
        return try await attempt(request, origin)
      } catch  where TransportFailure.isStaleConnection(error) && stale < Self.staleConnections {
        stale += 1
      } catch {
        throw TransportFailure.describe(error, origin: origin, stage: .connecting)
      }
    }
  }

  /// Closed connections that may be tried before a request is given up.
  private static let staleConnections = 2

  private func attempt(_ request: HTTPRequest, _ origin: Origin) async throws -> HTTPReply {
    var outgoing = HTTPClientRequest(url: request.url)
    outgoing.method = request.method == .post ? .POST : .GET
    for header in request.headers { outgoing.headers.add(name: header.name, value: header.value) }
    if request.method == .post { outgoing.body = .bytes(ByteBuffer(bytes: request.body)) }
    let deadline =
      request.headTimeout.map { NIODeadline.now() + TimeAmount($0) } ?? .distantFuture
    let response = try await client(for: origin).execute(outgoing, deadline: deadline)
    // None is asked for: a few bytes of it could become gigabytes.
    if let coding = HTTPCoding.unasked(in: response.headers[canonicalForm: "Content-Encoding"]) {
      throw EngineError(
        .unsupported, "\(origin.address) sent a compressed answer (\(coding.prefix(20))) unasked.",
        remedy: "Switch compression off in the server, or in the proxy before it.")
    }
    return HTTPReply(
      status: Int(response.status.code),
      headers: response.headers.map { HTTPHeader($0.name, $0.value) },
      body: ResponseBytes(body: response.body, origin: origin))
  }

  private func client(for origin: Origin) -> HTTPClient {
    guard let proxy = proxies.proxy(for: origin) else { return direct }
    return proxied.first { $0.proxy == proxy }?.client ?? direct
  }

  private static func base64(_ text: String) -> String {
    Base64.encode(Array(text.utf8))
  }
}

/// The body as arrays of bytes, with our own errors.
private struct ResponseBytes: AsyncSequence, Sendable {
  let body: HTTPClientResponse.Body
  let origin: Origin

  struct Iterator: AsyncIteratorProtocol {
    var bytes: HTTPClientResponse.Body.AsyncIterator
    let origin: Origin

    mutating func next() async throws -> [UInt8]? {
      do {
        guard let buffer = try await bytes.next() else { return nil }
        return Array(buffer: buffer)
      } catch {
        throw TransportFailure.describe(error, origin: origin, stage: .receiving)
      }
    }
  }

  func makeAsyncIterator() -> Iterator {
    Iterator(bytes: body.makeAsyncIterator(), origin: origin)
  }
}

/// The client's and the system's errors in words for a person.
private enum TransportFailure {
  enum Stage { case connecting, receiving }

  static func describe(_ error: any Error, origin: Origin, stage: Stage) -> EngineError {
    let raw = String(describing: error)
    if let unreadable = error as? UnreadableAnswer { return unreadable.error(origin) }
    if let known = error as? EngineError { return known }
    if stage == .receiving {
      return EngineError(
        .brokenStream, "The connection to \(origin.address) broke before the reply was complete.",
        serverWords: raw)
    }
    if let security = certificateError(raw, origin) ?? handshakeError(raw, origin) {
      return security
    }
    let client = error as? HTTPClientError
    if client == .connectTimeout {
      return EngineError(
        .unreachable, "\(origin.address) does not accept the connection (5 s).", serverWords: raw)
    }
    if client == .deadlineExceeded || client == .readTimeout {
      return EngineError(
        .unresponsive, "\(origin.address) accepts connections but does not answer.",
        serverWords: raw)
    }
    if isStaleConnection(error) {
      return EngineError(
        .unresponsive, "\(origin.address) closed the connection without an answer.",
        serverWords: raw)
    }
    return EngineError(.unreachable, "No server answers at \(origin).", serverWords: raw)
  }

  /// The other side had closed before any answer.
  static func isStaleConnection(_ error: any Error) -> Bool {
    if (error as? HTTPClientError) == .remoteConnectionClosed { return true }
    if (error as? ChannelError) == .ioOnClosedChannel { return true }
    let code = (error as? IOError)?.errnoCode
    return code == ECONNRESET || code == EPIPE
  }

  /// The server is there and does not speak TLS, or not this one.
  private static func handshakeError(_ raw: String, _ origin: Origin) -> EngineError? {
    guard origin.scheme == "https" else { return nil }
    if raw.contains("WRONG_VERSION_NUMBER") || raw.contains("HTTP_REQUEST") {
      return EngineError(
        .unresponsive, "\(origin.address) does not speak TLS.",
        remedy: "If it is meant to be asked unencrypted, write http:// in base_url.",
        serverWords: raw)
    }
    guard
      raw.contains("handshakeFailed") || raw.contains("sslError") || raw.contains("uncleanShutdown")
    else { return nil }
    return EngineError(
      .unresponsive, "\(origin.address) broke off the TLS handshake.", serverWords: raw)
  }

  /// What is verified always: who made the certificate, and for which name.
  private static func certificateError(_ raw: String, _ origin: Origin) -> EngineError? {
    if raw.contains("CERTIFICATE_VERIFY_FAILED") {
      return EngineError(
        .unreachable, "The certificate of \(origin.address) is not trusted.",
        remedy: "Check base_url. To trust a certificate of your own, "
          + "start with SSL_CERT_FILE set to its file.",
        serverWords: raw)
    }
    guard raw.contains("failedToValidateHostname") else { return nil }
    return EngineError(
      .unreachable, "The certificate of \(origin.address) is for another name.",
      remedy: "Write the name that the certificate is for in base_url.", serverWords: raw)
  }
}
