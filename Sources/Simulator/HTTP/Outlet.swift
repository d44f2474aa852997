import NIOCore
import NIOPosix

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the bytes of one answer leave, cut and broken as the request's faults demand.
///
/// Used by one task only. After a deliberate break every write throws `Outlet.Broken`.
final class Outlet {
  /// The answer was cut off on purpose.
  struct Broken: Error {}

  private let channel: any Channel
  private var held = ByteBuffer()
  private var isChunked = false
  /// Bytes of the body, framing included, that went out.
  private(set) var bodyBytes = 0
  /// The status that was sent, once the head is out.
  private(set) var status: Int?
  /// Takes every part of the body, too; with it the answer goes on when the client has gone.
  var kept: KeptStream?
  private var isGone = false

  var writesSingleBytes = false
  var holdsEverything = false
  /// Bytes of the body after which the connection breaks.
  var breakingPoint: Int?
  var breaksWithReset = false

  init(channel: any Channel) { self.channel = channel }

  /// Sends the status line and the fields as they are, in this order.
  func head(status: Int, reason: String, fields: [(String, String)]) async throws {
    var text = "HTTP/1.1 \(status) \(reason)\r\n"
    for (name, value) in fields { text += "\(name): \(value)\r\n" }
    isChunked = fields.contains { $0.0.lowercased() == "transfer-encoding" }
    self.status = status
    try await release(Array((text + "\r\n").utf8))
  }

  /// One part of the body: a chunk when the head promised chunks.
  func part(_ bytes: [UInt8]) async throws {
    guard !bytes.isEmpty else { return }
    try kept?.append(bytes)
    guard isChunked else { return try await body(bytes) }
    let size = String(bytes.count, radix: 16)
    try await body(Array("\(size)\r\n".utf8) + bytes + Array("\r\n".utf8))
  }

  /// Ends the body.
  func end() async throws {
    if isChunked { try await body(Array("0\r\n\r\n".utf8)) }
    try await flushHeld()
  }

  func close() { channel.close(promise: nil) }

  /// Lets go of what `holdsEverything` kept.
  func flushHeld() async throws {
    guard held.readableBytes > 0 else { return }
    let bytes = held
    held.clear()
    try await channel.writeAndFlush(bytes).get()
  }

  private func body(_ bytes: [UInt8]) async throws {
    guard !isGone else { return }
    do {
      try await send(body: bytes)
    } catch  where kept != nil {
      isGone = true
    }
  }

  private func send(body bytes: [UInt8]) async throws {
    guard let point = breakingPoint, bodyBytes + bytes.count > point else {
      bodyBytes += bytes.count
      return try await release(bytes)
    }
    let rest = max(0, point - bodyBytes)
    bodyBytes += rest
    try await release(Array(bytes.prefix(rest)))
    try await flushHeld()
    try await snap()
    throw Broken()
  }

  private func release(_ bytes: [UInt8]) async throws {
    if holdsEverything {
      held.writeBytes(bytes)
    } else if writesSingleBytes {
      // Each by itself, from the channel's own thread: no change of threads for each byte.
      try await channel.eventLoop.flatSubmit { [channel] in
        bytes.reduce(channel.eventLoop.makeSucceededVoidFuture()) { _, byte in
          channel.writeAndFlush(ByteBuffer(bytes: [byte]))
        }
      }.get()
    } else {
      try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
    }
  }

  /// Closes now; with a linger time of zero the kernel sends a reset.
  private func snap() async throws {
    if breaksWithReset {
      let socket = channel as? any SocketOptionProvider
      try await socket?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
    }
    try await channel.close().get()
  }
}
