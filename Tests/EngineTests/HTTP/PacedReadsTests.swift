import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import Engine

@Suite("A stream of small packets costs a wake-up a picture")
struct PacedReadsTests {
  /// Stands where the socket would, and counts what is asked of it.
  private final class Socket: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    var reads = 0

    func read(context: ChannelHandlerContext) { reads += 1 }
  }

  private struct Connection {
    let channel = EmbeddedChannel()
    let socket = Socket()

    init() throws {
      try channel.pipeline.syncOperations.addHandlers(socket, PacedReads())
    }

    /// The socket brings some pieces, and the next read is asked for.
    func bring(_ pieces: Int = 1, bytes: Int = 200) throws {
      for _ in 0..<pieces {
        channel.pipeline.fireChannelRead(ByteBuffer(repeating: 0x20, count: bytes))
      }
      channel.pipeline.fireChannelReadComplete()
      channel.pipeline.read()
    }

    /// So many of a reply's first packets.
    func begin() throws {
      for _ in 0..<PacedReads.promptReads { try bring() }
    }

    func pass(_ time: TimeAmount) { channel.embeddedEventLoop.advanceTime(by: time) }
  }

  @Test("The first packets after a request are read at once")
  func first() throws {
    let connection = try Connection()
    try connection.begin()
    #expect(connection.socket.reads == PacedReads.promptReads)
  }

  @Test("After them the next read waits until a picture's time is over")
  func paced() throws {
    let connection = try Connection()
    try connection.begin()
    try connection.bring()
    let before = connection.socket.reads
    connection.pass(PacedReads.pause - .milliseconds(1))
    #expect(connection.socket.reads == before)
    connection.pass(.milliseconds(1))
    #expect(connection.socket.reads == before + 1)
  }

  @Test("What comes fast is read more often, for as long as it comes fast")
  func fast() throws {
    let connection = try Connection()
    try connection.begin()
    var pause = PacedReads.pause
    for _ in 0..<5 {
      // As much as a fast sender sends in the time.
      try connection.bring(bytes: PacedReads.fastRate * Int(pause.nanoseconds / 1_000_000))
      let before = connection.socket.reads
      connection.pass(PacedReads.shortPause - .milliseconds(1))
      #expect(connection.socket.reads == before)
      connection.pass(.milliseconds(1))
      #expect(connection.socket.reads == before + 1)
      pause = PacedReads.shortPause
    }
    try connection.bring(bytes: PacedReads.fastRate)
    let before = connection.socket.reads
    connection.pass(PacedReads.shortPause)
    #expect(connection.socket.reads == before)
  }

  @Test("Asking twice reads once")
  func once() throws {
    let connection = try Connection()
    try connection.begin()
    try connection.bring()
    connection.channel.pipeline.read()
    let before = connection.socket.reads
    connection.pass(.seconds(1))
    #expect(connection.socket.reads == before + 1)
  }

  @Test("Much at once is followed by the next read at once")
  func bulk() throws {
    let connection = try Connection()
    try connection.begin()
    let before = connection.socket.reads
    for _ in 0..<10 { try connection.bring(PacedReads.fullRead) }
    #expect(connection.socket.reads == before + 10)
  }

  @Test("A new request's first packets are read at once again")
  func nextRequest() throws {
    let connection = try Connection()
    try connection.begin()
    try connection.bring()
    connection.pass(.seconds(1))
    try connection.channel.writeOutbound(ByteBuffer(string: "GET"))
    let before = connection.socket.reads
    try connection.bring()
    #expect(connection.socket.reads == before + 1)
  }

  @Test("The pieces of a body that one read brought arrive as one")
  func gathered() throws {
    let channel = EmbeddedChannel(handler: GatheredBody())
    let head = HTTPResponseHead(version: .http1_1, status: .ok)
    channel.pipeline.fireChannelRead(HTTPClientResponsePart.head(head))
    for piece in ["one ", "two ", "three"] {
      channel.pipeline.fireChannelRead(HTTPClientResponsePart.body(ByteBuffer(string: piece)))
    }
    #expect(try channel.readInbound(as: HTTPClientResponsePart.self) == .head(head))
    #expect(try channel.readInbound(as: HTTPClientResponsePart.self) == nil)
    channel.pipeline.fireChannelReadComplete()
    #expect(
      try channel.readInbound(as: HTTPClientResponsePart.self)
        == .body(ByteBuffer(string: "one two three")))
    channel.pipeline.fireChannelRead(HTTPClientResponsePart.body(ByteBuffer(string: "last")))
    channel.pipeline.fireChannelRead(HTTPClientResponsePart.end(nil))
    #expect(
      try channel.readInbound(as: HTTPClientResponsePart.self)
        == .body(ByteBuffer(string: "last")))
    #expect(try channel.readInbound(as: HTTPClientResponsePart.self) == .end(nil))
  }

  @Test("Deltas that came together are told in fewer pieces, and say the same")
  func joined() {
    let deltas: [Delta] = [
      .reasoning("a"), .reasoning("b"), .text("c"), .model("m"), .text("d"), .text("e"),
      .finish(.stop),
    ]
    #expect(
      deltas.joined == [
        .reasoning("ab"), .text("c"), .model("m"), .text("de"), .finish(.stop),
      ])
  }
}
