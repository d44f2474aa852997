import Engine

/// Everything the screen knows. Events go into `reduce`, pictures come out of `draw`.
package struct AppState: Sendable {
  package var session: Session
  package var size: Size
  /// The present moment on the engine's scale, as the last tick or session told it.
  package var now: Duration = .zero
  package var composer = Composer()
  package var history = PromptHistory()
  package var focus = Focus.composer
  package var thinkingMode: ThinkingMode
  /// Columns of a hundred that the thinking takes when it stands beside the response.
  package var thinkingShare: Int
  package var response = Viewport.following
  package var thinking = Viewport.following
  package var overlay: Overlay?
  /// One line for the person, until the next key: a report, a question.
  package var hint: String?
  /// Ctrl+C was pressed on an idle, empty screen; once more quits.
  package var isQuitArmed = false
  package var themes = ThemeShelf()
  package let keymap: Keymap
  package internal(set) var transcript = TranscriptLayout()
  package internal(set) var thoughts = ThinkingLayout()
  /// What stands in the panes, as `layOut` last found it.
  package internal(set) var responseLines: [PlacedLine] = []
  package internal(set) var thinkingTop = 0
  /// Lines below what is shown, while the response is held.
  package internal(set) var newLines = 0

  package init(
    session: Session, size: Size, keymap: Keymap = Keymap(),
    thinkingMode: ThinkingMode = .side, thinkingShare: Int = 40
  ) {
    self.session = session
    self.size = size
    self.keymap = keymap
    self.thinkingMode = thinkingMode
    self.thinkingShare = thinkingShare
  }

  /// Something on the screen counts time: the App then sends ticks.
  package var countsTime: Bool {
    session.isReplying || session.warmUp.isUnderWay
  }
}

/// Where the thinking stands.
package enum ThinkingMode: String, CaseIterable, Sendable {
  case side, stacked, folded, hidden

  package var next: ThinkingMode {
    switch self {
    case .side: .stacked
    case .stacked: .folded
    case .folded: .hidden
    case .hidden: .side
    }
  }
}

extension WarmUp {
  /// Its words change with time: seconds left, a spinner's place, a stall.
  package var isUnderWay: Bool {
    switch state {
    case .probing, .loading, .downloading, .readingPrompt: true
    case .unknown, .offline, .needsToken, .modelMissing, .notLoaded, .ready, .failed: false
    }
  }
}
