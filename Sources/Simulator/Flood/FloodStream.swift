import NIOCore
import NIOPosix

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One reply on its way, at the plan's rate.
final class FloodStream {
  /// A reply's chunks, written down once for all requests.
  struct Script: Sendable {
    let plan: FloodPlan
    let head: ByteBuffer
    /// All deltas behind each other, each an HTTP chunk.
    let chunks: ByteBuffer
    /// Where each delta ends in `chunks`.
    let ends: [Int]
    let tail: ByteBuffer

    init(_ plan: FloodPlan, _ wire: FloodWire) {
      self.plan = plan
      head = ByteBuffer(
        string: "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n" + Self.chunk(wire.opening))
      var chunks = ByteBuffer()
      var ends: [Int] = []
      ends.reserveCapacity(plan.deltas)
      for number in 0..<plan.deltas {
        chunks.writeString(Self.chunk(wire.delta(number, of: plan)))
        ends.append(chunks.writerIndex)
      }
      self.chunks = chunks
      self.ends = ends
      tail = ByteBuffer(string: Self.chunk(wire.closing(plan)) + "0\r\n\r\n")
    }

    private static func chunk(_ text: String) -> String {
      text.isEmpty ? "" : String(text.utf8.count, radix: 16) + "\r\n" + text + "\r\n"
    }
  }

  /// Deltas of one write at full speed, about 50 kB.
  private static let batch = 256

  private let script: Script
  private let server: FloodServer
  private let context: ChannelHandlerContext
  private var sent = 0
  private var start = NIODeadline.uptimeNanoseconds(0)
  private var next: Scheduled<Void>?
  private var hasEnded = false
  private var isStamped = false

  init(_ script: Script, _ server: FloodServer, _ context: ChannelHandlerContext) {
    self.script = script
    self.server = server
    self.context = context
  }

  func begin() {
    isStamped = server.begin(script.plan.deltas)
    write(script.head)
    context.flush()
    start = .now()
    resume()
  }

  /// Sends what is due; called by the clock, or when the client has made room again.
  func resume() {
    guard !hasEnded else { return }
    script.plan.rate.isFinite ? sendDue() : sendAll()
  }

  func stop() {
    if isStamped, !hasEnded { server.abandon() }
    hasEnded = true
    next?.cancel()
  }

  private func sendDue() {
    let nanoseconds = (NIODeadline.now() - start).nanoseconds
    let due = min(script.plan.deltas, Int(Double(nanoseconds) / 1e9 * script.plan.rate) + 1)
    while sent < due { send(1) }
    guard sent < script.plan.deltas else { return end() }
    let offset = Int64(Double(sent) / script.plan.rate * 1e9)
    next?.cancel()
    next = context.eventLoop.assumeIsolated().scheduleTask(deadline: start + .nanoseconds(offset)) {
      self.resume()
    }
  }

  private func sendAll() {
    while sent < script.plan.deltas, context.channel.isWritable {
      send(min(Self.batch, script.plan.deltas - sent))
    }
    // A flush may have made room at once, and the rest has gone from inside it.
    if sent == script.plan.deltas, !hasEnded { end() }
  }

  /// The stamp is taken before the write, so that the socket's own time counts as the client's.
  private func send(_ count: Int) {
    let begin = sent == 0 ? 0 : script.ends[sent - 1]
    let end = script.ends[sent + count - 1]
    if isStamped { server.stamp(sent..<sent + count) }
    sent += count
    guard let bytes = script.chunks.getSlice(at: begin, length: end - begin) else { return }
    write(bytes)
    context.flush()
  }

  private func end() {
    hasEnded = true
    if script.plan.resets { return reset() }
    write(script.tail)
    context.flush()
    server.end()
  }

  /// Closes with a reset, as a server does whose process is killed.
  private func reset() {
    let channel = context.channel
    guard let socket = channel as? any SocketOptionProvider else { return }
    let lingers = socket.setSoLinger(linger(l_onoff: 1, l_linger: 0))
    lingers.whenComplete { _ in channel.close(promise: nil) }
  }

  private func write(_ bytes: ByteBuffer) {
    context.write(NIOAny(bytes), promise: nil)
  }
}
