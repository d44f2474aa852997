import Engine

/// What completion and the pages of the manual say to the user.
enum CompletionMessages {
  static var commandsCannotBeDescribed: Failure {
    Failure(.other, say("The commands cannot be described.", zh: "无法描述这些命令。"))
  }

  // The pages of the manual are in English.

  static let writtenByProgram = "Written by codex-tui man; change the program, not this page."
  static let settingsName = "settings of codex-tui"
  static let builtInSettings = "What counts without any file:"

  static func usually(_ value: String) -> String { "Usually \(value)." }

  static let description = """
    codex-tui talks to language models on this machine (LM Studio, Ollama, llama.cpp, vLLM) and in the cloud. The full screen \
    shows the model's thinking, its answer and what the server does side by side. F1 lists every key.

    Without a command it is codex-tui chat.
    """

  static let settingsDescription = """
    Settings are TOML. $CODEX_HOME/config.toml, else ~/.codex/config.toml, is shared with Codex and never written. \
    $XDG_CONFIG_HOME/codex-tui/config.toml, else ~/.config/codex-tui/config.toml, overrides it, and -c key=value overrides both.

    codex-tui config init writes a first file, config show prints every value with its place, config check says what is odd.
    """

  static let environment = [
    (
      "OPENAI_API_KEY",
      "The key of the built-in profile cloud; env_key names another variable for other providers."
    ),
    ("LM_API_TOKEN", "LM Studio's token, where its server asks for one."),
    ("CODEX_HOME", "The folder of the shared config.toml."),
    ("CODEX_OSS_BASE_URL, CODEX_OSS_PORT", "Move the local server."),
    ("CODEX_TUI_LOG", "off, error, info or debug: how much is logged."),
    ("XDG_CONFIG_HOME, XDG_STATE_HOME", "Where settings and what is kept stand."),
    ("HTTPS_PROXY, NO_PROXY", "The way to the cloud; this machine is never asked through a proxy."),
    ("NO_COLOR", "No colours."),
    ("ACCESSIBLE", "1 gives plain lines instead of the full screen."),
    ("VISUAL, EDITOR", "Opened by Ctrl+G."),
  ]

  static let files = [
    ("~/.codex/config.toml", "Settings shared with Codex."),
    ("~/.config/codex-tui/config.toml", "Settings of codex-tui alone."),
    ("~/.config/codex-tui/themes/", "Themes of your own."),
    ("~/.local/state/codex-tui/", "Conversations, history of loads and replies, and the log."),
  ]
}

extension ExitStatus {
  /// What a caller can rely on.
  static let documented: [(code: Int32, meaning: String)] = [
    (ok.rawValue, "Answered."),
    (other.rawValue, "Something else went wrong; the sentence on stderr says what."),
    (usage.rawValue, "The command line cannot be understood, or there is no prompt."),
    (configuration.rawValue, "The configuration cannot be used."),
    (unreachable.rawValue, "The server is not there."),
    (authentication.rawValue, "The server wants a key, or another one."),
    (model.rawValue, "The model is not there, or did not load."),
    (overflow.rawValue, "The conversation does not fit the model's window."),
    (broken.rawValue, "The stream broke after part of the reply; that part was printed."),
    (stalled.rawValue, "Nothing came for too long, or --max-time was reached."),
    (interrupted.rawValue, "Ctrl+C."),
    (terminated.rawValue, "SIGTERM; 129 for SIGHUP."),
  ]
}
