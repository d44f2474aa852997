import Testing

@testable import Engine

/// Only what is installed here is told to be run here.
@Suite("What to do about a server that does not answer")
struct ServerRemedyTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var id: String
    var url: String
    var installed: String
    var remedy: String

    var testDescription: String { "\(id) at \(url), installed: \(installed)" }
  }

  private static let rows = [
    Row(
      id: "lmstudio", url: "http://localhost:1234/v1", installed: "lms",
      remedy: "Start it with: lms server start"),
    Row(
      id: "lmstudio", url: "http://localhost:4321/v1", installed: "lms",
      remedy: "Start it with: lms server start --port 4321"),
    Row(
      id: "lmstudio", url: "http://localhost:1234/v1", installed: "ollama",
      remedy: "Start LM Studio's server, or get LM Studio from https://lmstudio.ai/download."),
    Row(
      id: "mine", url: "http://127.0.0.1:11434/v1", installed: "",
      remedy: "Start Ollama's server, or get Ollama from https://ollama.com/download."),
    Row(
      id: "ollama", url: "http://localhost:11500/v1", installed: "ollama",
      remedy: "Start it with: OLLAMA_HOST=127.0.0.1:11500 ollama serve"),
    Row(
      id: "lmstudio", url: "http+unix://%2Frun%2Flms.sock/v1", installed: "lms",
      remedy: "Start the server, or correct base_url in [model_providers.lmstudio]."),
    Row(
      id: "mine", url: "https://models.example.com/v1", installed: "",
      remedy: "Check the network and base_url in [model_providers.mine]."),
    Row(
      id: "llamacpp", url: "http://localhost:8081/v1", installed: "llama-server",
      remedy: "Start it with: llama-server -m MODEL.gguf --port 8081"),
    Row(
      id: "lmstudio", url: "http://192.168.1.5:1234/v1", installed: "lms",
      remedy:
        "See that 192.168.1.5:1234 is on, reachable, and that its server listens to the network, not only to itself."
    ),
    Row(
      id: "lmstudio", url: "https://models.example.com/v1", installed: "lms",
      remedy: "Check the network and the address models.example.com."),
  ]

  @Test(arguments: rows)
  func remedy(_ row: Row) {
    let provider = Provider(id: row.id, name: row.id, baseURL: row.url)
    #expect(provider.startRemedy { $0 == row.installed } == row.remedy)
  }

  @Test("The file's own command is told wherever the server is")
  func own() {
    var provider = Provider(id: "ollama", name: "Ollama", baseURL: "http://localhost:11434/v1")
    provider.startCommand = "docker start ollama"
    #expect(provider.startRemedy { _ in false } == "Start it with: docker start ollama")
  }
}
