import Foundation
import Support
import Synchronization
import TUI
import Testing

@testable import App
@testable import Engine

/// Servers that never stop, or send more than was asked for.
@ScreenActor
@Suite("Whatever a server sends, the end is clear and the memory bounded", .limit(minutes: 2))
struct BoundsTests {
  /// Counts what a server could get rid of.
  private final class Sent: Sendable {
    private let bytes = Mutex(0)
    var count: Int { bytes.withLock { $0 } }
    func add(_ more: Int) { bytes.withLock { $0 += more } }
  }

  /// Sends a head, then the same piece until the client leaves, at most a gigabyte; to requests of
  /// that method only, so that a slow machine does not lose its patience with the look before.
  nonisolated private static func endless(
    _ head: String, _ piece: String, _ sent: Sent, to method: String = "POST"
  ) -> RawServer {
    let bytes = Array(piece.utf8)
    return RawServer { exchange in
      guard exchange.request.hasPrefix(method) else { return exchange.answer("404 Not Found") }
      guard exchange.send(head) else { return }
      while sent.count < 1 << 30, exchange.send(bytes) { sent.add(bytes.count) }
    }
  }

  private func stage(_ port: Int, longestReply: Int = 64 << 20) async throws -> Harness {
    try await Harness(
      config: """
        profile = "here"
        [model_providers.box]
        name = "box"
        base_url = "http://127.0.0.1:\(port)/v1"
        wire_api = "chat"
        request_max_retries = 0
        [profiles.here]
        model_provider = "box"
        model = "m"
        """, transport: HTTPTransport(environment: [:]), longestReply: longestReply)
  }

  /// Sends a prompt to a server that answers every POST so; returns how it ended.
  private func reply(
    _ server: RawServer, longestReply: Int = 64 << 20
  ) async throws -> (reply: Reply, picture: String) {
    let harness = try await stage(server.port, longestReply: longestReply)
    harness.type("hello\n")
    await harness.until { $0.session.transcript.settled.count == 1 }
    let reply = try #require(harness.state.session.transcript.settled.first?.reply)
    let picture = harness.picture
    await harness.shutdown()
    server.stop()
    return (reply, picture)
  }

  nonisolated private static let stream =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
  /// Sockets and channels hold this much beside what we read.
  nonisolated private static let buffers = 128 << 20

  private func message(_ reply: Reply) -> String {
    if case .failed(let error) = reply.status { error.message } else { "\(reply.status)" }
  }

  @Test("A gigabyte of error body: the first 64 KiB are read")
  func errorBody() async throws {
    let sent = Sent()
    let head = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 1073741824\r\n\r\n"
    let server = Self.endless(head, String(repeating: "sorry ", count: 10_000), sent)
    let (reply, picture) = try await reply(server)
    #expect(message(reply).hasPrefix("The server failed: sorry sorry"), "\(message(reply))")
    #expect(picture.contains("failed"))
    #expect(sent.count < Self.buffers, "\(sent.count)")
  }

  @Test("A line without an end: given up at thirty-two megabytes")
  func endlessLine() async throws {
    let sent = Sent()
    let server = Self.endless(
      Self.stream + "data: {\"x\":\"", String(repeating: "a", count: 1 << 20), sent)
    let (reply, _) = try await reply(server)
    guard case .failed = reply.status else {
      Issue.record("\(reply.status)")
      return
    }
    #expect(
      sent.count < Self.buffers + EventLimit.readBytes * EventLimit.endlessFactor, "\(sent.count)")
  }

  @Test("A reply without an end: ended with words, and what came is kept")
  func endlessReply() async throws {
    let sent = Sent()
    let words = String(repeating: "word ", count: 2000)
    let server = Self.endless(
      Self.stream, "data: {\"choices\":[{\"delta\":{\"content\":\"\(words)\"}}]}\n\n", sent)
    let (reply, _) = try await reply(server, longestReply: 1 << 20)
    #expect(message(reply) == "The reply was ended at 1 MB: it did not come to an end.")
    #expect(reply.text.byteCount > 1 << 20 && reply.text.byteCount < 3 << 20)
    #expect(sent.count < Self.buffers, "\(sent.count)")
  }

  @Test("Thinking in circles: the bar and the line below say so and offer a way out")
  func circles() async throws {
    let piece =
      "data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"Wait, let me think again. \"}}]}\n\n"
    let server = RawServer { exchange in
      guard exchange.request.hasPrefix("POST") else { return exchange.answer("404 Not Found") }
      exchange.send(Self.stream + String(repeating: piece, count: 60))
      exchange.waitUntilGone()
    }
    let harness = try await stage(server.port)
    harness.type("hello\n")
    await harness.until { $0.session.repetition != nil }
    #expect(harness.state.session.repetition == Repetition(isAnswer: false, length: 26))
    #expect(harness.picture.contains("going in circles"))
    #expect(harness.picture.contains("the thinking repeats the same 26 bytes"))
    #expect(harness.picture.contains("asks for the answer now"))
    harness.press("esc")
    await harness.until { $0.session.transcript.settled.count == 1 }
    #expect(harness.state.session.repetition == nil)
    await harness.shutdown()
    server.stop()
  }

  @Test("A flood of header fields: refused with words")
  func headers() async throws {
    let sent = Sent()
    let server = Self.endless(
      "HTTP/1.1 200 OK\r\n", "X-Flood: \(String(repeating: "f", count: 4000))\r\n", sent)
    let (reply, _) = try await reply(server)
    guard case .failed(let error) = reply.status else {
      Issue.record("\(reply.status)")
      return
    }
    #expect(error.kind == .malformedAnswer, "\(error)")
    #expect(sent.count < Self.buffers, "\(sent.count)")
  }

  @Test("Compression is never asked for, and refused where it comes all the same")
  func compressed() async throws {
    let server = RawServer { exchange in
      exchange.send(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\n"
          + "Connection: close\r\n\r\n\u{1f}bomb")
    }
    let (reply, _) = try await reply(server)
    #expect(message(reply).contains("sent a compressed answer (gzip) unasked"), "\(message(reply))")
    #expect(server.requests.allSatisfy { !$0.lowercased().contains("accept-encoding") })
  }

  @Test("A list of models without an end: read up to four megabytes, and the program goes on")
  func modelList() async throws {
    let sent = Sent()
    let row = "{\"id\":\"m\(String(repeating: "x", count: 400))\",\"object\":\"model\"},"
    let server = Self.endless(
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"data\":[",
      String(repeating: row, count: 200), sent, to: "GET")
    let harness = try await stage(server.port)
    await harness.engine.beginWarmUp(force: false)
    await harness.engine.warmUpEnded()
    await harness.until { $0.session.warmUp.state.isEnd }
    harness.type("still alive")
    #expect(harness.picture.contains("still alive"))
    // A handful of questions, each cut at its bound.
    #expect(sent.count < 10 * Self.buffers, "\(sent.count)")
    await harness.shutdown()
    server.stop()
  }
}
