import Support
import Testing

@testable import Engine

@Suite("Keys in pieces do not get into a recording")
struct KeyWatchTests {
  private static let key = "aab-Private/Key+12345"

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

  private static func read(_ bytes: [UInt8], cuts: [[UInt8]]) -> [UInt8] {
    var watch = KeyWatch(secrets: Redaction(secrets: [key]).secrets)
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

  @Test("However the server and the network cut it", arguments: [1, 2, 3, 7, 20])
  func pieces(_ length: Int) {
    let told = Array("It is a \(Self.key), or AAB-PRIVATE/KEY+12345; not aab-Private/Key+1. aab")
    let pieces = Cuts.random(told, longest: length, seed: UInt64(length)).map { String($0) }
    for stream in Self.streams(pieces) {
      let bytes = Array(stream.utf8)
      for cuts in Cuts.ways(bytes) + [[bytes]] {
        let out = String(decoding: Self.read(bytes, cuts: cuts), as: UTF8.self)
        let rest = Self.letters(out)
        #expect(
          rest == "It is a [key removed], or [key removed]; not aab-Private/Key+1. aab",
          "\(rest.debugDescription) \(out)")
      }
    }
  }

  @Test("Whatever holds no key goes through as it came, and at once")
  func untouched() {
    var watch = KeyWatch(secrets: Redaction(secrets: [Self.key]).secrets)
    let first = KeyWatch.Chunk(bytes: Array("{\"content\":\"hello\"}\n".utf8), at: .seconds(1))
    #expect(watch.append(first) == [first])
    let begun = KeyWatch.Chunk(bytes: Array("{\"content\":\"aab-\"}\n".utf8), at: .seconds(2))
    #expect(watch.append(begun) == [])
    let other = KeyWatch.Chunk(bytes: Array("{\"content\":\"x\"}\n".utf8), at: .seconds(3))
    #expect(watch.append(other) == [])
    let quotes = [UInt8](repeating: UInt8(ascii: "\""), count: 200)
    let late = KeyWatch.Chunk(bytes: quotes, at: .seconds(4))
    #expect(watch.append(late) == [begun, other, late], "a pause that long is no pause")
  }

  @Test("A text made of beginnings costs the same per byte")
  func beginnings() {
    let bytes = Array(String(repeating: "aab-aa\"a\"", count: 20_000).utf8)
    #expect(Self.read(bytes, cuts: [bytes]) == bytes)
  }
}
