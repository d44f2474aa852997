/// `[tui]`: how the screen looks and behaves. Read here, meant for the TUI.
package struct ScreenSettings: Equatable, Sendable {
  /// Where the thinking pane stands.
  package enum Thinking: String, CaseIterable, Sendable { case side, stacked, folded, hidden }
  /// `safe` draws only what every terminal measures alike.
  package enum Emoji: String, CaseIterable, Sendable { case safe, full }
  /// How a notification reaches the user: the terminal's own (OSC 9), the bell, or what works.
  package enum NotificationMethod: String, CaseIterable, Sendable { case auto, osc9, bel }
  package enum NotificationCondition: String, CaseIterable, Sendable { case unfocused, always }

  package enum Notifications: Equatable, Sendable {
    case off, all
    /// Only these kinds, by name.
    case only([String])
  }

  /// The name of a theme or a path to one; `nil`: the default.
  package var theme: String?
  package var thinking: Thinking?
  /// The thinking pane's part of the width, percent.
  package var thinkingPercent: Int?
  package var mouse: Bool?
  package var emoji: Emoji?
  package var reducedMotion = false
  package var vim = false
  /// Items of the status bar, most important first; `nil`: the default.
  package var statusLine: [String]?
  /// Action → keys.
  package var keymap: [String: [String]] = [:]
  package var notifications = Notifications.all
  package var notificationMethod = NotificationMethod.auto
  package var notificationCondition = NotificationCondition.unfocused
  /// Progress in the terminal's title.
  package var terminalTitle = true

  package init() {}

  /// Reads every key of `[tui]`. Codex's names count where they mean the same.
  mutating func read(_ reader: inout TableReader) {
    theme = reader.text("theme") ?? theme
    thinking = reader.choice("thinking", Thinking.self) ?? thinking
    thinkingPercent = reader.int("thinking_percent", in: 10...90) ?? thinkingPercent
    mouse = reader.bool("mouse") ?? mouse
    emoji = reader.choice("emoji", Emoji.self) ?? emoji
    if let moves = reader.bool("animations") { reducedMotion = !moves }
    reducedMotion = reader.bool("reduced_motion") ?? reducedMotion
    vim = reader.bool("vim_mode_default") ?? vim
    vim = reader.bool("vim") ?? vim
    statusLine = reader.strings("status_line") ?? statusLine
    statusLine = reader.strings("status") ?? statusLine
    notificationMethod = reader.choice("notification_method") ?? notificationMethod
    notificationCondition = reader.choice("notification_condition") ?? notificationCondition
    readNotifications(&reader)
    readTitle(&reader)
    readKeymap(&reader)
  }

  /// `true`, `false` or a list of kinds.
  private mutating func readNotifications(_ reader: inout TableReader) {
    guard let value = reader.any("notifications") else { return }
    if case .bool(let flag) = value.content {
      notifications = flag ? .all : .off
    } else if let kinds = reader.strings("notifications", "true, false or a list of strings") {
      notifications = kinds.isEmpty ? .off : .only(kinds)
    }
  }

  /// Codex has a list of items here; an empty one turns the title off.
  private mutating func readTitle(_ reader: inout TableReader) {
    guard let value = reader.any("terminal_title") else { return }
    if case .bool(let flag) = value.content {
      terminalTitle = flag
    } else if let items = reader.strings("terminal_title", "true or false") {
      terminalTitle = !items.isEmpty
    }
  }

  private mutating func readKeymap(_ reader: inout TableReader) {
    guard let table = reader.table("keymap") else { return }
    var keys = TableReader(table, name: SettingPath(["tui", "keymap"]).heading)
    for member in table.members ?? [] {
      if case .table = member.value.content { continue }
      keymap[member.key] = keys.strings(member.key, "a key or a list of keys") ?? keymap[member.key]
    }
    reader.absorb(keys)
  }
}
