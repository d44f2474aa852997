import Engine
import TUI

/// The full screen without a terminal, driven step by step: for scripts, flows and the soak test.
///
/// Everything but the keyboard and the terminal is the real program. A command to the engine is carried out
/// before a step returns, so that nothing looks idle too early.
@ScreenActor
package final class SteppedRuntime {
  package let screen: HeadlessScreen
  private let parts: ScreenRuntime
  private let held = HeldCommands()

  package init(engine: Engine, state: AppState, theme: Theme = .standard) {
    screen = HeadlessScreen(size: state.size, theme: theme)
    parts = ScreenRuntime(engine: engine, screen: screen, state: state, order: held)
  }

  package var state: AppState { parts.state }
  package var engine: Engine { parts.engine }
  private var loop: MainLoop { parts.loop }

  /// Shows the first picture and sets the engine to work.
  package func begin(templates: [PromptTemplate] = []) async {
    loop.draw()
    parts.feed.start()
    await parts.begin(templates: templates)
    receiveSession()
  }

  package func end() { parts.feed.stop() }

  /// Takes events at once, and what the engine has to do for them; returns the exit code when one quit the
  /// program.
  @discardableResult
  package func perform(_ events: [Event]) async -> Int32? {
    for event in events {
      if case .resize(let size) = event { screen.size = size }
      loop.inbox.post(event)
    }
    return await turn()
  }

  /// A command that no key gave.
  package func perform(_ command: EngineCommand) async {
    await engine.perform(command)
    receiveSession()
  }

  /// Takes what has arrived meanwhile, which may be nothing.
  @discardableResult
  package func turn() async -> Int32? {
    if let ending = loop.step(loop.inbox.take()) { return ending.code }
    guard !held.isEmpty else { return nil }
    for command in held.take() { await engine.perform(command) }
    receiveSession()
    return nil
  }

  /// Waits until something arrives, and takes it.
  func nextTurn() async -> Int32? {
    if let ending = loop.step(await loop.inbox.next()) { return ending.code }
    return await turn()
  }

  /// Ends a wait for an event at this time at the latest.
  func wake(after limit: Duration) -> Task<Void, Never> {
    Task { [inbox = loop.inbox, time = engine.time] in
      try? await time.sleep(atLeast: limit)
      inbox.post(.tick(time.now))
    }
  }

  /// The session as it is now, whether the feed has told of it yet or not.
  package func receiveSession() {
    parts.feed.bringLatest()
    _ = loop.step(loop.inbox.take())
  }

  /// Keeps commands to the engine until they can be waited for.
  @ScreenActor
  private final class HeldCommands: EngineOrdering {
    private var commands: [EngineCommand] = []

    var isEmpty: Bool { commands.isEmpty }

    func send(_ command: EngineCommand) { commands.append(command) }

    func take() -> [EngineCommand] {
      defer { commands = [] }
      return commands
    }
  }
}
