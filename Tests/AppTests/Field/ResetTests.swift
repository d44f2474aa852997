import Engine
import Simulator
import Support
import Testing

@testable import App

/// A server whose process is killed: every word that had arrived here is part of the reply.
@Suite("Words that arrived are kept when the connection is reset", .limit(minutes: 2))
struct ResetTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var wire: String
    /// Milliseconds between two words.
    var pace: Int
    /// Milliseconds that the reader is content to wait: as a screen, or as `exec`.
    var patience: Int

    var testDescription: String { "\(wire), a word every \(pace) ms, read every \(patience)" }
  }

  static let rows = ["chat", "responses", "native", "ollama"].flatMap { wire in
    [0, 5, 20].flatMap { pace in
      [4, 17].map { Row(wire: wire, pace: pace, patience: $0) }
    }
  }

  @Test("200 words, then a reset", arguments: rows)
  func reset(_ row: Row) async throws {
    let plan = FloodPlan(
      deltas: 200, rate: row.pace == 0 ? .infinity : 1000 / Double(row.pace), resets: true)
    let server = FloodServer(plan)
    let port = try server.start()
    let config = """
      profile = "t"
      [model_providers.box]
      name = "Box"
      base_url = "http://127.0.0.1:\(port)/v1"
      wire_api = "\(row.wire)"
      request_max_retries = 0
      [profiles.t]
      model = "flood"
      model_provider = "box"
      """
    let transport = HTTPTransport(environment: [:])
    transport.setPatience(.milliseconds(row.patience))
    let engine = try EngineFixture.engine(config, transport: transport)
    await engine.perform(.send(Prompt("go")))
    await engine.replyEnded()
    let reply = try #require(await engine.session.transcript.settled.first?.reply)
    let words = reply.text.string.split(separator: " ").count
    #expect(words == 200, "what the kernel still holds at the reset is read before it is told")
    guard case .failed(let error) = reply.status else {
      Issue.record("\(reply.status)")
      return
    }
    #expect(error.message.contains("broke"), "\(error)")
    await engine.shutdown()
    await transport.shutdown()
    try await server.shutdown()
  }
}
