/// `[tui]`: how the screen looks and behaves. Read here, meant for the TUI.
package struct ScreenSettings: Equatable, Sendable {
  /// Where the thinking pane stands.
  package enum Thinking: String, CaseIterable, Sendable { case side, stacked, folded, hidden }
  /// What becomes of the thinking pane's room when nothing is thought.
  package enum ThinkingRoom: String, CaseIterable, Sendable { case keep, shrink, fold }
  /// `safe` draws only what every terminal measures alike.
  package enum Emoji: String, CaseIterable, Sendable { case safe, full }
  /// How a notification reaches the user: the terminal's own (OSC 9), the bell, or what works.
  package enum NotificationMethod: String, CaseIterable, Sendable { case auto, osc9, bel }
  /// How the terminal takes images: as it answers, or as the user knows.
  package enum Images: String, CaseIterable, Sendable { case auto, off, kitty, iterm2, sixel }
  package enum NotificationCondition: String, CaseIterable, Sendable { case unfocused, always }

  package enum Notifications: Equatable, Sendable {
    case off, all
    /// Only these kinds, by name.
    case only([String])
  }

  /// The name of a theme or a path to one; `nil`: the default.
  package var theme: String?
  package var thinking: Thinking?
  package var thinkingRoom: ThinkingRoom?
  /// The thinking pane's part of the width, percent.
  package var thinkingPercent: Int?
  package var mouse: Bool?
  package var emoji: Emoji?
  package var images = Images.auto
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
}
