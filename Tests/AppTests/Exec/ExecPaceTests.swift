import Foundation
import Support
import Synchronization
import Testing

/// The built program between a server that says a word only when the last one has been read, and its reader.
@Suite("exec writes each piece as it comes", .limit(minutes: 1))
struct ExecPaceTests {
  @Test("Three hundred words, none held back until the next, leave in three hundred writes")
  func eachAtOnce() async throws {
    let pipe = NSTemporaryDirectory() + "codex-tui-pace-\(getpid())"
    #expect(mkfifo(pipe, 0o600) == 0)
    defer { unlink(pipe) }
    // Open for both, so that neither end waits for the other.
    let reader = open(pipe, O_RDWR | O_CLOEXEC)
    defer { close(reader) }
    let pieces = Mutex<[String]>([])
    let server = RawServer { exchange in
      guard exchange.request.hasPrefix("POST") else { return exchange.answer("404 Not Found") }
      exchange.send(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
      for number in 0..<300 {
        exchange.send(
          #"data: {"choices":[{"index":0,"delta":{"content":"word \#(number)\n"}}]}"# + "\n\n")
        // Waits for ever, until the test's limit, if this word waits for another.
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(reader, &buffer, buffer.count)
        pieces.withLock { $0.append(String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)) }
      }
      exchange.send("data: [DONE]\n\n")
    }
    defer { server.stop() }
    let run = ProgramRun(arguments: [
      "exec", "-q", "hello", "-m", "m", "-c", "model_provider=raw",
      "-c", "model_providers.raw.base_url=http://127.0.0.1:\(server.port)/v1",
      "-c", "model_providers.raw.wire_api=chat",
    ])
    let outcome = try await run.outcome(script: "exec \"$@\" > \(pipe)")
    #expect(outcome.code == 0, "\(outcome.error)")
    #expect(pieces.withLock(\.self) == (0..<300).map { "word \($0)\n" })
  }
}
