import Engine
import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The full screen from its first frame to the terminal's return.
@MainActor
struct FullScreen {
  let assembly: Assembly

  init(_ assembly: Assembly) {
    self.assembly = assembly
  }

  func run() async throws -> Int32 {
    let time = assembly.engine.time
    let choice = ThemeChoice.theme(
      named: assembly.configuration.screen.theme, environment: Environment.current)
    let screen = try open(choice.theme)
    defer { screen.close() }
    let engine = assembly.engine
    let runner = CommandRunner(engine: engine, screen: screen) { Self.suspend(screen) }
    var feeds: Feeds?
    var state = await state(screen.size, time)
    state.hint = choice.complaint
    let loop = MainLoop(state: state, screen: screen, runner: runner) { state in
      feeds?.setTicking(state.countsTime)
    }
    let sources = Feeds(
      inbox: loop.inbox, keyboard: TerminalKeyboard(), engine: engine, time: time)
    feeds = sources
    // The first frame is drawn before anything is asked of the network.
    loop.draw()
    sources.start(screen)
    defer { sources.stop() }
    await engine.beginWarmUp(force: false)
    await engine.beginWatching()
    return await loop.run()
  }

  private func open(_ theme: Theme) throws -> CursesScreen {
    var options = CursesScreen.Options()
    options.mouse = assembly.configuration.screen.mouse ?? true
    options.theme = theme
    do {
      return try CursesScreen(options)
    } catch {
      throw Failure(.usage, error.reason)
    }
  }

  private func state(_ size: Size, _ time: Timekeeper) async -> AppState {
    let settings = assembly.configuration.screen
    let session = await assembly.engine.session
    let thinking = session.profile.thinking ?? settings.thinking
    var state = AppState(
      session: session, size: size, keymap: Keymap(changes: settings.keymap),
      thinkingMode: thinking.flatMap { ThinkingMode(rawValue: $0.rawValue) } ?? .side,
      thinkingShare: settings.thinkingPercent ?? 40)
    state.now = time.now
    return state
  }

  /// Gives the terminal to the shell and stops the whole job, `make run` included.
  ///
  /// SIGTSTP does nothing on a Dispatch worker, where the main actor runs; SIGSTOP always does.
  private static func suspend(_ screen: CursesScreen) {
    screen.perform(.leave)
    kill(0, SIGSTOP)
    screen.perform(.resume)
  }
}
