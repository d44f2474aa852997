import Support
import Testing

@testable import Engine

@Suite("Keys in pieces do not get into a recording")
struct KeyWatchTests {
  private static let keys = ["aab-Private/Key+12345", "sk-lm-zq2abcde:fghijKLMNO12345678"]

  /// A stream whose answer spells out `text` in pieces, in three of the field's framings.
  private static func streams(_ pieces: [String]) -> [String] {
    [
      pieces.map { piece in
        let text = JSON.string(piece).text
        return
          "data: {\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\(text)}}]}\n\n"
      }.joined(),
      pieces.map { "{\"model\":\"m\",\"message\":{\"content\":\(JSON.string($0).text)}}\n" }
        .joined(),
      pieces.joined(),
    ]
  }

  private static func read(_ cuts: [[UInt8]]) -> [UInt8] {
    var watch = KeyWatch(Redaction(secrets: keys))
    var out: [UInt8] = []
    for cut in cuts {
      for chunk in watch.append(.init(bytes: cut, at: .zero)) { out += chunk.bytes }
    }
    for chunk in watch.finish() { out += chunk.bytes }
    return out
  }

  /// What is left when everything but the answer's own letters is taken away.
  private static func letters(_ text: String) -> String {
    text.split(separator: "\n").map { line -> String in
      let json = line.drop { $0 != "{" }
      guard let value = JSON(parsing: String(json)) else { return String(line) }
      let delta = value["choices"]?.array?.first?["delta"]?["content"]
      return (delta ?? value["message"]?["content"])?.string ?? ""
    }.joined()
  }

  @Test("However the server and the network cut it", arguments: 1...6)
  func pieces(_ seed: Int) {
    for key in Self.keys {
      let told = Array("It is a \(key), or \(key.uppercased()); not \(key.dropLast(3)). aab")
      let pieces = Cuts.random(told, longest: 1 + seed % 7, seed: UInt64(seed)).map { String($0) }
      for stream in Self.streams(pieces) {
        let bytes = Array(stream.utf8)
        for cuts in [Cuts.random(bytes, longest: 40, seed: UInt64(seed)), [bytes]] {
          let out = String(decoding: Self.read(cuts), as: UTF8.self)
          #expect(
            Self.letters(out)
              == "It is a [key removed], or [key removed]; not \(key.dropLast(3)). aab", "\(out)")
        }
      }
    }
  }

  @Test("Whatever holds no key goes through as it came, and at once")
  func untouched() {
    var watch = KeyWatch(Redaction(secrets: [Self.keys[0]]))
    let first = KeyWatch.Chunk(bytes: Array("{\"content\":\"hello\"}\n".utf8), at: .seconds(1))
    #expect(watch.append(first) == [first])
    let begun = KeyWatch.Chunk(bytes: Array("{\"content\":\"aab-\"}\n".utf8), at: .seconds(2))
    #expect(watch.append(begun) == [])
    let other = KeyWatch.Chunk(bytes: Array("{\"content\":\"x\"}\n".utf8), at: .seconds(3))
    #expect(watch.append(other) == [begun, other], "it was no key")
  }

  @Test("A text that does not go on keeps nothing back for long")
  func pause() {
    var watch = KeyWatch(Redaction(secrets: Self.keys))
    var out: [KeyWatch.Chunk] = []
    let role = KeyWatch.Chunk(bytes: Array("{\"role\":\"aab\"}\n".utf8), at: .zero)
    out += watch.append(role)
    let word = KeyWatch.Chunk(bytes: Array("{\"content\":\"x\"}\n".utf8), at: .zero)
    for _ in 0..<100 { out += watch.append(word) }
    #expect(out.count == 101)
    #expect(watch.append(KeyWatch.Chunk(bytes: Array("{\"content\"".utf8), at: .zero)).isEmpty)
    #expect(watch.finish().count == 1, "half a line is given out at the end")
  }

  @Test("A text made of beginnings costs the same per byte")
  func beginnings() {
    let bytes = Array(String(repeating: "aab-aa\"a\"", count: 20_000).utf8)
    #expect(Self.read([bytes]) == bytes)
  }
}
