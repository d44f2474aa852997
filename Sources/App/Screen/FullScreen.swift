import Engine
import TUI

/// The full screen from its first frame to the terminal's return.
@ScreenActor
struct FullScreen {
  let runtime: Runtime
  let options: ScreenOptions
  let shutdownWatchdog: ShutdownWatchdog
  /// Begins with the list of kept conversations.
  let choosesConversation: Bool

  init(
    _ runtime: Runtime, _ options: ScreenOptions,
    _ shutdownWatchdog: ShutdownWatchdog = ShutdownWatchdog(),
    choosesConversation: Bool = false
  ) {
    self.runtime = runtime
    self.options = options
    self.shutdownWatchdog = shutdownWatchdog
    self.choosesConversation = choosesConversation
  }

  func run() async throws -> MainLoop.Ending {
    let environment = Environment.current
    let choice = ThemeChoice.shelf(
      wish: runtime.configuration.screen.theme, environment: environment)
    JobControl.waitForForeground()
    let screen = try open(choice.shelf.active)
    var farewell: String?
    // Until the terminal has been given back, which is the first that a terminal can refuse.
    defer { shutdownWatchdog.end() }
    defer {
      screen.close()
      if let farewell { StandardOutput.write(farewell) }
    }
    let engine = runtime.engine
    let inbox = Inbox()
    let keyboard = TerminalKeyboard()
    if screen.hasAsked { keyboard.expectAnswer() }
    let waiting = ScreenLoop()
    defer { waiting.end() }
    let feeds = Feeds(inbox: inbox, keyboard: keyboard, loop: waiting)
    screen.onLeaving { feeds.settleAnswers() }
    let job = JobControl(screen: screen, inbox: inbox)
    let images = ImageFeed(screen, inbox, environment: environment)
    images.start()
    let kept = StateDirectory(environment: environment)
    let machine = machine(kept, screen, inbox, feeds, keyboard, job)
    // What is played again is not written on.
    let draft = DraftFile(directory: engine.services.replay == nil ? kept : nil)
    let state = await firstState(screen.size, choice, kept, draft)
    let pace: EngineFeed.Pace =
      runtime.configuration.screen.reducedMotion ? .calm : .smooth
    runtime.transport.setPatience(pace.reading)
    let parts = ScreenRuntime(
      engine: engine, screen: screen, state: state, inbox: inbox,
      machine: machine, pace: pace
    ) { draft.record($0.composer) }
    let (loop, feed) = (parts.loop, parts.feed)
    // The first frame is drawn before anything is asked of the network.
    loop.draw()
    // And before a key is taken, so that no prompt of this run is in it yet.
    inbox.post(.history(PromptHistoryFile(directory: kept).read()))
    feeds.start(screen, job)
    shutdownWatchdog.watch(engine)
    feed.start()
    defer {
      feeds.stop()
      images.stop()
      feed.stop()
      draft.flush()
    }
    await parts.begin(templates: PromptFolder.templates(environment: environment))
    if choosesConversation { await engine.perform(.conversation(.list(.current))) }
    loop.inbox.post(.themes(ThemeChoice.all(environment: environment)))
    let ending = await loop.run()
    // The text that an editor had belongs to the draft.
    await machine.services?.stop()
    _ = loop.step(loop.inbox.take())
    // The command that ended the program is no draft.
    draft.record(loop.state.composer)
    farewell = ExitSummary.text(loop.state.session)
    return ending
  }

