import Engine
import Foundation

/// How fast bytes become a session, per wire, and whether a long reply costs more than a short one.
///
/// `--splits FOLDER` checks fixtures instead. Prints a table; `--json` prints one line of JSON per row. Best of five, because a busy machine
/// only ever adds time.
@main
struct Bench {
  static let deltas = 100_000

  static func main() {
    if let flag = CommandLine.arguments.firstIndex(of: "--splits"),
      let folder = CommandLine.arguments.dropFirst(flag + 1).first
    {
      exit(Splits.check(folder) ? 0 : 1)
    }
    let rows = wires() + growth() + json()
    let isJSON = CommandLine.arguments.contains("--json")
    for row in rows { print(isJSON ? row.json : row.line) }
  }

  struct Row {
    var name: String
    var value: Double
    var unit: String

    var line: String {
      let label = name.padding(toLength: 52, withPad: " ", startingAt: 0)
      return label + String(format: "%12.1f ", value) + unit
    }

    var json: String { "{\"name\":\"\(name)\",\"value\":\(value),\"unit\":\"\(unit)\"}" }
  }

  // MARK: Bytes to session

  private static func wires() -> [Row] {
    let wires: [(String, any Wire, [[UInt8]])] = [
      ("chat", ChatWire(), Stream.chat(deltas)),
      ("responses", ResponsesWire(), Stream.responses(deltas)),
      ("native", LMStudioWire(), Stream.native(deltas)),
      ("ollama", OllamaWire(), Stream.ollama(deltas)),
    ]
    return wires.flatMap { name, wire, chunks in
      let seconds = best { _ = run(wire, chunks, into: Reply(source: source)) }
      return [
        Row(name: "\(name): deltas per second", value: Double(deltas) / seconds, unit: "/s"),
        Row(name: "\(name): CPU per delta", value: seconds / Double(deltas) * 1e6, unit: "µs"),
      ]
    }
  }

  /// The cost of a thousand more deltas on a reply that is already so long.
  private static func growth() -> [Row] {
    let chunks = Stream.chat(1000)
    let costs = [10_000, 100_000, 1_000_000].map { bytes -> (Int, Double) in
      var long = Reply(source: source)
      while long.text.byteCount < bytes { long.apply(.text(" twelve bytes"), at: .zero) }
      return (bytes, best(of: 30) { _ = run(ChatWire(), chunks, into: long) })
    }
    let rows = costs.map { bytes, seconds in
      Row(
        name: "chat: CPU per delta at \(bytes / 1000) kB", value: seconds / 1000 * 1e6, unit: "µs")
    }
    return rows + [
      Row(name: "chat: 1 MB against 10 kB", value: costs[2].1 / costs[0].1, unit: "×")
    ]
  }

  /// Our reader beside Foundation's, on one delta's payload.
  private static func json() -> [Row] {
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
      Row(name: "JSON reader, one delta", value: ours / Double(rounds) * 1e6, unit: "µs"),
      Row(
        name: "Foundation JSONDecoder, one delta", value: theirs / Double(rounds) * 1e6, unit: "µs"),
    ]
  }

  private static let source = Reply.Source(profile: "p", provider: "p", requestedModel: "m")

  private static func run(_ wire: any Wire, _ chunks: [[UInt8]], into reply: Reply) -> Int {
    var reply = reply
    var decoder = wire.decoder(for: Exchange(model: "m", messages: []))
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
