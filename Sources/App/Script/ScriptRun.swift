import Engine
import TUI

/// The full screen without a terminal: replays a script and keeps pictures.
///
/// Everything but the keyboard and the terminal is the real program. A command to the engine is
/// carried out before the next step, so that `until idle` cannot be true too early.
@ScreenActor
final class ScriptRun {
  private let screen: HeadlessScreen
  private let parts: ScreenRuntime
  private let held = HeldCommands()
  private let templates: [PromptTemplate]
  private let limit: Duration
  private var timer: Task<Void, Never>?

  /// The step that a run could not get past.
  struct Stuck: Error {
    var line: Int
    var words: String
  }

  /// - Parameter limit: how long one `until` may take.
  init(
    engine: Engine, state: AppState, theme: Theme = .standard, templates: [PromptTemplate] = [],
    limit: Duration = .seconds(60)
  ) {
    self.templates = templates
    self.limit = limit
    screen = HeadlessScreen(size: state.size, theme: theme)
    parts = ScreenRuntime(engine: engine, screen: screen, state: state, order: held)
  }

  private var engine: Engine { parts.engine }
  private var loop: MainLoop { parts.loop }

  /// Takes every step; returns the exit code when a step quit the program.
  ///
  /// - Parameter save: keeps a picture under a name.
  @discardableResult
  func run(
    _ script: ScreenScript, save: (ScreenPicture, String) throws -> Void
  ) async throws -> Int32? {
    loop.draw()
    parts.feed.start()
    defer { parts.feed.stop() }
    await parts.begin(templates: templates)
    await receiveSession()
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
    guard !held.isEmpty else { return nil }
    for command in held.take() { await engine.perform(command) }
    await receiveSession()
    return nil
  }

  private func receiveSession() async {
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
        throw Stuck(line: line, words: ScriptMessages.didNotCome(within: limit))
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