  /// What this machine lends the screen: files, the editor, the clipboard, the shell to be suspended to.
  private func machine(
    _ kept: StateDirectory?, _ screen: CursesScreen, _ inbox: Inbox, _ feeds: Feeds,
    _ keyboard: TerminalKeyboard, _ job: JobControl
  ) -> ScreenRuntime.Machine {
    let environment = Environment.current.withoutKeys(of: runtime.configuration)
    let engine = runtime.engine
    let services = LocalServices(
      inbox: inbox, state: kept, environment: environment, redaction: { await engine.redaction }
    ) { isLent in
      // First the keys, so that none of them is read for us.
      if isLent { feeds.setAway(true) }
      screen.perform(isLent ? .leave : .resume)
      if !isLent { feeds.setAway(false) }
    }
    let clipboard = Clipboard(environment: environment, state: kept, screen: screen) {
      inbox.post(.report($0))
    } paste: { text in
      if let text { return inbox.post(.input(.paste(text))) }
      keyboard.expectAnswer()
      screen.perform(.askMarked)
    }
    return ScreenRuntime.Machine(services: services, clipboard: clipboard) { job.suspend() }
  }

  private func firstState(
    _ size: Size, _ choice: (shelf: ThemeCatalog, complaint: String?), _ kept: StateDirectory?,
    _ draft: DraftFile
  ) async -> AppState {
    var state = await runtime.screenState(size)
    state.themes = choice.shelf
    state.resume(from: kept, draft: draft)
    state.hint = choice.complaint ?? state.hint
    if choosesConversation { _ = state.open(.conversations(searching: "")) }
    return state
  }

  private func open(_ theme: Theme) throws -> CursesScreen {
    var options = CursesScreen.Options()
    options.alternateScreen = !self.options.noAlternateScreen
    let settings = runtime.configuration.screen
    options.mouse = settings.mouse ?? true
    options.title = settings.terminalTitle
    options.notification =
      switch settings.notificationMethod {
      case .auto: .auto
      case .osc9: .osc9
      case .bel: .bell
      }
    options.images =
      switch settings.images {
      case .auto: .auto
      case .off: .off
      case .kitty: .form(.kitty)
      case .iterm2: .form(.iterm2)
      case .sixel: .form(.sixel)
      }
    options.theme = theme
    do {
      return try CursesScreen(options)
    } catch {
      throw Failure(.usage, error.reason)
    }
  }
}

extension Runtime {
  /// The screen as the configuration wants it at the start.
  @ScreenActor
  func screenState(_ size: Size) async -> AppState {
    let settings = configuration.screen
    let session = await engine.session
    let thinking = session.profile.thinking ?? settings.thinking
    var options = ViewOptions(
      keymap: Keymap(changes: settings.keymap),
      thinkingMode: thinking.flatMap { ThinkingMode(rawValue: $0.rawValue) } ?? .side,
      thinkingShare: settings.thinkingPercent ?? 40)
    options.statusItems = settings.statusLine
    options.thinkingRoom =
      settings.thinkingRoom.flatMap { ThinkingRoom(rawValue: $0.rawValue) } ?? .keep
    var state = AppState(session: session, size: size, options: options)
    state.now = engine.time.now
    if settings.vim { state.input.vim = Vim() }
    state.terminal.hasMouse = settings.mouse ?? true
    state.attention = Attention(settings)
    if settings.emoji == .full { state.use(emoji: .full) }
    if asksServer { _ = state.open(.localServer) }
    return state
  }
}

extension AppState {
  /// What earlier runs left: prompts to walk through, the arrangement, the draft.
  @ScreenActor
  mutating func resume(from kept: StateDirectory?, draft: DraftFile) {
    if let arrangement = ArrangementFile(directory: kept).read() {
      options.thinkingShare = arrangement.thinkingShare
    }
    let elements = draft.read()
    if !elements.isEmpty {
      composer = Composer(elements)
      hint = ScreenMessages.draftIsBack
    }
  }
}

extension Attention {
  fileprivate init(_ settings: ScreenSettings) {
    self.init()
    isAlways = settings.notificationCondition == .always
    switch settings.notifications {
    case .off: kinds = []
    case .all: kinds = Set(Kind.allCases)
    case .only(let names): kinds = Set(names.compactMap(Kind.init(rawValue:)))
    }
  }
}
