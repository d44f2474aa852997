import Testing

@testable import Engine

@Suite("Ollama's list of models")
struct OllamaModelListTests {
  @Test(
    "What of a loaded model lies on the graphics card is a part of its size in memory",
    arguments: [("100", 1), ("62", 0.62), ("0", 0), ("900", 1), ("\"x\"", nil)]
      as [(String, Double?)])
  func graphics(_ figure: String, _ share: Double?) throws {
    let tags = try #require(JSON(parsing: Array(#"{"models":[{"name":"m","size":90}]}"#.utf8)))
    let running = JSON(
      parsing: Array(#"{"models":[{"name":"m","size":100,"size_vram":\#(figure)}]}"#.utf8))
    let model = try #require(ModelList.ollama(tags: tags, running: running)?.first)
    #expect(model.residency == .loaded)
    #expect(model.graphicsShare == share)
  }

  @Test("What is not loaded lies nowhere")
  func notLoaded() throws {
    let tags = try #require(JSON(parsing: Array(#"{"models":[{"name":"m","size":90}]}"#.utf8)))
    #expect(ModelList.ollama(tags: tags, running: nil)?.first?.graphicsShare == nil)
  }
}
