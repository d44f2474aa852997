import Engine
import TUI

/// Carries out what the state asked for. Nothing here waits: results come back as events.
@ScreenActor
protocol CommandRunning {
  func run(_ command: Command)
}

@ScreenActor
struct CommandRunner: CommandRunning {
  let engine: Engine
  let screen: any Screen
  /// `nil` where this machine's files are out of bounds.
  let services: LocalServices?
  /// `nil` where nothing can be pasted.
  let clipboard: Clipboard?
  let suspend: @ScreenActor () -> Void

  func run(_ command: Command) {
    switch command {
    case .engine(let command): order.send(command)
    case .screen(let request): screen.perform(request)
    case .local(let request): services?.perform(request)
    case .copy(let request): clipboard?.copy(request)
    case .pasteMarked: clipboard?.pasteMarked()
    case .suspend: suspend()
    case .quit: break
    }
  }

  /// Commands reach the engine in the order they were given.
  private let order: EngineOrder

  init(
    engine: Engine, screen: any Screen, services: LocalServices? = nil, clipboard: Clipboard? = nil,
    suspend: @escaping @ScreenActor () -> Void
  ) {
    self.engine = engine
    self.screen = screen
    self.services = services
    self.clipboard = clipboard
    self.suspend = suspend
    order = EngineOrder(engine)
  }
}

/// A line of commands to the engine. Separate tasks could overtake each other; a stream cannot.
final class EngineOrder: Sendable {
  private let commands: AsyncStream<EngineCommand>.Continuation
  private let task: Task<Void, Never>

  init(_ engine: Engine) {
    let (stream, continuation) = AsyncStream<EngineCommand>.makeStream()
    commands = continuation
    task = Task(executorPreference: engine.thread) {
      for await command in stream { await engine.perform(command) }
    }
  }

  deinit { commands.finish() }

  func send(_ command: EngineCommand) { commands.yield(command) }
}
