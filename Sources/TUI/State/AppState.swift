import Engine

/// Everything the screen knows. Events go into `reduce`, pictures come out of `draw`.
package struct AppState: Sendable {
  package var session: Session
  package var size: Size
  /// The present moment on the engine's scale, as the last tick or session told it.
  package var now: Duration = .zero
  package var composer = Composer()
  package var history = PromptHistory()
  /// Modal editing, for those who want it; `nil`: none.
  package var vim: Vim?
  package var focus = Focus.composer
  package var thinkingMode: ThinkingMode
  /// Columns of a hundred that the thinking takes when it stands beside the response.
  package var thinkingShare: Int
  package var response = Viewport.following
  package var thinking = Viewport.following
  /// What stands over the panes and takes the keys first.
  package var layer: (any Layer)?
  /// The turn whose prompt stands in the composer to be changed.
  package var editing: Turn.ID?
  /// One line for the user, until the next key: a report, a question.
  package var hint: String?
  /// Ctrl+C was pressed on an idle, empty screen; once more quits.
  package var isQuitArmed = false
  package var themes = ThemeCatalog()
  /// Text marked with the mouse, and where the button went down.
  package internal(set) var selection: Selection?
  var pressed: Selection?
  package var attention = Attention()
  /// Clicks and the wheel come here, not to the terminal's own selection.
  package var hasMouse = true
  /// The terminal shows plain text until the next key.
  package internal(set) var isPlainView = false
  package let keymap: Keymap
  /// What could stand where the prompt's cursor is.
  package internal(set) var completion: Completion?
  /// The prompt's revision that `completion` was made for.
  var completedRevision = 0
  /// Names of files, as the App last listed them.
  var files = FileList()
  /// Tab asked for files that are not here yet.
  var wantsFiles = false
  /// The pane that followed its text before the button went down on it.
  var heldByPress: Focus?
  /// The terminal was asked for what is marked on its desktop.
  var awaitsMarked = false
  /// Enter was pressed and its `@words` are being looked up.
  var waitsForFiles = false
  /// The `@words` of this prompt that were looked up already.
  var knownWords: Set<String> = []
  /// A line that begins like a command and is none: a second Enter sends it.
  var unknownCommand: String?
  /// Searching a pane, while its line is open.
  package internal(set) var find: Find?
  /// Answers stand as they were written, not as Markdown.
  package var isRaw = false
  /// Items of the status bar in their order; `nil`: all, in the usual order.
  package var statusItems: [String]?
  package internal(set) var composerLayout = ComposerLayout()
  package internal(set) var transcript = TranscriptLayout()
  package internal(set) var thoughts = ThinkingLayout()
  /// What stands in the panes, as `layOut` last found it.
  package internal(set) var responseLines: [PlacedLine] = []
  package internal(set) var thinkingTop = 0
  /// What a held pane keeps in view while the width changes.
  var responseAnchor: ReadingAnchor?
  var thinkingAnchor: ReadingAnchor?
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
