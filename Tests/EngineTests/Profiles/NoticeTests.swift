import Testing

@testable import Engine

@Suite("Notices and strict mode")
struct NoticeTests {
  @Test(
    "A value of the wrong kind is told with line and what was expected",
    arguments: [
      ("temperature = \"hot\"", "1:15: temperature should be a number, not a string. Ignored."),
      ("temperature = 3", "1:15: temperature should be from 0.0 to 2.0, not 3.0. Ignored."),
      ("model = 5", "1:9: model should be a string, not an integer. Ignored."),
      ("model = \" \"", "1:9: model is empty. Ignored."),
      (
        "model_context_window = 0",
        "1:24: model_context_window should be at least 1, not 0. Ignored."
      ),
      (
        "[profiles.p]\nthinking = \"left\"",
        "2:12: thinking in [profiles.p] is \"left\"; it can be \"side\", \"stacked\", \"folded\", "
          + "\"hidden\". Ignored."
      ),
      ("profiles = 1", "1:12: profiles should be a table, not an integer. Ignored."),
      ("[profiles]\np = 1", "2:5: p in [profiles] should be a table, not an integer. Ignored."),
      (
        "[model_providers.openai]\nquery_params = [1]",
        "2:16: query_params in [model_providers.openai] should be a table of strings, not a list. "
          + "Ignored."
      ),
      (
        "[model_providers.openai]\nstream_idle_timeout_ms = -1",
        "2:26: stream_idle_timeout_ms in [model_providers.openai] should be at least 0, not -1. "
          + "Ignored."
      ),
      (
        "[model_providers.openai.auth]\ntimeout_ms = 1",
        "1:1: auth in [model_providers.openai] needs a command. Ignored."
      ),
      (
        "[tui]\nmouse = 1",
        "2:9: mouse in [tui] should be true or false, not an integer. Ignored."
      ),
      (
        "[tui]\nnotifications = 1",
        "2:17: notifications in [tui] should be true, false or a list of strings, not an integer."
          + " Ignored."
      ),
      (
        "[tui.keymap]\nsend = 1",
        "2:8: send in [tui.keymap] should be a key or a list of keys, not an integer. Ignored."
      ),
      (
        "[history]\npersistence = \"some\"",
        "2:15: persistence in [history] is \"some\"; it can be \"save-all\", \"none\". Ignored."
      ),
    ])
  func wrongKind(_ text: String, _ words: String) throws {
    #expect(try load(text).said == [words])
    let error = try #require(failure { () throws(EngineError) in try load(text, isStrict: true) })
    #expect(error.kind == .configuration)
    #expect(error.message == "/home/ann/.codex/config.toml:" + words.dropLast(" Ignored.".count))
  }

  @Test(
    "Unknown keys of one table share one sentence, with guesses",
    arguments: [
      (
        "modle = \"x\"",
        "1:1: unknown in the top of the file: modle (did you mean model?). Ignored."
      ),
      (
        "[profiles.p]\nmodle = \"x\"\nqwerty = 1",
        "2:1: unknown in [profiles.p]: modle (line 2; did you mean model?), qwerty (line 3). Ignored."
      ),
      (
        "[model_providers.ollama]\nbase_ulr = \"x\"",
        "2:1: unknown in [model_providers.ollama]: base_ulr (did you mean base_url?). Ignored."
      ),
      (
        "[tui]\nthem = \"x\"",
        "2:1: unknown in [tui]: them (did you mean theme?). Ignored."
      ),
      (
        "[tui]\ntheme = \"x\"\nprofile = \"local\"",
        "3:1: unknown in [tui]: profile (it counts only above the first [heading]). Ignored."
      ),
      (
        "[model_providers.openai.auth]\ncommand = \"c\"\ntimeout = 1\n[model_providers.openai]\n"
          + "env_key = \"\"",
        nil
      ),
    ] as [(String, String?)])
  func unknown(_ text: String, _ words: String?) throws {
    let said = try load(text).said
    if let words { #expect(said == [words]) }
    #expect(throws: EngineError.self) { try load(text, isStrict: true) }
  }

  @Test("Codex's own settings share one sentence per table and never fail")
  func foreign() throws {
    let text = """
      personality = "friendly"
      model = "m"
      service_tier = "fast"
      [mcp_servers.x]
      command = "y"
      [tui]
      show_tooltips = true
      """
    let configuration = try load(text, isStrict: true)
    #expect(
      configuration.said == [
        "1:1: personality (line 1), service_tier (line 3) have no meaning here. "
          + "Ignored.",
        "7:1: show_tooltips belongs to [tui], the heading above it, and has no meaning here. "
          + "Ignored.",
      ])
  }

  @Test("One thing is said once, however many profiles it touches")
  func once() throws {
    let said = try load("temperature = \"x\"\n[profiles.a]\nmodel = \"a\"\n[profiles.b]\n").said
    #expect(said == ["1:15: temperature should be a number, not a string. Ignored."])
  }

  @Test("Two files are told apart")
  func twoFiles() throws {
    let notices = try load(files: [
      LayerTests.codex: "personality = \"x\"", LayerTests.ours: "notify = [\"x\"]",
    ]).codexOnly
    #expect(notices.map(\.place?.source) == [LayerTests.codex, LayerTests.ours])
  }
}

@Suite("Screen settings")
struct ScreenSettingsTests {
  @Test("Every key is read")
  func everyKey() throws {
    let configuration = try load(
      """
      [tui]
      theme = "nord"
      thinking = "stacked"
      thinking_percent = 30
      mouse = false
      emoji = "safe"
      reduced_motion = true
      vim = true
      status_line = ["model"]
      notifications = ["turn-complete"]
      notification_method = "bel"
      notification_condition = "always"
      terminal_title = false
      [tui.keymap]
      send = "Enter"
      next_profile = ["F2", "Alt+P"]
      [tui.keymap.composer]
      submit = "enter"
      [history]
      persistence = "none"
      """)
    var expected = ScreenSettings()
    expected.theme = "nord"
    expected.thinking = .stacked
    expected.thinkingPercent = 30
    expected.mouse = false
    expected.emoji = .safe
    expected.reducedMotion = true
    expected.vim = true
    expected.statusLine = ["model"]
    expected.keymap = ["send": ["Enter"], "next_profile": ["F2", "Alt+P"]]
    expected.notifications = .only(["turn-complete"])
    expected.notificationMethod = .bel
    expected.notificationCondition = .always
    expected.terminalTitle = false
    #expect(configuration.screen == expected)
    #expect(!configuration.keepsHistory)
    #expect(configuration.said.map { $0.contains("composer belongs to [tui.keymap]") } == [true])
  }

  @Test(
    "Codex's words count where they mean the same",
    arguments: [
      ("animations = false", \ScreenSettings.reducedMotion), ("vim_mode_default = true", \.vim),
      ("terminal_title = [\"model\"]", \.terminalTitle),
    ])
  func codex(_ text: String, _ flag: KeyPath<ScreenSettings, Bool> & Sendable) throws {
    let configuration = try load("[tui]\n" + text)
    #expect(configuration.screen[keyPath: flag])
    #expect(configuration.notices == [])
  }

  @Test("Without a file it is all the screen's own choice")
  func defaults() throws {
    let configuration = try load("")
    #expect(configuration.screen == ScreenSettings())
    #expect(configuration.keepsHistory)
  }
}
