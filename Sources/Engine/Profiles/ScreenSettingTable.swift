extension ScreenSettings {
  /// Codex's names count where they mean the same.
  static let table = SettingTable<ScreenSettings>(
    name: "tui", settings: looks + typing + telling)

  private static let looks: [Setting<ScreenSettings>] = [
    Setting("theme", "name or path", "The theme; see docs/themes.md.") { settings, reader in
      guard let wish = reader.text("theme") else { return }
      settings.theme = wish.contains("/") ? reader.besideItsFile(wish, "theme") : wish
    },
    .choice("thinking", Thinking.self, "How the thinking pane starts.") { $0.thinking = $1 },
    .choice(
      "thinking_room", ThinkingRoom.self, usual: "\"keep\"",
      "Once the answer has begun: the pane stays, shrinks to a quarter, or folds to a line."
    ) { $0.thinkingRoom = $1 },
    .int(
      "thinking_percent", kind: "10 to 90", in: 10...90, usual: "40",
      "The thinking pane's part of the width."
    ) { $0.thinkingPercent = $1 },
    .bool("mouse", usual: "true", "Whether the mouse scrolls and chooses.") { $0.mouse = $1 },
    .choice(
      "emoji", Emoji.self, usual: "\"safe\"", "safe draws only what every terminal measures alike."
    ) { $0.emoji = $1 },
    .choice(
      "images", Images.self, usual: "\"auto\"",
      "How images are drawn; auto asks the terminal, off draws their frames alone."
    ) { $0.images = $1 },
    .bool("animations", usual: "true", "false is reduced_motion = true.") {
      $0.reducedMotion = !$1
    },
    .bool("reduced_motion", usual: "false", "Nothing moves but text.") { $0.reducedMotion = $1 },
    .strings(
      "status_line", kind: "list of items", "The status bar's items, most important first."
    ) { $0.statusLine = $1 },
    .strings("status", kind: "list of items", "The same, by its shorter name.") {
      $0.statusLine = $1
    },
  ]

  private static let typing: [Setting<ScreenSettings>] = [
    .bool("vim_mode_default", usual: "false", "The same as vim, by Codex's name.") { $0.vim = $1 },
    .bool("vim", usual: "false", "Modal editing of the prompt.") { $0.vim = $1 },
    Setting("keymap", "table", "Action to a key or a list of keys; F1 lists the actions.") {
      settings, reader in
      guard let table = reader.table("keymap") else { return }
      var keys = TableReader(table, name: SettingPath(["tui", "keymap"]).heading)
      for member in table.members ?? [] {
        if case .table = member.value.content { continue }
        settings.keymap[member.key] =
          keys.strings(member.key, say("a key or a list of keys", zh: "一个键或键的列表"))
          ?? settings.keymap[member.key]
      }
      reader.absorb(keys)
    },
  ]

  private static let telling: [Setting<ScreenSettings>] = [
    Setting(
      "notifications", "true, false, list of kinds", usual: "true", "What the terminal is told of."
    ) { settings, reader in
      guard let value = reader.any("notifications") else { return }
      if case .bool(let flag) = value.content {
        settings.notifications = flag ? .all : .off
      } else if let kinds = reader.strings(
        "notifications", say("true, false or a list of strings", zh: "布尔值或字符串列表"))
      {
        settings.notifications = kinds.isEmpty ? .off : .only(kinds)
      }
    },
    .choice(
      "notification_method", NotificationMethod.self, usual: "\"auto\"", "How it is told."
    ) { $0.notificationMethod = $1 },
    .choice(
      "notification_condition", NotificationCondition.self, usual: "\"unfocused\"",
      "When it is told."
    ) { $0.notificationCondition = $1 },
    // Codex has a list of items here; an empty one turns the title off.
    Setting(
      "terminal_title", "true, false", usual: "true", "Whether progress shows in the title."
    ) { settings, reader in
      guard let value = reader.any("terminal_title") else { return }
      if case .bool(let flag) = value.content {
        settings.terminalTitle = flag
      } else if let items = reader.strings("terminal_title", ProfilesKeyMessages.trueOrFalse) {
        settings.terminalTitle = !items.isEmpty
      }
    },
  ]
}
