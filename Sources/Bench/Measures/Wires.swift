import Engine
import Foundation

/// How fast bytes become a session, per wire. Best of five: a busy machine only ever adds time.
enum Wires {
  private static let deltas = 100_000
  private static let group = "bytes to session, no screen"

  static func figures() -> [Figure] { wires() + json() }

  private static func wires() -> [Figure] {
    let wires: [(String, any Wire, [[UInt8]])] = [
      ("chat", ChatWire(), Stream.chat(deltas)),
      ("responses", ResponsesWire(), Stream.responses(deltas)),
      ("native", LMStudioWire(), Stream.native(deltas)),
      ("ollama", OllamaWire(), Stream.ollama(deltas)),
    ]
    return wires.flatMap { name, wire, chunks in
      let seconds = best { _ = run(wire, chunks, into: Reply(source: source)) }
      return [
        Figure(group, "\(name): deltas per second", Double(deltas) / seconds, "/s"),
        Figure(group, "\(name): CPU per delta", seconds / Double(deltas) * 1e6, "µs"),
      ]
    }
  }

  /// Our reader beside Foundation's, on one delta's payload.
  private static func json() -> [Figure] {
    let payload = Stream.chatPayload(7)
    let bytes = Array(payload.utf8)
    let data = Data(bytes)
    let decoder = JSONDecoder()
    let rounds = 10_000
    let ours = best { for _ in 0..<rounds { _ = JSON(parsing: bytes) } }
    let theirs = best {
      for _ in 0..<rounds { _ = try? decoder.decode(FoundationChunk.self, from: data) }
    }
    return [
      Figure(group, "JSON reader, one delta", ours / Double(rounds) * 1e6, "µs"),
      Figure(
        group, "Foundation JSONDecoder, one delta", theirs / Double(rounds) * 1e6, "µs"),
    ]
  }

  private static let source = Reply.Source(profile: "p", provider: "p", requestedModel: "m")

  private static func run(_ wire: any Wire, _ chunks: [[UInt8]], into reply: Reply) -> Int {
    var reply = reply
    var decoder = wire.decoder(for: ChatRequest(model: "m", messages: []))
    var batch: [Delta] = []
    for chunk in chunks {
      decoder.decode(chunk, into: &batch)
      for delta in batch { reply.apply(delta, at: .zero) }
      batch.removeAll(keepingCapacity: true)
    }
    return reply.text.byteCount
  }

  private static func best(of rounds: Int = 5, _ body: () -> Void) -> Double {
    (0..<rounds).map { _ in ContinuousClock().measure(body) / .seconds(1) }.min() ?? 0
  }
}

/// What `JSONDecoder` is asked to read.
private struct FoundationChunk: Decodable {
  struct Choice: Decodable {
    struct Delta: Decodable { var content: String? }
    var index: Int
    var delta: Delta
  }
  var model: String
  var choices: [Choice]
}
