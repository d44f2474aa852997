import Engine
import TUI

/// The full screen from its first frame to the terminal's return.
@MainActor
struct FullScreen {
  let assembly: Assembly

  init(_ assembly: Assembly) {
    self.assembly = assembly
  }

  func run() async throws -> Int32 {
    let time = Timekeeper(ContinuousClock())
    let settings = assembly.configuration.screen
    let screen: CursesScreen
    do {
      screen = try CursesScreen(environment: Environment.current)
    } catch {
      throw Failure(.usage, "\(error)")
    }
    defer { screen.close() }
    let engine = assembly.engine
    var state = AppState(
      session: await engine.session, size: screen.size,
      keymap: Keymap(changes: settings.keymap))
    state.now = time.now
    let runner = CommandRunner(engine: engine, screen: screen) { screen.suspend() }
    var feeds: Feeds?
    let loop = MainLoop(state: state, screen: screen, runner: runner) { state in
      feeds?.setTicking(state.countsTime)
    }
    let sources = Feeds(inbox: loop.inbox, keyboard: screen.keyboard, engine: engine, time: time)
    feeds = sources
    sources.start { screen.size }
    defer { sources.stop() }
    // The first frame is drawn before anything is asked of the network.
    Task { await engine.beginWarmUp(force: false) }
    return await loop.run()
  }
}
