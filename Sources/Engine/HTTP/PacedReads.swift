import NIOCore

/// Reads a socket at most once a frame while it brings little at a time.
///
/// A model writes a token every few milliseconds, each in a packet of its own. Read one by one they
/// would wake three threads each, for a screen that shows twenty-three pictures a second. Between two
/// reads they gather in the socket's own buffer instead, and cost what one costs. What comes fast is
/// read more often, because the kernel counts a small packet as a kilobyte and would stop the sender
/// long before its buffer is full; what comes in bulk is read as fast as it comes; and the first
/// answers of a connection are never held up.
final class PacedReads: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// 44 ms: a word is on the screen 22 ms after it came, in the middle, and none later than 45.
  static let pause: TimeAmount = .milliseconds(44)
  /// While `fastRate` bytes or more come in a millisecond: two thousand tokens a second.
  static let shortPause: TimeAmount = .milliseconds(8)
  static let fastRate = 400
  /// Reads after a request that are not held up: its head, a short body, the first words.
  static let promptReads = 8
  /// Pieces after which the event loop stops reading though more may wait: what comes in bulk.
  static let fullRead = 4

  private var readsSinceRequest = 0
  /// What came since the last `channelReadComplete`, and with the read before it.
  private var arriving = (pieces: 0, bytes: 0)
  private var lastRead = (pieces: 0, isFast: false, at: NIODeadline.uptimeNanoseconds(0))
  private var waiting: Scheduled<Void>?

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    readsSinceRequest = 0
    context.write(data, promise: promise)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    arriving.pieces += 1
    arriving.bytes += unwrapInboundIn(data).readableBytes
    context.fireChannelRead(data)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    readsSinceRequest += 1
    let now = context.eventLoop.now
    let gathered = max(now - lastRead.at, Self.shortPause)
    let isFast = arriving.bytes >= Self.fastRate * Int(gathered.nanoseconds / 1_000_000)
    lastRead = (arriving.pieces, isFast, now)
    arriving = (0, 0)
    context.fireChannelReadComplete()
  }

  func read(context: ChannelHandlerContext) {
    let due = lastRead.at + (lastRead.isFast ? Self.shortPause : Self.pause)
    guard readsSinceRequest > Self.promptReads, lastRead.pieces < Self.fullRead,
      context.eventLoop.now < due
    else { return context.read() }
    guard waiting == nil else { return }
    waiting = context.eventLoop.assumeIsolated().scheduleTask(deadline: due) {
      self.waiting = nil
      context.read()
    }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    waiting?.cancel()
    waiting = nil
  }
}
