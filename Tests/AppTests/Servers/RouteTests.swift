import Engine
import Foundation
import NIOCore
import NIOPosix
import Support
import Testing

@testable import App

/// Ways to a server other than a plain connection, and what is said when one is closed.
@Suite("Proxies, sockets and broken handshakes each have their own words", .limit(minutes: 1))
struct RouteTests {
  private static let models = #"{"object":"list","data":[{"id":"m","object":"model"}]}"#

  private func get(
    _ url: String, _ environment: [String: String] = [:]
  ) async -> Result<Int, EngineError> {
    let transport = HTTPTransport(environment: environment)
    let result: Result<Int, EngineError>
    do throws(EngineError) {
      result = .success(try await transport.send(HTTPRequest(method: .get, url: url)).status)
    } catch {
      result = .failure(error)
    }
    await transport.shutdown()
    return result
  }

  private func failure(
    _ url: String, _ environment: [String: String] = [:]
  ) async -> EngineError {
    if case .failure(let error) = await get(url, environment) { return error }
    return EngineError(.refused, "it was answered")
  }

  @Test("A request in the clear goes through http_proxy with its credentials, and past NO_PROXY")
  func proxied() async throws {
    let proxy = RawServer { $0.answer("200 OK", body: Self.models) }
    defer { proxy.stop() }
    let environment = [
      "http_proxy": "http://me:secret@127.0.0.1:\(proxy.port)", "NO_PROXY": "in.example",
    ]
    #expect(try await get("http://plain.example/v1/models", environment).get() == 200)
    let asked = try #require(proxy.requests.first)
    #expect(asked.hasPrefix("GET http://plain.example/v1/models HTTP/1.1"))
    #expect(asked.contains("Proxy-Authorization: Basic bWU6c2VjcmV0"))
    _ = await get("http://box.in.example:9/v1/models", environment)
    #expect(proxy.requests.count == 1)
  }

  @Test("A proxy that asks for a password is told apart from the server behind it")
  func proxyWantsPassword() async {
    let proxy = RawServer {
      $0.answer("407 Proxy Authentication Required", ["Proxy-Authenticate: Basic realm=\"x\""])
    }
    defer { proxy.stop() }
    let error = await failure(
      "https://plain.example/v1/models", ["https_proxy": "http://127.0.0.1:\(proxy.port)"])
    #expect(error.kind == .unreachable)
    #expect(error.message == "The proxy asks for a name and a password (407).")
    #expect(error.remedy?.contains("https_proxy=http://name:password@") == true)
  }

  @Test("A proxy that is not there is said to be the proxy")
  func noProxy() async {
    let gone = RawServer { $0.answer("200 OK") }
    gone.stop()
    let error = await failure(
      "https://plain.example/v1/models", ["https_proxy": "http://nowhere.invalid:1"])
    #expect(error.message == "The proxy to plain.example cannot be found.", "\(error)")
  }

  @Test("A file of certificates that is not there is named by its variable")
  func noTrustFile() async throws {
    let server = try await TLSServer(body: "")
    let error = await failure(
      "https://localhost:\(server.port)/v1", ["SSL_CERT_FILE": "/nonexistent.pem"])
    await server.stop()
    #expect(error.kind == .configuration)
    #expect(error.message.contains("SSL_CERT_FILE"), "\(error)")
  }

  @Test("A server that closes inside the handshake broke it off")
  func brokenHandshake() async throws {
    let server = try await TLSServer(body: "", breaksHandshake: true)
    let error = await failure("https://localhost:\(server.port)/v1")
    #expect(error.kind == .unresponsive)
    #expect(error.message == "localhost:\(server.port) broke off the TLS handshake.", "\(error)")
    await server.stop()
  }

  @Test("A unix socket is a server of this machine, with or without a path of its own")
  func socket() async throws {
    final class Answer: ChannelInboundHandler {
      typealias InboundIn = ByteBuffer
      typealias OutboundOut = ByteBuffer
      func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let asked = String(buffer: unwrapInboundIn(data))
        let status =
          asked.hasPrefix("GET /v1/models HTTP/1.1\r\nHost: localhost\r\n") ? "200 OK" : "404 No"
        let channel = context.channel
        let bytes = ByteBuffer(
          string: "HTTP/1.1 \(status)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        channel.writeAndFlush(bytes).whenComplete { _ in channel.close(promise: nil) }
      }
    }
    let path = NSTemporaryDirectory() + "codex-tui-\(UUID().uuidString.prefix(8)).sock"
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Answer())
        }
      }
      .bind(unixDomainSocketPath: path).get()
    defer { unlink(path) }
    for address in ["unix://\(path)", "unix://\(path):/v1", "unix://\(path):/v1/"] {
      let provider = try Self.provider(address)
      #expect(provider.origin?.isLoopback == true)
      #expect(provider.origin?.address == path)
      #expect(try await get(provider.url("v1/models")).get() == 200)
    }
    try await listener.close()
    let gone = await failure(try Self.provider("unix:///nonexistent.sock").url("v1/models"))
    #expect(gone.kind == .unreachable)
    #expect(gone.message == "No server listens at the socket /nonexistent.sock.")
  }

  private static func provider(_ address: String) throws -> Provider {
    let text = "[model_providers.box]\nname = \"box\"\nbase_url = \"\(address)\"\n"
    return try #require(try EngineFixture.configuration(text).providers.first { $0.id == "box" })
  }
}
