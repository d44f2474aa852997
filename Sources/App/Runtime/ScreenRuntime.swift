import Engine
import TUI

/// An engine behind a screen, wired in one place: for the terminal, for scripts and for tests.
@ScreenActor
final class ScreenRuntime {
  let engine: Engine
  let loop: MainLoop
  let feed: EngineFeed

  /// What the screen may use of this machine. A script uses none of it.
  struct Machine {
    /// Files, the editor, what is kept between runs.
    var services: LocalServices?
    var clipboard: Clipboard?
    /// Stops the program until the shell continues it.
    var suspend: @ScreenActor () -> Void = {}
  }

  /// - Parameters:
  ///   - order: takes the commands to the engine; by default it carries them out, one after the other.
  ///   - afterFrame: hears of each picture that was drawn.
  init(
    engine: Engine, screen: any Screen, state: AppState, inbox: Inbox = Inbox(),
    machine: Machine = Machine(), pace: EngineFeed.Pace = .smooth,
    order: (any EngineOrdering)? = nil,
    afterFrame: @escaping @ScreenActor (MainLoop.Drawn) -> Void = { _ in }
  ) {
    self.engine = engine
    let runner = CommandRunner(
      screen: screen, order: order ?? EngineOrder(engine), services: machine.services,
      clipboard: machine.clipboard, suspend: machine.suspend)
    let feed = EngineFeed(inbox: inbox, engine: engine, pace: pace)
    self.feed = feed
    loop = MainLoop(state: state, screen: screen, runner: runner, inbox: inbox) { drawn in
      feed.record(cost: drawn.cost)
      feed.setTicking(drawn.countsTime)
      feed.setAlarm(drawn.alarm)
      afterFrame(drawn)
    }
  }

  /// Sets the engine to work for a user at a screen. The server is asked first: the rest is done while its
  /// answer is on the way.
  func begin(templates: [PromptTemplate] = []) async {
    // No server is warmed up while the user has yet to say which one is meant.
    if state.asksServer {
      await engine.perform(.refreshFleet)
    } else {
      await engine.beginWarmUp(force: false)
    }
    await engine.startInteractive()
    await engine.beginKeeping(recent: 3)
    await engine.setTemplates(templates)
  }

  var state: AppState { loop.state }
}
