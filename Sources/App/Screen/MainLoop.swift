import Engine
import TUI

/// The program: events go in, the state changes, one picture comes out.
///
/// Everything that arrived is reduced before anything is drawn, so a burst costs one frame; and
/// while nothing arrives nothing runs.
@ScreenActor
final class MainLoop {
  private(set) var state: AppState
  let inbox: Inbox
  private let screen: any Screen
  private let runner: CommandRunner
  private let afterFrame: @ScreenActor (Drawn) -> Void

  /// What a picture tells those who feed the inbox, and those who keep what was typed.
  struct Drawn {
    /// The time it took.
    var cost: Duration
    var countsTime: Bool
    var alarm: Duration?
    var composer: Composer
  }

  init(
    state: AppState, screen: any Screen, runner: CommandRunner, inbox: Inbox = Inbox(),
    afterFrame: @escaping @ScreenActor (Drawn) -> Void = { _ in }
  ) {
    self.state = state
    self.inbox = inbox
    self.screen = screen
    self.runner = runner
    self.afterFrame = afterFrame
  }

  /// How a session at the screen ends.
  enum Ending: Equatable {
    case quit(code: Int32)
    /// The user goes on with the simulated model.
    case demo

    var code: Int32 { if case .quit(let code) = self { code } else { 0 } }
  }

  /// Runs until a command ends it.
  func run() async -> Ending {
    await withCheckedContinuation { end in
      inbox.listen {
        guard let ending = self.step(self.inbox.take()) else { return }
        self.inbox.listen(nil)
        end.resume(returning: ending)
      }
    }
  }

  /// One turn of the loop: reduces a batch, draws once.
  func step(_ batch: [Event]) -> Ending? {
    guard !batch.isEmpty else { return nil }
    for event in batch {
      for command in state.reduce(event) {
        switch command {
        case .quit(let code): return .quit(code: code)
        case .demo: return .demo
        default: break
        }
        runner.run(command)
      }
    }
    draw()
    return nil
  }

  /// Shows the state as it is.
  func draw() {
    let began = ContinuousClock.now
    // Asked of the frame below, not of the state, which would be copied for each question.
    let frame = state.frame()
    screen.present(frame)
    for command in state.lookForImages() { runner.run(command) }
    afterFrame(
      Drawn(
        cost: .now - began, countsTime: frame.countsTime, alarm: frame.alarm,
        composer: state.composer))
  }
}
