import Engine

/// What stands over the panes and takes the keys first: a list, a page or a question, each in a file
/// of its own with its rows, its keys and its picture.
package protocol Layer: Sendable {
  /// What a key does. Esc and Ctrl+C never come here: they close it.
  mutating func handle(_ key: KeyPress, in state: inout AppState) -> LayerOutcome

  /// The wheel moved by one line: down, or up where `step` is negative.
  mutating func scroll(by step: Int, in state: inout AppState) -> LayerOutcome

  /// Takes text that was typed or pasted; `nil` when text is not its own and goes to the prompt.
  mutating func insert(_ text: String, in state: inout AppState) -> [Command]?

  /// Follows a newer session, which `state` already holds.
  mutating func refresh(after old: Session, in state: AppState) -> [Command]

  /// Time has passed; `nil` where that means nothing to it. Told while it counts time.
  mutating func pass(to now: Duration, in state: inout AppState) -> LayerOutcome?
  var countsTime: Bool { get }

  /// It opened: what it asks for.
  mutating func opened(_ session: Session) -> [Command]

  /// It was closed without a choice.
  func cancel(in state: AppState) -> [Command]

  /// The wheel moves it.
  var scrolls: Bool { get }

  /// It tells how the model gets ready, or why it does not: an empty conversation behind it need not.
  var tellsWarmUp: Bool { get }

  /// Draws it over the panes; returns where the cursor goes.
  func draw(_ state: AppState, in screen: Rect, on surface: inout Surface) -> Point?
}

/// What became of a key.
package enum LayerOutcome {
  case stay([Command] = [])
  case close([Command] = [])
  /// Another layer takes its place.
  case replace(any Layer, [Command] = [])
  /// It closes, and the key means what it means without it; then the hint, if any, is shown.
  case pass(hint: String?)
  /// It closes, and this is done.
  case perform(Action)
  case run(SlashCommand)
}

extension Layer {
  package mutating func scroll(by step: Int, in state: inout AppState) -> LayerOutcome {
    handle(KeyPress(step < 0 ? .up : .down), in: &state)
  }

  package mutating func insert(_ text: String, in state: inout AppState) -> [Command]? { nil }
  package mutating func refresh(after old: Session, in state: AppState) -> [Command] { [] }
  package mutating func pass(to now: Duration, in state: inout AppState) -> LayerOutcome? { nil }
  package var countsTime: Bool { false }
  package mutating func opened(_ session: Session) -> [Command] { [] }
  package func cancel(in state: AppState) -> [Command] { [] }
  package var scrolls: Bool { true }
  package var tellsWarmUp: Bool { false }
}

/// What can be opened over the panes; `layer(in:)` makes it.
package enum LayerRequest {
  case profiles, servers, models, effort, sampling, themes, history, overflow, tools, calls
  case conversations(searching: String)
  /// Asks whether a model shall be downloaded.
  case download(String)
  /// Whether to start the server, or to wake its machine.
  case launch
  case help, error, loadDoctor, stats, why
  /// Which local server `--oss` means.
  case localServer
  /// The ways to an answer where no server is.
  case start
  case compare(Turn, Turn)
  case text(title: String, [Line])
}

extension AppState {
  /// Opens a layer in the place of the one that is open.
  package mutating func open(_ request: LayerRequest) -> [Command] {
    layer = request.layer(in: self)
    return layer?.opened(session) ?? []
  }

  mutating func pressInLayer(_ key: KeyPress) -> [Command] {
    guard var layer else { return [] }
    if key.key == .escape || key == KeyPress(.character("c"), .control) {
      self.layer = nil
      return layer.cancel(in: self)
    }
    return finish(layer.handle(key, in: &self), of: layer, key)
  }

  private mutating func finish(
    _ outcome: LayerOutcome, of layer: any Layer, _ key: KeyPress
  ) -> [Command] {
    switch outcome {
    case .stay(let commands):
      self.layer = layer
      return commands
    case .close(let commands):
      self.layer = nil
      return commands
    case .replace(let next, let commands):
      self.layer = next
      return commands
    case .perform(let action):
      self.layer = nil
      return perform(action)
    case .run(let command):
      self.layer = nil
      return run(command, "")
    case .pass(let hint):
      self.layer = nil
      let commands = press(key)
      if let hint { self.hint = hint }
      return commands
    }
  }

  mutating func passInLayer(to now: Duration) -> [Command] {
    guard var layer, let outcome = layer.pass(to: now, in: &self) else { return [] }
    return finish(outcome, of: layer, KeyPress(.enter))
  }

  /// `nil` when no layer takes text; one that takes none is closed.
  mutating func insertInLayer(_ text: String) -> [Command]? {
    guard var layer else { return nil }
    guard let commands = layer.insert(text, in: &self) else {
      self.layer = nil
      return nil
    }
    self.layer = layer
    return commands
  }

  mutating func refreshLayer(after old: Session) -> [Command] {
    guard var layer else { return [] }
    let commands = layer.refresh(after: old, in: self)
    self.layer = layer
    return commands
  }

  /// The wheel moves what stands over the panes, never what is beneath.
  mutating func handleInLayer(_ mouse: Mouse) -> [Command] {
    guard var layer, layer.scrolls else { return [] }
    switch mouse.kind {
    case .wheelUp: return finish(layer.scroll(by: -1, in: &self), of: layer, KeyPress(.up))
    case .wheelDown: return finish(layer.scroll(by: 1, in: &self), of: layer, KeyPress(.down))
    default: return []
    }
  }
}
