import Engine
import Foundation

/// Every fixture cut in two at every byte: the reply must be the same wherever the cut falls.
///
/// Quadratic in the fixture's length, so it wants a release build; the tests do the same for short
/// fixtures and for the first and last events of long ones.
enum Splits {
  /// Prints a line per fixture; returns whether all hold.
  static func check(_ folder: String) -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    var (passed, failed) = (0, 0)
    for name in names.sorted() where [".sse", ".ndjson"].contains(where: name.hasSuffix) {
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
      let offsets = differing([UInt8](data), wire(name))
      print(
        offsets.isEmpty
          ? "ok   \(name): \(data.count) cuts" : "FAIL \(name) at \(offsets.prefix(5))")
      if offsets.isEmpty { passed += 1 } else { failed += 1 }
    }
    print("\(passed) passed, \(failed) failed")
    return failed == 0 && passed > 0
  }

  /// The offsets at which a cut changes what is heard.
  private static func differing(_ bytes: [UInt8], _ wire: any Wire) -> [Int] {
    let whole = hear([bytes], wire)
    return bytes.indices.filter { offset in
      hear([Array(bytes[..<offset]), Array(bytes[offset...])], wire) != whole
    }
  }

  private struct Heard: Equatable {
    var reasoning = ""
    var text = ""
    var ending: [FinishReason] = []
  }

  private static func hear(_ chunks: [[UInt8]], _ wire: any Wire) -> Heard {
    var decoder = wire.decoder(for: ChatRequest(model: "m", messages: []))
    var deltas: [Delta] = []
    for chunk in chunks { decoder.decode(chunk, into: &deltas) }
    decoder.end(into: &deltas)
    var heard = Heard()
    for delta in deltas {
      switch delta {
      case .reasoning(let piece): heard.reasoning += piece
      case .text(let piece): heard.text += piece
      case .textWasReasoning:
        heard.reasoning += heard.text
        heard.text = ""
      case .finish(let reason): heard.ending.append(reason)
      case .stage, .usage, .model, .responseID, .notice, .call, .thinkingField, .companion: break
      }
    }
    return heard
  }

  /// Fixtures are named after the server and the wire they were written on.
  private static func wire(_ name: String) -> any Wire {
    if name.hasSuffix(".ndjson") { return OllamaWire() }
    if name.contains("native") { return LMStudioWire() }
    if name.contains("resp") { return ResponsesWire() }
    return ChatWire()
  }
}
