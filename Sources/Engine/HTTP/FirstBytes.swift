import NIOCore

/// Remembers how the latest answer on a connection begins, to tell what it is if it is no HTTP.
final class FirstBytes: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// A head with the fields that matter.
  static let kept = 1024

  private(set) var bytes: [UInt8] = []

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    bytes = []
    context.write(data, promise: promise)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if bytes.count < Self.kept {
      bytes += unwrapInboundIn(data).readableBytesView.prefix(Self.kept - bytes.count)
    }
    context.fireChannelRead(data)
  }
}
