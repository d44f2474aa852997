import Testing

@testable import Engine

@Suite("The founding document's file works as written")
struct SeedTests {
  @Test("Its two profiles are the ones to switch between, the local one first in use")
  func profiles() throws {
    let configuration = try load(Seed.file)
    #expect(configuration.profiles.map(\.name) == ["cloud", "local-oss"])
    #expect(configuration.activeProfile.name == "local-oss")
    let local = configuration.activeProfile
    #expect(local.model == "openai/gpt-oss-20b")
    #expect(local.providerID == "local-oss")
    #expect(local.showsRawReasoning == true)
    #expect(local.thinking == nil)
    let cloud = try #require(configuration.profile(named: "cloud"))
    #expect(cloud.model == "gpt-5-codex")
    #expect(cloud.providerID == "openai")
    #expect(!cloud.isBuiltIn)
  }

  @Test("It overrides the openai provider and keeps what it does not name")
  func providers() throws {
    let configuration = try load(Seed.file)
    let openAI = try #require(configuration.provider(named: "openai"))
    #expect(openAI.name == "OpenAI API")
    #expect(openAI.wireAPI == .chat)
    #expect(openAI.environmentKey == "OPENAI_API_KEY")
    #expect(!openAI.location.isNear)
    let local = configuration.provider(of: configuration.activeProfile)
    #expect(local.name == "Local gpt-oss-20b")
    #expect(local.location.isNear)
    #expect(local.url("chat/completions") == "http://localhost:1234/v1/chat/completions")
    #expect(configuration.providers.prefix(2).map(\.id) == ["openai", "local-oss"])
  }

  @Test("It is told which table its stray line landed in")
  func stray() throws {
    let said = try load(Seed.file).said
    #expect(
      said == [
        "24:1: sandbox_mode belongs to [profiles.local-oss], the heading above it, and has no "
          + "meaning here. Ignored."
      ])
  }

  @Test("Codex's own keys are not told at every start")
  func silent() throws {
    #expect(try load(Seed.file).notices.isEmpty)
    #expect(try load("modle = \"x\"\npersonality = \"y\"").notices.count == 1)
  }

  @Test("It is no failure under --strict-config: every key of it is Codex's own")
  func strict() throws {
    #expect(try load(Seed.file, isStrict: true).profiles.count == 2)
  }

  @Test("Either profile can be named", arguments: ["cloud", "local-oss", "local"])
  func named(_ name: String) throws {
    #expect(try load(Seed.file, profile: name).activeProfile.name == name)
  }

  @Test("The local server gets no key, the cloud only its own")
  func keys() throws {
    let environment = ["OPENAI_API_KEY": "sk-secret", "OPENAI_PROJECT": "p"]
    let configuration = try load(Seed.file)
    let local = configuration.provider(of: configuration.activeProfile)
    #expect(try local.headers(environment: environment) == [])
    let cloud = try #require(configuration.provider(named: "openai"))
    #expect(
      try cloud.headers(environment: environment) == [
        HTTPHeader("OpenAI-Project", "p"), HTTPHeader("Authorization", "Bearer sk-secret"),
      ])
  }
}
