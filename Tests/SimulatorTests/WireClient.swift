import NIOCore
import NIOPosix

@testable import Simulator

/// A client that shows the bytes of an answer as they came.
struct WireClient {
  let port: Int

  /// Sends a request with `Connection: close` and reads until the server closes.
  func send(
    _ line: String, _ body: String = "", headers: [String: String] = [:]
  ) async throws -> RawReply {
    let bytes = try await exchange(Self.request(line, body, headers: headers, closing: true))
    return RawReply(bytes: bytes)
  }

  /// Sends bytes as they are and reads until the server closes.
  func exchange(_ text: String) async throws -> [UInt8] {
    let line = try await open()
    try await line.write(text)
    var bytes: [UInt8] = []
    while let part = await line.next() { bytes += part }
    return bytes
  }

  func open() async throws -> OpenLine {
    let (parts, sink) = AsyncStream<[UInt8]>.makeStream()
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(ByteCollector(sink: sink))
        }
      }
      .connect(host: "127.0.0.1", port: port).get()
    return OpenLine(channel: channel, parts: parts)
  }

  static func request(
    _ line: String, _ body: String = "", headers: [String: String] = [:], closing: Bool = false
  ) -> String {
    var text = "\(line) HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    for (name, value) in headers { text += "\(name): \(value)\r\n" }
    if closing { text += "Connection: close\r\n" }
    return text + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }
}

/// A connection that stays open until it is closed.
final class OpenLine {
  private let channel: any Channel
  private var parts: AsyncStream<[UInt8]>.Iterator

  init(channel: any Channel, parts: AsyncStream<[UInt8]>) {
    self.channel = channel
    self.parts = parts.makeAsyncIterator()
  }

  func write(_ text: String) async throws {
    try await channel.writeAndFlush(ByteBuffer(string: text)).get()
  }

  /// The next bytes; nil when the server has closed.
  func next() async -> [UInt8]? { await parts.next(isolation: #isolation) }

  /// Reads until what came so far contains the text; false when the server closes first.
  func reads(until text: String) async -> Bool {
    var seen: [UInt8] = []
    while !String(decoding: seen, as: UTF8.self).contains(text) {
      guard let part = await next() else { return false }
      seen += part
    }
    return true
  }

  func close() async throws { try await channel.close().get() }
}

private final class ByteCollector: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let sink: AsyncStream<[UInt8]>.Continuation

  init(sink: AsyncStream<[UInt8]>.Continuation) { self.sink = sink }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    sink.yield(Array(unwrapInboundIn(data).readableBytesView))
  }

  func channelInactive(context: ChannelHandlerContext) { sink.finish() }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}

/// One answer, raw and taken apart.
struct RawReply {
  let bytes: [UInt8]
  let status: Int
  let fields: [(name: String, value: String)]
  /// The body as framed on the wire.
  let framed: [UInt8]
  /// Whether the body is whole by its own framing.
  let isWhole: Bool
  let body: String

  init(bytes: [UInt8]) {
    self.bytes = bytes
    let mark = Array("\r\n\r\n".utf8)
    var end = 0
    while end + 4 <= bytes.count, Array(bytes[end..<end + 4]) != mark { end += 1 }
    let head = String(decoding: bytes[..<min(end, bytes.count)], as: UTF8.self)
    let lines = head.split(separator: "\r\n")
    status = lines.first.flatMap { Int($0.split(separator: " ").dropFirst().first ?? "") } ?? 0
    fields = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (String(parts[0]), parts.count > 1 ? parts[1].trimmed : "")
    }
    framed = Array(bytes.dropFirst(min(end + 4, bytes.count)))
    let chunked = fields.contains { $0.name.lowercased() == "transfer-encoding" }
    if chunked {
      (body, isWhole) = Self.dechunked(framed)
    } else {
      body = String(decoding: framed, as: UTF8.self)
      let length = fields.first { $0.name.lowercased() == "content-length" }?.value
      isWhole = length == String(framed.count)
    }
  }

  func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  var json: JSON { JSON(parsing: Array(body.utf8)) ?? .null }

  /// The frames of an event stream: name, if any, and data.
  var events: [(name: String?, data: JSON)] {
    body.split(separator: "\n\n").compactMap { frame in
      let lines = frame.split(separator: "\n")
      let name = lines.first { $0.hasPrefix("event: ") }.map { String($0.dropFirst(7)) }
      guard let data = lines.first(where: { $0.hasPrefix("data: ") }) else { return nil }
      return (name, JSON(parsing: Array(data.dropFirst(6).utf8)) ?? .null)
    }
  }

  /// The event names in order, repetitions told once.
  var sequence: [String] {
    var names: [String] = []
    for event in events {
      guard let name = event.name, names.last != name else { continue }
      names.append(name)
    }
    return names
  }

  /// All strings at a path of the events' data, joined.
  func joined(_ path: String...) -> String {
    events.map { event in
      var value: JSON? = event.data
      for name in path { value = Int(name).map { value?.elements?[at: $0] } ?? value?[name] }
      return value?.text ?? ""
    }.joined()
  }

  private static func dechunked(_ framed: [UInt8]) -> (String, Bool) {
    var body: [UInt8] = []
    var rest = framed[...]
    while let end = rest.firstIndex(of: 13) {
      let digits = String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
      guard let size = Int(digits, radix: 16), rest.count >= digits.utf8.count + 4 + size else {
        break
      }
      if size == 0 { return (String(decoding: body, as: UTF8.self), true) }
      let start = end + 2
      body += rest[start..<start + size]
      rest = rest[(start + size + 2)...]
    }
    return (String(decoding: body, as: UTF8.self), false)
  }
}

extension Array {
  subscript(at index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

/// Runs a test against a simulator of its own, which never waits unless told to.
func withSimulator(
  _ change: (inout SimulatorOptions) -> Void = { _ in },
  _ test: (Simulator, WireClient) async throws -> Void
) async throws {
  var options = SimulatorOptions(speed: .infinity)
  change(&options)
  let simulator = Simulator(options)
  let port = try await simulator.start()
  do {
    try await test(simulator, WireClient(port: port))
  } catch {
    await simulator.stop()
    throw error
  }
  await simulator.stop()
}

/// Stops time wherever a server would wait, until it is let go.
actor Gate {
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var arrivals: [CheckedContinuation<Void, Never>] = []
  private var isOpen = false

  func pass() async {
    for arrival in arrivals { arrival.resume() }
    arrivals = []
    guard !isOpen else { return }
    await withCheckedContinuation { waiting.append($0) }
  }

  /// Returns once so many wait at the gate.
  func arrival(of count: Int = 1) async {
    while waiting.count < count {
      await withCheckedContinuation { arrivals.append($0) }
      // A waiter counts only when it waits.
      await Task.yield()
    }
  }

  func open() {
    isOpen = true
    for waiter in waiting { waiter.resume() }
    waiting = []
  }
}

struct GatedPacing: Pacing {
  let gate = Gate()
  let now = 1_790_000_000.0

  func wait(_ seconds: Double) async throws {
    await gate.pass()
    try Task.checkCancellation()
  }
}
