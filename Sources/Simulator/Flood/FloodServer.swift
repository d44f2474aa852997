import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A server on loopback that says numbered words at a rate, and remembers when it said each.
///
/// The other servers here imitate a program to the byte; this one is only fast, so that what is
/// measured behind it is never the measure itself. Deltas are written down before the first request
/// and leave from one event loop, each in a chunk and a packet of its own.
package final class FloodServer: Sendable {
  private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
  private let state: Mutex<State>

  fileprivate struct State {
    var plan: FloodPlan
    /// Nanoseconds of the machine's uptime when each delta of the last reply was written.
    var stamps: [UInt64] = []
    /// When the last prompt was here.
    var asked: UInt64 = 0
    var prepared: [FloodWire: FloodStream.Script] = [:]
    var listener: (any Channel)?
    var sent = 0
    /// The deltas of a reply to this plan are or have been stamped.
    var hasStamped = false
    var replies = 0
  }

  package init(_ plan: FloodPlan) {
    state = Mutex(State(plan: plan))
  }

  /// Listens on 127.0.0.1 and returns the port.
  package func start() throws -> Int {
    let listener = try ServerBootstrap(group: group)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { [self] channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers(
            ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)),
            FloodConnection(self))
        }
      }
      .bind(host: "127.0.0.1", port: 0).wait()
    state.withLock { $0.listener = listener }
    return listener.localAddress?.port ?? 0
  }

  package func stop() throws {
    try group.syncShutdownGracefully()
  }

  /// The same for who must not block a thread.
  package func shutdown() async throws {
    try await group.shutdownGracefully()
  }

  /// What the next replies say. Forgets the stamps of the last one.
  package var plan: FloodPlan {
    get { state.withLock(\.plan) }
    set {
      state.withLock {
        $0.plan = newValue
        $0.prepared = [:]
        $0.stamps = []
        $0.sent = 0
        $0.hasStamped = false
      }
    }
  }

  /// When each delta of the last reply was written, in nanoseconds of the machine's uptime.
  package var stamps: [UInt64] { state.withLock(\.stamps) }

  /// When the last prompt was here, in nanoseconds of the machine's uptime.
  package var asked: UInt64 { state.withLock(\.asked) }

  /// Deltas of the last reply that were written so far.
  package var sent: Int { state.withLock(\.sent) }

  /// Replies that were sent whole.
  package var replies: Int { state.withLock(\.replies) }

  /// Writes the deltas down ahead of time, for the chat wire.
  package func prepare() { _ = script(.chat) }

  func script(_ wire: FloodWire) -> FloodStream.Script {
    state.withLock { state in
      if let known = state.prepared[wire] { return known }
      let script = FloodStream.Script(state.plan, wire)
      state.prepared[wire] = script
      return script
    }
  }

  /// - Returns: whether the reply is the one to be stamped, which is the plan's first: some clients ask
  ///   for a title besides, or go on by themselves afterwards.
  func begin(_ count: Int) -> Bool {
    let now = NIODeadline.now().uptimeNanoseconds
    return state.withLock { state in
      state.asked = now
      guard !state.hasStamped else { return false }
      state.hasStamped = true
      state.stamps = Array(repeating: 0, count: count)
      state.sent = 0
      return true
    }
  }

  /// The stamped reply was broken off.
  func abandon() { state.withLock { $0.hasStamped = false } }

  func stamp(_ deltas: Range<Int>) {
    let now = NIODeadline.now().uptimeNanoseconds
    state.withLock { state in
      for delta in deltas where delta < state.stamps.count { state.stamps[delta] = now }
      state.sent = deltas.upperBound
    }
  }

  func end() { state.withLock { $0.replies += 1 } }
}

/// One client: answers what every client asks, and streams to each prompt.
private final class FloodConnection: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = ByteBuffer

  private let server: FloodServer
  private var head: HTTPRequestHead?
  private var stream: FloodStream?

  init(_ server: FloodServer) { self.server = server }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = head
    case .body: break
    case .end:
      guard let head else { return }
      answer(head, context)
    }
  }

  private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    let path = head.uri.prefix { $0 != "?" }
    if head.method == .POST, let wire = FloodWire(path: path) {
      let stream = FloodStream(server.script(wire), server, context)
      self.stream = stream
      stream.begin()
    } else {
      let isList = path.hasSuffix("/models")
      let body =
        isList
        ? #"{"object":"list","data":[{"id":"flood","object":"model","owned_by":"flood"}]}"#
        : #"{"error":{"message":"not here"}}"#
      let text =
        "HTTP/1.1 \(isList ? "200 OK" : "404 Not Found")\r\nContent-Type: application/json\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n" + body
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    stream?.resume()
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) {
    stream?.stop()
    stream = nil
    context.fireChannelInactive()
  }
}
