import Foundation
import Support
import Testing

@testable import App
@testable import Engine

@Suite("config, profiles, completion", .limit(minutes: 1))
struct ConfigTests {
  /// A home of its own, with files in it.
  private func home(_ files: [String: String]) throws -> String {
    let home = NSTemporaryDirectory() + "codex-tui-home-\(UUID().uuidString)"
    for (path, text) in files {
      let url = URL(filePath: "\(home)/\(path)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: url, atomically: true, encoding: .utf8)
    }
    try FileManager.default.createDirectory(
      at: URL(filePath: home), withIntermediateDirectories: true)
    return home
  }

  private func run(_ arguments: [String], home: String) async throws -> ProgramRun.Outcome {
    try await ProgramRun(arguments: arguments, environment: ["HOME": home]).outcome()
  }

  static let seed = """
    [model_providers.openai]
    name = "OpenAI API"
    base_url = "https://api.openai.com/v1"
    wire_api = "chat"
    [model_providers.local-oss]
    name = "Local gpt-oss-20b"
    base_url = "http://localhost:1234/v1"
    wire_api = "chat"
    [profiles.cloud]
    model = "gpt-5-codex"
    model_provider = "openai"
    [profiles.local-oss]
    model = "openai/gpt-oss-20b"
    model_provider = "local-oss"
    show_raw_agent_reasoning = true
    sandbox_mode = "workspace-write"
    """

  @Test("check says what Codex would have ignored in a shared file, and that ours is fine")
  func check() async throws {
    let home = try home([".codex/config.toml": Self.seed])
    let outcome = try await run(["config", "check"], home: home)
    #expect(outcome.code == 0, "\(outcome.error)")
    for words in [
      "Codex ignores [model_providers.openai]", "refuses any file with wire_api = \"chat\"",
      "Codex ignores show_raw_agent_reasoning in [profiles.local-oss]",
      "sandbox_mode belongs to [profiles.local-oss]", "NAME.config.toml",
    ] {
      #expect(outcome.out.contains(words), "\(words)")
    }
    let screen = try self.home([
      ".codex/config.toml": """
      [tui]
      theme = "no-such-theme"
      status_line = ["foo"]
      [tui.keymap]
      bogus = "f6"
      help = ["ctrl+q+z"]
      send = "f6"
      """
    ])
    let third = try await run(["config", "check"], home: screen).out
    for words in ["no-such-theme", "foo", "named bogus", "ctrl+q+z is not a key", "bound to both"] {
      #expect(third.contains(words), "\(words): \(third)")
    }
    let wrong = try self.home([".codex/config.toml": "modell = \"x\"\n"])
    let second = try await run(["config", "check"], home: wrong)
    #expect(second.code == 3)
    #expect(second.out.contains("did you mean model?"))
  }

  @Test("check does not stop at a profile that is not there")
  func checkBehindTheProfile() async throws {
    let wrong = "profile = \"nope\"\nmodell = \"x\"\n"
    let outcome = try await run(
      ["config", "check"], home: try home([".codex/config.toml": wrong]))
    #expect(outcome.code == 3)
    #expect(outcome.out.contains("did you mean model?"))
    #expect(outcome.error.contains("`nope` not found"))
  }

  @Test("show names the place of every value and never a secret")
  func show() async throws {
    let home = try home([
      ".codex/config.toml": Self.seed,
      ".config/codex-tui/config.toml": """
      [model_providers.x]
      base_url = "http://localhost:1/v1"
      experimental_bearer_token = "hush-hush"
      """,
    ])
    let outcome = try await run(["config", "show", "-c", "temperature=0.5"], home: home)
    #expect(outcome.out.contains(".codex/config.toml:13:"))
    #expect(outcome.out.contains("built-in"))
    #expect(outcome.out.contains("-c temperature"))
    #expect(!outcome.out.contains("hush"))
    let json = try await run(["config", "show", "--json"], home: home)
    let rows = json.out.split(separator: "\n").map { JSON(parsing: String($0)) }
    #expect(rows.allSatisfy { $0?["key"] != nil && $0?["set_at"] != nil })
  }

  @Test("profiles marks the active one and what leaves this machine")
  func profiles() async throws {
    let home = try home([".codex/config.toml": Self.seed])
    let outcome = try await run(["profiles"], home: home)
    let lines = outcome.out.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("*") && $0.contains("local-oss") })
    #expect(lines.contains { $0.contains("cloud") && $0.contains("CLOUD") })
  }

  @Test("init writes a file that is read without complaint, and never over another")
  func initialize() async throws {
    let home = try home([:])
    let outcome = try await run(["config", "init"], home: home)
    #expect(outcome.code == 0, "\(outcome.error)")
    let again = try await run(["config", "init"], home: home)
    #expect(again.code == 3)
    #expect(again.error.contains("--dry-run"))
    #expect(try await run(["config", "check"], home: home).code == 0)
    #expect(try await run(["config", "init", "--force"], home: home).code == 0)
    #expect(
      FileManager.default.fileExists(atPath: home + "/.config/codex-tui/config.toml.old"))
  }

  @Test("What init writes of found servers is TOML that chooses the loaded model")
  func found() throws {
    var loaded = ModelInfo(id: "b \"quoted\"", residency: .loaded)
    loaded.isForChat = true
    var search = MachineSearch()
    var inspection = Inspection(
      provider: Provider(id: "lmstudio", name: "LM Studio", baseURL: "http://localhost:4321/v1"))
    inspection.facts = ServerFacts(
      kind: .lmStudio(.v1), models: [ModelInfo(id: "a", residency: .notLoaded), loaded])
    search.servers = [inspection]
    let text = search.file
    let source = ConfigurationSource(environment: ["HOME": "/h"], isStrict: true) { path in
      path == "/h/.config/codex-tui/config.toml" ? text : nil
    }
    let configuration = try Configuration.load(source)
    #expect(configuration.activeProfile.name == "lmstudio")
    #expect(configuration.activeProfile.model == "b \"quoted\"")
    #expect(configuration.notices.isEmpty)
  }

  @Test("Set-ups of others say where their servers are")
  func candidates() throws {
    let home = try home([".lmstudio/.internal/http-server-config.json": #"{"port":4321}"#])
    let found = MachineSearch.candidates(["HOME": home, "OLLAMA_HOST": "http://127.0.0.1:9999"])
    #expect(
      found.map(\.baseURL).prefix(2) == ["http://localhost:4321/v1", "http://127.0.0.1:9999/v1"])
    #expect(MachineSearch.candidates([:])[1].baseURL == "http://localhost:11434/v1")
    #expect(
      MachineSearch.candidates(["OLLAMA_HOST": "box.example:11434"]).allSatisfy {
        $0.location.isNear
      },
      "nothing outside this machine is asked")
  }

  @Test("Every shell gets a script, and bash takes it", arguments: ["bash", "zsh", "fish"])
  func completion(_ shell: String) async throws {
    let home = try home([".codex/config.toml": Self.seed])
    let outcome = try await run(["completion", shell], home: home)
    #expect(outcome.code == 0)
    #expect(outcome.out.contains("codex-tui"))
    #expect(outcome.out.contains("max-time"))
    #expect(try await run(["completion", "tcsh"], home: home).code == 2)
  }

  @Test("--version says what was built")
  func version() async throws {
    let outcome = try await run(["--version"], home: try home([:]))
    #expect(outcome.out == Version.full + "\n")
    #expect(outcome.out.contains("(") && outcome.code == 0)
  }
}
