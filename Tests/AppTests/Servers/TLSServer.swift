import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// A server behind a certificate that nobody but itself has signed, for `localhost`.
final class TLSServer: Sendable {
  /// The certificate's file.
  static let certificate = fixture("self-signed.pem")

  let port: Int
  private let listener: any Channel

  private static func fixture(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/\(name)").standardizedFileURL.path
  }

  /// Answers whatever is asked with these bytes, and closes.
  private final class Answer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    let bytes: String

    init(_ bytes: String) { self.bytes = bytes }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      let channel = context.channel
      channel.writeAndFlush(ByteBuffer(string: bytes)).whenComplete { _ in
        channel.close(promise: nil)
      }
    }
  }

  init(body: String) async throws {
    let key = try NIOSSLPrivateKey(file: Self.fixture("self-signed-key.pem"), format: .pem)
    let chain = try NIOSSLCertificate.fromPEMFile(Self.certificate)
    let context = try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key)))
    let answer =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
      + "Connection: close\r\n\r\n" + body
    listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers(
            NIOSSLServerHandler(context: context), Answer(answer))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    port = listener.localAddress?.port ?? 0
  }

  func stop() async { try? await listener.close() }
}
