import Engine
import TUI

/// The full screen without a terminal: replays a script and keeps pictures.
///
/// Everything but the keyboard and the terminal is the real program. A command to the engine is
/// carried out before the next step, so that `until idle` cannot be true too early.
@ScreenActor
final class ScriptRun {
  private let engine: Engine
  private let screen: HeadlessScreen
  private let loop: MainLoop
  private let runner: Runner
  private let feed: EngineFeed
  private let limit: Duration
  private var timer: Task<Void, Never>?

  /// The step that a run could not get past.
  struct Stuck: Error {
    var line: Int
    var words: String
  }

  /// - Parameter limit: how long one `until` may take.
  init(engine: Engine, state: AppState, theme: Theme = .standard, limit: Duration = .seconds(60)) {
    self.engine = engine
    self.limit = limit
    screen = HeadlessScreen(size: state.size, theme: theme)
    runner = Runner(CommandRunner(engine: engine, screen: screen, suspend: {}))
    var feed: EngineFeed?
    loop = MainLoop(state: state, screen: screen, runner: runner) { state, _ in
      feed?.setTicking(state.countsTime)
    }
    self.feed = EngineFeed(inbox: loop.inbox, engine: engine)
    feed = self.feed
  }

  /// Takes every step; returns the exit code when a step quit the program.
  ///
  /// - Parameter save: keeps a picture under a name.
  @discardableResult
  func run(
    _ script: ScreenScript, save: (ScreenPicture, String) throws -> Void
  ) async throws -> Int32? {
    loop.draw()
    feed.start()
    defer { feed.stop() }
    await engine.beginWarmUp(force: false)
    await takeSession()
    for (line, step) in script.steps {
      switch step {
      case .input(let inputs):
        for input in inputs { loop.inbox.post(.input(input)) }
        if let code = await turn() { return code }
      case .resize(let size):
        screen.size = size
        loop.inbox.post(.resize(size))
        if let code = await turn() { return code }
      case .until(let condition):
        if let code = try await wait(for: condition, line: line) { return code }
      case .save(let name): try save(picture, name)
      }
    }
    return nil
  }

  /// The picture as it is now.
  var picture: ScreenPicture {
    ScreenPicture(
      frame: screen.frame ?? Frame(surface: Surface(screen.size)), theme: screen.theme)
  }

  private func turn() async -> Int32? {
    if let code = loop.step(loop.inbox.take()) { return code }
    guard !runner.waiting.isEmpty else { return nil }
    for command in runner.takeWaiting() { await engine.perform(command) }
    await takeSession()
    return nil
  }

  private func takeSession() async {
    loop.inbox.post(.session(await engine.session))
    _ = loop.step(loop.inbox.take())
  }

  private func wait(for condition: ScreenScript.Condition, line: Int) async throws -> Int32? {
    let began = engine.time.now
    timer = Task { [limit, inbox = loop.inbox, time = engine.time] in
      try? await time.sleep(atLeast: limit)
      inbox.post(.tick(time.now))
    }
    defer { timer?.cancel() }
    while !holds(condition) {
      guard engine.time.now - began < limit else {
        throw Stuck(line: line, words: "this did not come within \(TimeWords.seconds(limit))")
      }
      if let code = loop.step(await loop.inbox.next()) { return code }
      if let code = await turn() { return code }
    }
    return nil
  }

  private func holds(_ condition: ScreenScript.Condition) -> Bool {
    switch condition {
    case .state(let wanted): wanted.holds(loop.state)
    case .shows(let text): picture.rows.contains { $0.contains(text) }
    }
  }

  /// Keeps commands to the engine back until they can be waited for.
  @ScreenActor
  private final class Runner: CommandRunning {
    private let real: CommandRunner
    private(set) var waiting: [EngineCommand] = []

    init(_ real: CommandRunner) { self.real = real }

    func run(_ command: Command) {
      if case .engine(let command) = command { waiting.append(command) } else { real.run(command) }
    }

    func takeWaiting() -> [EngineCommand] {
      defer { waiting = [] }
      return waiting
    }
  }
}
