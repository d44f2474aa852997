import Engine

/// Everything the screen knows. Events go into `reduce`, pictures come out of `draw`.
package struct AppState: Sendable {
  package var session: Session
  package var size: Size
  /// The present moment on the engine's scale, as the last tick or session told it.
  package var now: Duration = .zero
  package var composer = Composer()
  package var input = InputState()
  package var focus = Focus.composer
  package internal(set) var panes = Panes()
  /// While a reply streams.
  var figures: LiveFigures?
  /// What stands over the panes and takes the keys first.
  package var layer: (any Layer)?
  /// One line for the user, until the next key: a report, a question.
  package var hint: String?
  package var themes = ThemeCatalog()
  package var attention = Attention()
  package var terminal = TerminalState()
  package var options: ViewOptions

  package init(session: Session, size: Size, options: ViewOptions = ViewOptions()) {
    self.session = session
    self.size = size
    self.options = options
  }

  /// The response or the thinking; in a race those of the lane that has the focus.
  package internal(set) subscript(pane: Focus) -> Pane {
    get { pane == .thinking ? thinking : response }
    _modify { if pane == .thinking { yield &thinking } else { yield &response } }
  }

  package internal(set) var response: Pane {
    get { panes.focused.response }
    _modify { yield &panes.focused.response }
  }

  package internal(set) var thinking: Pane {
    get { panes.focused.thinking }
    _modify { yield &panes.focused.thinking }
  }

  /// Where the thinking stands now: the user's wish, and what it gives back while nothing is thought.
  package var thinkingMode: ThinkingMode {
    options.thinkingRoom == .fold && givesThinkingRoomBack ? .folded : options.thinkingMode
  }

  package var thinkingShare: Int {
    options.thinkingRoom == .shrink && givesThinkingRoomBack
      ? min(options.thinkingShare, 25) : options.thinkingShare
  }

  /// The answer of the turn in view has begun, or it has no thinking.
  private var givesThinkingRoomBack: Bool {
    guard let reply = turnInView?.reply, focus != .thinking else { return false }
    return reply.isLive ? !reply.text.isEmpty : true
  }

  /// Something on the screen counts time: the App then sends ticks.
  package var countsTime: Bool {
    session.isReplying || session.activity == .racing || session.warmUp.isUnderWay
      || layer?.countsTime == true
  }
}

/// What goes with the composer: earlier prompts, what completes the word at the cursor, the files that
/// its words name.
package struct InputState: Sendable {
  /// Ctrl+C was pressed on an idle, empty screen; once more quits.
  package var isQuitArmed = false
  package var history = PromptHistory()
  /// Modal editing, for those who want it; `nil`: none.
  package var vim: Vim?
  package internal(set) var layout = ComposerLayout()
  /// The turn whose prompt stands in the composer to be changed.
  package internal(set) var editing: Turn.ID?
  /// What could stand where the cursor is.
  package internal(set) var completion: Completion?
  /// The composer's revision that `completion` was made for.
  var completedRevision = 0
  /// Names of files, as the App last listed them.
  var files = FileList()
  /// Tab asked for files that are not here yet.
  var wantsFiles = false
  /// Enter was pressed and its `@words` are being looked up.
  var waitsForFiles = false
  /// The `@words` of this prompt that were looked up already.
  var knownWords: Set<String> = []
  /// The last question about a call that was opened; one opens by itself once.
  var openedQuestion = 0
  /// The last form of a server of tools that was opened.
  var openedForm = 0
  /// The next prompt is asked of several profiles.
  package internal(set) var race: RaceWish?
  /// A line that begins like a command and is none: a second Enter sends it.
  var unknownCommand: String?

  package init() {}
}

/// What the terminal was asked for.
package struct TerminalState: Sendable {
  /// Clicks and the wheel come here, not to the terminal's own selection.
  package var hasMouse = true
  /// What is marked on the desktop, to be pasted here.
  var awaitsMarked = false
  /// It shows plain text until the next key.
  package internal(set) var isPlainView = false
  /// The images of the conversation, and whether they can be drawn.
  package internal(set) var images = ImageShelf()

  package init() {}
}

/// How the user wants the screen.
package struct ViewOptions: Sendable {
  package let keymap: Keymap
  package var thinkingMode: ThinkingMode
  /// Columns of a hundred that the thinking takes when it stands beside the response.
  package var thinkingShare: Int
  /// What becomes of the thinking's room once the answer has begun, or where a model does not think.
  package var thinkingRoom = ThinkingRoom.keep
  /// Answers stand as they were written, not as Markdown.
  package var isRaw = false
  /// Items of the status bar in their order; `nil`: all, in the usual order.
  package var statusItems: [String]?

  package init(
    keymap: Keymap = Keymap(), thinkingMode: ThinkingMode = .side, thinkingShare: Int = 40
  ) {
    self.keymap = keymap
    self.thinkingMode = thinkingMode
    self.thinkingShare = thinkingShare
  }
}

/// What the thinking's pane gives back when nothing is thought.
package enum ThinkingRoom: String, CaseIterable, Sendable {
  /// Nothing: the screen stays as it is.
  case keep
  /// It becomes a quarter of the screen.
  case shrink
  /// It becomes a line.
  case fold
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
    case .probing, .starting, .loading, .downloading, .readingPrompt: true
    case .unknown, .offline, .needsToken, .modelMissing, .notLoaded, .ready, .failed: false
    }
  }
}
