/// The keys of a file that mean something, here or in Codex.
enum KnownKeys {
  /// What a profile can hold, and the top of a file as well.
  static let profile = Profile.table.keys

  /// What only the top of a file can hold.
  static let top = TopSettings.table.keys.union(SandboxSettings.top.keys).union(
    SettingReference.tables.compactMap { $0.name.split(separator: ".").first.map(String.init) })

  /// Settings of Codex, v0.42 to v0.142, that a chat without tools has no use for.
  static let foreign: Set<String> = [
    "agents", "analytics", "allow_login_shell", "approval_policy", "approvals_reviewer", "apps",
    "audio", "aws", "background_terminal_max_timeout", "chatgpt_base_url",
    "check_for_update_on_startup", "cli_auth_credentials_store", "commit_attribution",
    "compact_prompt", "debug", "default_permissions", "developer_instructions",
    "disable_paste_burst", "disable_response_storage", "experimental_compact_prompt_file",
    "experimental_resume", "experimental_use_exec_command_tool",
    "experimental_use_freeform_apply_patch", "experimental_use_rmcp_client",
    "experimental_use_unified_exec_tool", "features", "feedback", "file_opener",
    "forced_chatgpt_workspace_id", "forced_login_method", "ghost_snapshot", "hooks",
    "include_apply_patch_tool", "include_apps_instructions", "include_environment_context",
    "include_permissions_instructions", "include_plan_tool", "include_view_image_tool",
    "instructions", "internal_originator", "js_repl_node_module_dirs", "js_repl_node_path",
    "log_dir", "marketplaces", "max_bytes", "mcp_oauth_callback_port",
    "mcp_oauth_callback_url", "mcp_oauth_credentials_store", "memories",
    "model_auto_compact_token_limit", "model_catalog_json", "model_reasoning_summary_format",
    "model_supports_reasoning_summaries", "notice", "notify", "otel", "permissions",
    "personality", "plan_mode_reasoning_effort", "plugins", "preferred_auth_method",
    "project_doc_fallback_filenames", "project_doc_max_bytes", "project_root_markers",
    "projects", "realtime", "requires_openai_auth", "responses_originator_header_internal_override",
    "exclude_slash_tmp", "exclude_tmpdir_env_var", "review_model", "sandbox_mode",
    "sandbox_permissions",
    "service_tier", "shell_environment_policy", "skills", "sqlite_home",
    "supports_websockets", "suppress_unstable_features_warning", "tool_output_token_limit",
    "tool_suggest", "tools", "tools_view_image", "tools_web_search", "trust_level", "ui",
    "use_experimental_use_rmcp_client", "view_image", "web_search", "websocket_connect_timeout_ms",
    "windows",
    "windows_wsl_setup_acknowledged", "zsh_path",
  ]

  /// The same for `[tui]`.
  static let foreignScreen: Set<String> = [
    "alternate_screen", "keymap", "model_availability_nux", "raw_output_mode",
    "session_picker_view", "show_tooltips", "status_line_use_colors",
    "terminal_resize_reflow_max_rows",
  ]

  /// The same for `[mcp_servers.NAME]` (codex-rs/config/src/mcp_types.rs).
  static let foreignToolServer: Set<String> = [
    "auth", "environment_id", "name", "oauth", "oauth_resource", "scopes",
    "supports_parallel_tool_calls",
  ]

  /// Codex knows the key and it means nothing here, wherever it stands.
  static func isForeign(_ key: String, in table: String) -> Bool {
    foreign.contains(key) || table.hasPrefix("[tui") && foreignScreen.contains(key)
      || table.hasPrefix("[mcp_servers") && foreignToolServer.contains(key)
  }
}
