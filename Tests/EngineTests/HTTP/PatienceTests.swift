import Foundation
import Support
import Synchronization
import Testing

@testable import Engine

/// A reader whose patience has no end in a test, so that whatever it would hold up is seen to hang.
@Suite("A stream that is left to itself holds up nothing else", .limit(minutes: 1))
struct PatienceTests {
  /// Sends a word each time one was asked for, and closes when told to.
  private final class Words: Sendable {
    private let asked = DispatchSemaphore(value: 0)
    private let isOver = Mutex(false)
    let clientLeft = DispatchSemaphore(value: 0)

    func next() { asked.signal() }

    func end() {
      isOver.withLock { $0 = true }
      asked.signal()
    }

    func send(to exchange: RawServer.Exchange) {
      exchange.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
      while true {
        asked.wait()
        guard !isOver.withLock(\.self) else { return }
        exchange.send("word ")
      }
    }
  }

  /// What came of the stream so far.
  private final class Heard: Sendable {
    private let text = Mutex("")

    func add(_ bytes: [UInt8]) { text.withLock { $0 += String(decoding: bytes, as: UTF8.self) } }

    func isSaying(_ words: String) async {
      while text.withLock({ $0 != words }), !Task.isCancelled { await Task.yield() }
    }
  }

  /// Reads two words, after which the transport leaves the stream to itself.
  private func stream(
    _ words: Words, _ transport: HTTPTransport, port: Int
  ) async -> (heard: Heard, reader: Task<Void, any Error>) {
    transport.setPatience(.seconds(3600))
    let heard = Heard()
    let reader = Task {
      let reply = try await transport.send(
        HTTPRequest(method: .get, url: "http://127.0.0.1:\(port)/stream"))
      for try await piece in reply.body { heard.add(piece) }
    }
    words.next()
    await heard.isSaying("word ")
    words.next()
    await heard.isSaying("word word ")
    return (heard, reader)
  }

  private func server(_ words: Words) -> RawServer {
    RawServer { exchange in
      guard exchange.request.hasPrefix("GET /stream") else {
        return exchange.answer("200 OK", body: "here")
      }
      words.send(to: exchange)
      exchange.waitUntilGone()
      words.clientLeft.signal()
    }
  }

  @Test("Another request is sent and answered at once, and the stream goes on with it")
  func another() async throws {
    let words = Words()
    let server = server(words)
    defer { server.stop() }
    let transport = HTTPTransport(environment: [:])
    let (heard, reader) = await stream(words, transport, port: server.port)
    words.next()
    let other = try await transport.send(
      HTTPRequest(method: .get, url: "http://127.0.0.1:\(server.port)/other"))
    #expect(other.status == 200)
    var body: [UInt8] = []
    for try await piece in other.body { body += piece }
    #expect(body == Array("here".utf8))
    await heard.isSaying("word word word ")
    reader.cancel()
    words.end()
    await transport.shutdown()
  }

  @Test("A reader who leaves closes the connection at once")
  func leaving() async throws {
    let words = Words()
    let server = server(words)
    defer { server.stop() }
    let transport = HTTPTransport(environment: [:])
    let (_, reader) = await stream(words, transport, port: server.port)
    reader.cancel()
    await #expect(throws: (any Error).self) { try await reader.value }
    words.end()
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        words.clientLeft.wait()
        continuation.resume()
      }
    }
    await transport.shutdown()
  }
}
