import Testing

@testable import Engine

@Suite("-c key=value")
struct OverrideTests {
  @Test(
    "A value is TOML where it can be, else the raw text",
    arguments: [
      ("a=1", "a", .integer(1)), ("a=1.5", "a", .double(1.5)), ("a=true", "a", .bool(true)),
      ("a=\"x y\"", "a", .string("x y")), ("a=x y", "a", .string("x y")),
      ("a='x'", "a", .string("x")), ("a=\"x", "a", .string("x")), ("a=", "a", .string("")),
      ("a=b=c", "a", .string("b=c")), (" a = 1 ", "a", .integer(1)),
      ("a.b.c=1", "a.b.c", .integer(1)), ("a.\"b.c\"=1", "a.\"b.c\"", .integer(1)),
      ("\"a=b\"=1", "\"a=b\"", .integer(1)), ("a=1\nb=2", "a", .string("1\nb=2")),
      ("model=4.10", "model", .string("4.10")), ("model=\"4.1\"", "model", .string("4.1")),
      ("profiles.p.model=7", "profiles.p.model", .string("7")),
      ("a=http://h:1/v1?x=1#y", "a", .string("http://h:1/v1?x=1#y")),
    ] as [(String, String, TOMLValue.Content)])
  func value(_ flag: String, _ path: String, _ expected: TOMLValue.Content) throws {
    let table = try Override.parse(flag)
    let keys = try #require(SettingPath(path))
    let value = try #require(table[keys])
    #expect(value.content == expected)
    #expect(value.place.description == "-c \(path)")
  }

  @Test(
    "What cannot be understood is refused in Codex's words",
    arguments: [
      ("foo", "Invalid override (missing '='): foo"), ("", "Invalid override (missing '='): "),
      ("=x", "Empty key in override: =x"), (" =x", "Empty key in override:  =x"),
      ("a..b=1", "Invalid key in override: a..b=1"),
    ])
  func refused(_ flag: String, _ words: String) throws {
    let error = try #require(failure { () throws(EngineError) in try load("", overrides: [flag]) })
    #expect(error.kind == .configuration)
    #expect(error.message == "Error parsing -c overrides: \(words)")
    #expect(error.remedy?.contains("-c key=value") == true)
  }

  @Test("The last of a repeated key wins, and a table replaces what is none")
  func repeats() throws {
    let table = try Override.table(["a=1", "a=2", "b=1", "b.c=2"])
    #expect(table["a"]?.content == .integer(2))
    #expect(table["b"]?["c"]?.content == .integer(2))
  }

  @Test("Flags reach profiles, providers and the screen")
  func reach() throws {
    let configuration = try load(
      Seed.file,
      overrides: [
        "profiles.local-oss.temperature=1", "model_providers.local-oss.name=Mine",
        "tui.theme=nord", "tui.status_line=[\"model\", \"profile\"]",
        "model_providers.\"my.own\".base_url=\"http://localhost:5/v1\"",
      ])
    #expect(configuration.activeProfile.sampling.temperature == 1)
    #expect(configuration.provider(of: configuration.activeProfile).name == "Mine")
    #expect(configuration.screen.theme == "nord")
    #expect(configuration.screen.statusLine == ["model", "profile"])
    #expect(configuration.provider(named: "my.own")?.origin?.port == 5)
  }

  @Test(
    "A flag with a value of the wrong kind is an error, not a notice",
    arguments: [
      ("temperature=hot", "-c temperature: temperature should be a number, not a string."),
      ("tui.mouse=tru", "-c tui.mouse: mouse in [tui] should be true or false, not a string."),
      (
        "model_providers.openai.wire_api=soap",
        "-c model_providers.openai.wire_api: wire_api in [model_providers.openai] is \"soap\"; it "
          + "can be \"auto\", \"chat\", \"responses\", \"native\", \"ollama\"."
      ),
    ])
  func wrongKind(_ flag: String, _ words: String) throws {
    let error = try #require(failure { () throws(EngineError) in try load("", overrides: [flag]) })
    #expect(error.message == words)
  }

  @Test("An unknown key is a notice with a guess")
  func unknownKey() throws {
    #expect(
      try load("", overrides: ["modle=x"]).said == [
        "-c modle: unknown in the top of the file: modle (did you mean model?). Ignored."
      ])
  }
}
