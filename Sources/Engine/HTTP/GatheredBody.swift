import NIOCore
import NIOHTTP1

/// Joins the pieces of a body that one read of the socket brought.
///
/// Servers send each token as an HTTP chunk of its own; a read brings a few of them, or thousands.
/// Nobody behind this handler wants them apart: bytes become events by their own framing.
final class GatheredBody: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias InboundOut = HTTPClientResponsePart

  private var gathered: ByteBuffer?
  private let first: FirstBytes

  init(_ first: FirstBytes) { self.first = first }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .body(var piece) = unwrapInboundIn(data) else {
      release(context)
      return context.fireChannelRead(data)
    }
    if gathered == nil { gathered = piece } else { gathered?.writeBuffer(&piece) }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    release(context)
    context.fireChannelReadComplete()
  }

  func channelInactive(context: ChannelHandlerContext) {
    release(context)
    context.fireChannelInactive()
  }

  /// What came before an error is handed on before it.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    release(context)
    // An end inside a chunk is a connection that broke.
    let isUnreadable = (error as? HTTPParserError).map { $0 != .invalidEOFState } ?? false
    context.fireErrorCaught(
      isUnreadable
        ? UnreadableAnswer(bytes: first.bytes, reason: String(describing: error)) : error)
  }

  private func release(_ context: ChannelHandlerContext) {
    guard let body = gathered else { return }
    gathered = nil
    context.fireChannelRead(wrapInboundOut(.body(body)))
  }
}
