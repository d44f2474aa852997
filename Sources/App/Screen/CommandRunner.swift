import Engine
import TUI

/// Carries out what the state asked for. Nothing here waits: results come back as events.
@ScreenActor
struct CommandRunner {
  let screen: any Screen
  /// Commands reach the engine in the order they were given.
  let order: any EngineOrdering
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
    case .quit, .demo: break
    }
  }
}

/// Where commands to the engine go.
@ScreenActor
protocol EngineOrdering {
  func send(_ command: EngineCommand)
}

/// A line of commands to the engine. Separate tasks could overtake each other; a stream cannot.
final class EngineOrder: EngineOrdering, Sendable {
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
