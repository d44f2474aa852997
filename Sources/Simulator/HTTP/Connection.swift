import NIOCore
import NIOHTTP1

/// One client's connection: gathers requests, has them answered one after the other, and
/// stops the answer at once when the client goes away.
final class Connection: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = ByteBuffer

  /// Answers the requests of one connection, in their order.
  private let serve: @Sendable (AsyncStream<Request>, any Channel) async -> Void
  /// Whether a request is answered to its end when its client has gone.
  private let outlives: @Sendable (Request) -> Bool
  private var isToEnd = false
  private var queue: AsyncStream<Request>.Continuation?
  private var answering: Task<Void, Never>?
  private var head: HTTPRequestHead?
  private var body = ByteBuffer()
  private var count = 0
  private var isTooLarge = false

  init(
    outlives: @escaping @Sendable (Request) -> Bool,
    serve: @escaping @Sendable (AsyncStream<Request>, any Channel) async -> Void
  ) {
    self.outlives = outlives
    self.serve = serve
  }

  func channelActive(context: ChannelHandlerContext) {
    let channel = context.channel
    let serve = serve
    let stream = AsyncStream<Request>.makeStream()
    queue = stream.continuation
    let requests = stream.stream
    answering = Task { @Sendable in await serve(requests, channel) }
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body.clear()
      isTooLarge = false
      if head.headers["expect"].contains(where: { $0.lowercased() == "100-continue" }) {
        let interim = ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")
        context.writeAndFlush(wrapOutboundOut(interim), promise: nil)
      }
    case .body(var part):
      isTooLarge = isTooLarge || body.readableBytes + part.readableBytes > Admission.largestBody
      // What is too much is read and dropped, so that the answer can be read.
      if isTooLarge { body = ByteBuffer() } else { body.writeBuffer(&part) }
    case .end:
      guard let head else { return }
      count += 1
      let request = Request(head: head, body: body, ordinal: count, isTooLarge: isTooLarge)
      isToEnd = outlives(request)
      queue?.yield(request)
      self.head = nil
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    queue?.finish()
    if !isToEnd { answering?.cancel() }
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
