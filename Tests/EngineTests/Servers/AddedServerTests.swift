import Foundation
import Support
import Testing

@testable import Engine

// The example of docs/architecture.md, word for word.
// begin example
/// KoboldCpp, with the one model it was started with.
struct KoboldServer: LocalServer {
  var id: String { "koboldcpp" }
  var name: String? { "KoboldCpp" }
  var description: String { "KoboldCpp" }

  static func detect(_ detection: Detection) async throws(EngineError) -> ServerFacts? {
    let answer = try await detection.ask("/api/extra/version")
    guard answer.json?["result"]?.string == "KoboldCpp" else { return nil }
    let models = try await detection.ask("/v1/models").json.flatMap(ModelList.openAI)
    return ServerFacts(kind: ServerKind(KoboldServer()), models: models ?? [])
  }
}
// end example

@Suite("Adding a kind of server")
struct AddedServerTests {
  private static let transport = StubTransport { request throws(EngineError) in
    request.url.hasSuffix("/api/extra/version")
      ? .text(#"{"result":"KoboldCpp","version":"1.99"}"#)
      : request.url.hasSuffix("/v1/models")
        ? .text(#"{"data":[{"id":"koboldcpp/qwen3-4b"}]}"#) : .text("{}", status: 404)
  }

  @Test("A detection, a name: the rest has defaults that promise nothing")
  func example() async throws {
    let provider = Provider(id: "box", name: "box", baseURL: "http://127.0.0.1:5001/v1")
    let origin = try #require(provider.origin)
    let connection = ServerConnection(
      provider: provider, origin: origin, headers: [], transport: Self.transport,
      time: Timekeeper(ContinuousClock()), tool: .none)
    let facts = try #require(try await KoboldServer.detect(Detection(connection)))
    #expect(facts.kind.name == "KoboldCpp")
    #expect(facts.models.map(\.id) == ["koboldcpp/qwen3-4b"])
    #expect(facts.kind.wire == .chat && !facts.kind.canUnload && facts.kind.pinsEverything)
    #expect(facts.kind != .generic)
    let outcome = try await facts.kind.server.load(
      facts.models[0], LoadOptions(), connection
    ) { _ in }
    #expect(outcome == .onDemand)
  }

  @Test("docs/architecture.md shows this example")
  func document() throws {
    var root = URL(fileURLWithPath: #filePath)
    while !FileManager.default.fileExists(atPath: root.appending(path: "Package.swift").path) {
      root.deleteLastPathComponent()
    }
    let source = try String(contentsOf: URL(fileURLWithPath: #filePath), encoding: .utf8)
    let example = try #require(source.firstMatch(of: /begin example\n([\s\S]*?)\/\/ end/)).1
    let page = try String(
      contentsOf: root.appending(path: "docs/architecture.md"), encoding: .utf8)
    #expect(page.contains("```swift\n\(example)```"))
  }
}
