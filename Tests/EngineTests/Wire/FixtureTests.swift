import Foundation
import Support
import Testing

@testable import Engine

/// A recorded or composed reply and what must be heard of it. See `Fixtures/README.md`.
struct Fixture: Sendable, CustomTestStringConvertible {
  struct Expectation: Decodable, Sendable {
    var wire: String
    var thinking: String
    var answer: String
    var finish: String
    var model: String?
    var responseID: String?
    var promptTokens: Int?
    var completionTokens: Int?
  }

  var name: String
  var bytes: [UInt8]
  var expectation: Expectation

  var testDescription: String { name }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures")

  static let all: [Fixture] = {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path())
    let suffix = ".expected.json"
    return (files ?? []).filter { $0.hasSuffix(suffix) }.sorted().compactMap { file in
      let name = String(file.dropLast(suffix.count))
      let body = ["sse", "ndjson", "json"].lazy
        .compactMap { try? Data(contentsOf: folder.appending(path: "\(name).\($0)")) }.first
      guard let body, let words = try? Data(contentsOf: folder.appending(path: file)),
        let expectation = try? JSONDecoder().decode(Expectation.self, from: words)
      else { return nil }
      return Fixture(name: name, bytes: Array(body), expectation: expectation)
    }
  }()

  static func bytes(of file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: file)))
  }

  var wire: any Wire {
    switch expectation.wire {
    case "responses": ResponsesWire()
    case "lmstudio": LMStudioWire()
    case "ollama": OllamaWire()
    default: ChatWire()
    }
  }

  /// A few events of the beginning and of the end: short enough to be cut at every byte.
  var excerpt: [UInt8] {
    guard bytes.count > 3000 else { return bytes }
    let blocks = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n\n")
    return Array((blocks.prefix(4) + blocks.suffix(4)).joined(separator: "\n\n").utf8)
  }
}

@Suite("Replies of real and documented servers", .ownThread)
struct FixtureTests {
  @Test("There are fixtures of every wire")
  func presence() {
    #expect(
      Set(Fixture.all.map(\.expectation.wire)) == ["chat", "responses", "lmstudio", "ollama"])
    #expect(Fixture.all.count >= 20)
  }

  @Test("A reply is heard as its server meant it", arguments: Fixture.all)
  func whole(_ fixture: Fixture) {
    let heard = fixture.wire.hear([fixture.bytes])
    let expected = fixture.expectation
    #expect(heard.thinking == expected.thinking)
    #expect(heard.answer == expected.answer)
    #expect(heard.ending == expected.finish)
    #expect(heard.model == expected.model)
    #expect(heard.endings == 0)
    #expect(heard.notices == [])
    #expect(expected.promptTokens == nil || heard.usage.promptTokens == expected.promptTokens)
    #expect(
      expected.completionTokens == nil
        || heard.usage.completionTokens == expected.completionTokens)
    #expect(expected.responseID == nil || heard.responseID == expected.responseID)
  }

  @Test("Where the bytes are cut changes nothing", arguments: Fixture.all)
  func cuts(_ fixture: Fixture) {
    let whole = fixture.wire.hear([fixture.bytes])
    #expect(fixture.wire.hear(Cut.single(fixture.bytes)) == whole)
    for seed in 1...6 {
      let pieces = Cuts.random(fixture.bytes, longest: 40 * seed, seed: UInt64(seed))
      #expect(fixture.wire.hear(pieces) == whole)
    }
  }

  @Test("A cut at any one byte changes nothing", arguments: Fixture.all)
  func everyCut(_ fixture: Fixture) {
    let whole = fixture.wire.hear([fixture.excerpt])
    for pieces in Cut.every(fixture.excerpt) {
      let heard = fixture.wire.hear(pieces)
      guard heard != whole else { continue }
      Issue.record("cut at \(pieces[0].count) of \(fixture.excerpt.count): \(heard)")
      return
    }
  }

  @Test("CRLF and CR line ends are read like LF", arguments: Fixture.all, LineEnd.allCases)
  func lineEnds(_ fixture: Fixture, _ lineEnd: LineEnd) {
    let text = String(decoding: fixture.bytes, as: UTF8.self)
    let other = Array(text.replacingOccurrences(of: "\n", with: lineEnd.text).utf8)
    let whole = fixture.wire.hear([fixture.bytes])
    #expect(fixture.wire.hear([other]) == whole)
    #expect(fixture.wire.hear(Cut.single(other)) == whole)
  }

  /// Bytes changed, removed or doubled at places a seed chooses.
  private func damaged(_ bytes: [UInt8], seed: UInt64) -> [UInt8] {
    var random = seed &* 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % bound
    }
    var bytes = bytes
    for _ in 0..<4 {
      let index = next(bytes.count)
      switch next(4) {
      case 0: bytes[index] = UInt8(next(256))
      case 1: bytes.remove(at: index)
      case 2: bytes.insert(contentsOf: bytes[index...].prefix(next(60)), at: next(bytes.count))
      default: bytes.removeSubrange(index..<min(bytes.count, index + next(60)))
      }
    }
    return bytes
  }

  @Test("A damaged stream is borne, and alike wherever it is cut", arguments: Fixture.all)
  func damage(_ fixture: Fixture) {
    for seed in 1...40 {
      let bytes = damaged(fixture.excerpt, seed: UInt64(seed))
      let whole = fixture.wire.hear([bytes])
      #expect(whole.endings == 0)
      #expect(fixture.wire.hear(Cut.single(bytes)) == whole)
      #expect(fixture.wire.hear(Cuts.random(bytes, longest: 99, seed: UInt64(seed))) == whole)
    }
  }

  @Test("Usage and stages of LM Studio's own API")
  func nativeFigures() throws {
    let heard = LMStudioWire().hear([try Fixture.bytes(of: "lmstudio-native.sse")])
    #expect(
      heard.stages == [
        .loading(nil), .loading(0), .loading(0.42), .loading(1), .loaded(seconds: 3.2),
        .readingPrompt(nil), .readingPrompt(0), .readingPrompt(0.8), .promptRead,
      ])
    #expect(
      heard.usage
        == Usage(
          promptTokens: 12, completionTokens: 6, reasoningTokens: 3, tokensPerSecond: 41.5,
          timeToFirstToken: 0.31, loadSeconds: 3.2))
  }

  @Test("llama.cpp's progress counts without what was cached")
  func promptProgress() throws {
    let heard = ChatWire().hear([try Fixture.bytes(of: "llamacpp-chat_ping_long.sse")])
    let shares = heard.stages.compactMap { stage -> Double? in
      if case .readingPrompt(let share) = stage { share } else { nil }
    }
    #expect(shares.first == 0)
    #expect(shares.last == 1)
    #expect(shares == shares.sorted())
    #expect(heard.stages.last == .promptRead)
    #expect(heard.usage.tokensPerSecond != nil)
  }
}

enum LineEnd: CaseIterable {
  case feedAfterReturn, `return`

  var text: String {
    switch self {
    case .feedAfterReturn: "\r\n"
    case .return: "\r"
    }
  }
}
