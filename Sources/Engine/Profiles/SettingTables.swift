extension SettingReference {
  static let profile: [SettingReference] = {
    let table = "profiles.NAME"
    return [
      Self(table, "model_provider", "name", "\"openai\"", "The provider that is asked."),
      Self(table, "model", "name", nil, "The model, as the provider names it."),
      Self(
        table, "model_reasoning_effort", "text", nil,
        "How long the model thinks: none, minimal, low, medium, high, or a server's own word."),
      Self(
        table, "model_reasoning_summary", "auto, concise, detailed, none", nil,
        "The summary of its thinking that a cloud model gives."),
      Self(table, "model_verbosity", "low, medium, high", nil, "How long answers are."),
      Self(table, "temperature", "0 to 2", nil, "How freely words are chosen."),
      Self(table, "model_max_output_tokens", "number", nil, "The longest reply, in tokens."),
      Self(table, "max_output_tokens", "number", nil, "The same, by its shorter name."),
      Self(
        table, "model_context_window", "number", nil,
        "The window in tokens that a local model is loaded with, where the server lets us choose."),
      Self(
        table, "ttl", "seconds", nil,
        "Idle time after which the server may unload the model, where it takes one; -1 for never."),
      Self(
        table, "model_starts_thinking", "true, false", "false",
        "The model's template opens the thinking, so that only the closing tag arrives."),
      Self(table, "system_prompt", "text", nil, "Said to the model before everything else."),
      Self(table, "system_prompt_file", "path", nil, "A file with the system prompt."),
      Self(table, "model_instructions_file", "path", nil, "The same, by Codex's name."),
      Self(
        table, "experimental_instructions_file", "path", nil, "The same, by Codex's older name."),
      Self(
        table, "show_raw_agent_reasoning", "true, false", nil,
        "false folds the thinking pane to one line. Thinking is always received."),
      Self(
        table, "hide_agent_reasoning", "true, false", nil, "true hides the thinking pane."),
      Self(
        table, "thinking", "side, stacked, folded, hidden", nil,
        "How the thinking pane starts under this profile."),
      Self(
        table, "token_stall_timeout_ms", "milliseconds", "300000",
        "Silence while it thinks or answers that ends a reply; 0 for no limit."),
      Self(table, "stream_idle_timeout_ms", "milliseconds", "300000", "The same, by Codex's name."),
      Self(
        table, "prompt_stall_timeout_ms", "milliseconds", "900000",
        "Silence while the prompt is read that ends a reply; 0 for no limit."),
      Self(
        table, "load_stall_timeout_ms", "milliseconds", "1800000",
        "Silence before anything else, such as a cold load, that ends a reply; 0 for no limit."),
    ]
  }()

  static let provider: [SettingReference] = {
    let table = "model_providers.NAME"
    return [
      Self(table, "name", "text", nil, "What the status bar calls it."),
      Self(
        table, "base_url", "address", nil,
        "Where it is, with /v1 at the end where the server has it; unix:///run/llama.sock for a socket."
      ),
      Self(
        table, "wire_api", "auto, chat, responses, native, ollama", "\"auto\"",
        "How requests are written; auto asks a local server what it is."),
      Self(table, "env_key", "variable", nil, "The environment variable that holds the key."),
      Self(
        table, "env_key_instructions", "text", nil, "Said when that variable is missing."),
      Self(
        table, "experimental_bearer_token", "text", nil,
        "The key itself, for servers where it is no secret."),
      Self(
        table, "omit_fields", "list of texts", "[]",
        "Fields of requests to leave out: stream_options, temperature, reasoning_effort, "
          + "parallel_tool_calls …"),
      Self(
        table, "token_limit_field", "max_tokens, max_completion_tokens", nil,
        "How the server calls the limit of a reply; max_tokens, and OpenAI's name at OpenAI."),
      Self(table, "query_params", "table", nil, "Added to every address."),
      Self(table, "http_headers", "table", nil, "Added to every request."),
      Self(
        table, "env_http_headers", "table", nil,
        "Header to environment variable; left out while the variable is unset."),
      Self(
        table, "request_max_retries", "0 to 100", "4",
        "Attempts before the first word after an error that passes."),
      Self(
        table, "stream_max_retries", "0 to 100", "5",
        "Read for Codex's sake: after a word nothing is sent again by itself."),
      Self(
        table, "token_stall_timeout_ms", "milliseconds", "300000",
        "As in a profile, for every profile of this provider."),
      Self(table, "stream_idle_timeout_ms", "milliseconds", "300000", "The same, by Codex's name."),
      Self(
        table, "prompt_stall_timeout_ms", "milliseconds", "900000",
        "As in a profile, for every profile of this provider."),
      Self(
        table, "load_stall_timeout_ms", "milliseconds", "1800000",
        "As in a profile, for every profile of this provider."),
      Self(table, "auth", "table", nil, "See model_providers.NAME.auth."),
    ]
  }()

  static let auth: [SettingReference] = {
    let table = "model_providers.NAME.auth"
    return [
      Self(table, "command", "text", nil, "The program that prints the token on its first line."),
      Self(table, "args", "list of texts", "[]", "Its arguments."),
      Self(table, "timeout_ms", "milliseconds", "5000", "How long it may take."),
      Self(
        table, "refresh_interval_ms", "milliseconds", "300000",
        "A token older than this is renewed."),
      Self(table, "cwd", "path", nil, "Where it runs."),
    ]
  }()

  package static let screen: [SettingReference] = {
    let table = "tui"
    return [
      Self(table, "theme", "name or path", nil, "The theme; see docs/themes.md."),
      Self(
        table, "thinking", "side, stacked, folded, hidden", nil, "How the thinking pane starts."),
      Self(table, "thinking_percent", "10 to 90", "40", "The thinking pane's part of the width."),
      Self(table, "mouse", "true, false", "true", "Whether the mouse scrolls and chooses."),
      Self(
        table, "emoji", "safe, full", "\"safe\"",
        "safe draws only what every terminal measures alike."),
      Self(table, "animations", "true, false", "true", "false is reduced_motion = true."),
      Self(table, "reduced_motion", "true, false", "false", "Nothing moves but text."),
      Self(table, "vim", "true, false", "false", "Modal editing of the prompt."),
      Self(table, "vim_mode_default", "true, false", "false", "The same, by Codex's name."),
      Self(
        table, "status_line", "list of items", nil, "The status bar's items, most important first."),
      Self(table, "status", "list of items", nil, "The same, by its shorter name."),
      Self(
        table, "notifications", "true, false, list of kinds", "true",
        "What the terminal is told of."),
      Self(table, "notification_method", "auto, osc9, bel", "\"auto\"", "How it is told."),
      Self(
        table, "notification_condition", "unfocused, always", "\"unfocused\"", "When it is told."),
      Self(
        table, "terminal_title", "true, false", "true", "Whether progress shows in the title."),
      Self(
        table, "keymap", "table", nil, "Action to a key or a list of keys; F1 lists the actions."),
    ]
  }()
}
