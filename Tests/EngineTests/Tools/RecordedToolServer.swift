import Foundation
import Support
import Synchronization

@testable import Engine

/// A server of tools as it was recorded (`Fixtures/mcp`), or as a test makes it up.
final class RecordedToolServer: Sendable {
  /// What is written to it, in order.
  var requests: [JSON] { state.withLock { $0.requests } }
  private let state = Mutex((requests: [JSON](), cursor: 0))
  private let output: AsyncStream<[UInt8]>.Continuation
  private let lines: AsyncStream<[UInt8]>
  private let answer: @Sendable (JSON, RecordedToolServer) -> Void

  /// - Parameter answer: what it does with a message; `write` and `end` are its means.
  init(_ answer: @escaping @Sendable (JSON, RecordedToolServer) -> Void) {
    (lines, output) = AsyncStream<[UInt8]>.makeStream()
    self.answer = answer
  }

  /// Answers as the recorded server did, under the ids that it is asked with. What it was not asked then it does
  /// not know.
  convenience init(recording name: String) throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/mcp/\(name).jsonl")
    let entries = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
      .compactMap { JSON(parsing: Array($0.utf8)) }
    self.init { request, server in server.replay(entries, request) }
  }

  private func replay(_ entries: [JSON], _ request: JSON) {
    let start = state.withLock { state in
      let found = entries[state.cursor...].firstIndex {
        $0["dir"]?.string == "client" && $0["json"]?["method"] == request["method"]
      }
      state.cursor = found.map { $0 + 1 } ?? state.cursor
      return found
    }
    guard let start else {
      if let id = request["id"] { write(MCPMessage.noMethod(id)) }
      return
    }
    let asked = entries[start]["json"]?["id"]
    for entry in entries[(start + 1)...] {
      guard entry["dir"]?.string == "server", var message = entry["json"] else { break }
      if message["id"] == asked, message["method"] == nil { message["id"] = request["id"] }
      write(message)
    }
  }

  func write(_ message: JSON) { write(line: message.text) }
  func write(line: String) { output.yield(Array(line.utf8)) }
  func write(bytes: [UInt8]) { output.yield(bytes) }
  func end() { output.finish() }

  func pipe(lastWords: [String] = []) -> MCPPipe {
    MCPPipe(
      lines: lines,
      send: { line in
        guard let message = JSON(parsing: line) else { return }
        self.state.withLock { $0.requests.append(message) }
        self.answer(message, self)
      },
      close: { self.end() }, lastWords: { lastWords })
  }
}
