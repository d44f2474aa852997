import Engine
import TUI

/// The full screen without a terminal: replays a script and keeps pictures.
///
/// A command to the engine is carried out before the next step, so that `until idle` cannot be true too early.
@ScreenActor
final class ScriptRun {
  private let runtime: SteppedRuntime
  private let templates: [PromptTemplate]
  private let limit: Duration

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
    runtime = SteppedRuntime(engine: engine, state: state, theme: theme)
  }

  /// Takes every step; returns the exit code when a step quit the program.
  ///
  /// - Parameter save: keeps a picture under a name.
  @discardableResult
  func run(
    _ script: ScreenScript, save: (ScreenPicture, String) throws -> Void
  ) async throws -> Int32? {
    await runtime.begin(templates: templates)
    defer { runtime.end() }
    for (line, step) in script.steps {
      switch step {
      case .input(let inputs):
        if let code = await runtime.perform(inputs.map { .input($0) }) { return code }
      case .resize(let size):
        if let code = await runtime.perform([.resize(size)]) { return code }
      case .until(let condition):
        if let code = try await wait(for: condition, line: line) { return code }
      case .save(let name): try save(picture, name)
      }
    }
    return nil
  }

  /// The picture as it is now.
  var picture: ScreenPicture {
    let screen = runtime.screen
    return ScreenPicture(
      frame: screen.frame ?? Frame(surface: Surface(screen.size)), theme: screen.theme)
  }

  private func wait(for condition: ScreenScript.Condition, line: Int) async throws -> Int32? {
    let time = runtime.engine.time
    let began = time.now
    let timer = runtime.wake(after: limit)
    defer { timer.cancel() }
    while !holds(condition) {
      guard time.now - began < limit else {
        throw Stuck(line: line, words: ScriptMessages.didNotCome(within: limit))
      }
      if let code = await runtime.nextTurn() { return code }
    }
    return nil
  }

  private func holds(_ condition: ScreenScript.Condition) -> Bool {
    switch condition {
    case .state(let wanted): wanted.holds(runtime.state)
    case .shows(let text): picture.rows.contains { $0.contains(text) }
    }
  }
}
