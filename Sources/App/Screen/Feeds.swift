import Engine
import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the terminal and the system bring to the inbox: keys, answers, signals.
///
/// On Linux SIGWINCH does not wake a read on stdin, so signals have a pipe of their own.
@ScreenActor
final class Feeds {
  private let inbox: Inbox
  private let keyboard: TerminalKeyboard
  private var screen: CursesScreen?
  private let loop: ScreenLoop
  private let signals = SignalPipe(for: .screen)
  private var escapeTimer: WorkTimer?
  /// Another program has the terminal: keys and Ctrl+C are its own.
  private var isAway = false
  private var clicks = ClickCounter()

  init(inbox: Inbox, keyboard: TerminalKeyboard, loop: ScreenLoop) {
    self.inbox = inbox
    self.loop = loop
    self.keyboard = keyboard
  }

  /// - Parameter screen: told of a new size, and of what the terminal answers to its questions.
  func start(_ screen: CursesScreen, _ job: JobControl) {
    self.screen = screen
    readKeys()
    loop.watch(signals.ear) { [weak self] in
      guard let self else { return }
      for signal in self.signals.take() { self.handle(signal, screen, job) }
    }
    signals.listen([SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT])
  }

  private func handle(_ signal: Int32, _ screen: CursesScreen, _ job: JobControl) {
    switch signal {
    case SIGWINCH:
      screen.perform(.resized)
      inbox.post(.resize(screen.size))
    case SIGTSTP: job.stopRequested()
    case SIGCONT: job.continued()
    case SIGINT where isAway: break
    default: inbox.post(.terminate)
    }
  }

  /// Leaves the keyboard to another program, or reads it again.
  func setAway(_ away: Bool) {
    guard away != isAway else { return }
    isAway = away
    if away { loop.ignore(STDIN_FILENO) } else { readKeys() }
  }

  /// Takes in what the terminal still answers to what it was asked, so that no answer is left for the
  /// shell. The terminal must be in raw mode.
  func settleAnswers() {
    while let due = keyboard.answerDue, keyboard.waitForInput(due) {
      post(keyboard.drain())
    }
  }

  func stop() {
    loop.ignore(STDIN_FILENO)
    loop.ignore(signals.ear)
    signals.end()
    escapeTimer?.cancel()
  }

  private func readKeys() {
    loop.watch(STDIN_FILENO) { [weak self] in self?.drainKeyboard() }
  }

  private func drainKeyboard() {
    escapeTimer?.cancel()
    escapeTimer = nil
    post(keyboard.drain())
    if keyboard.hasEnded {
      loop.ignore(STDIN_FILENO)
      inbox.post(.terminate)
    } else if let wait = keyboard.wait {
      awaitRest(wait)
    }
  }

  /// A lone ESC is the Escape key once nothing followed it for a moment.
  private func awaitRest(_ wait: Duration) {
    escapeTimer = ScreenActor.after(wait) { [weak self] in
      guard let self else { return }
      self.post(self.keyboard.flush())
      if let wait = self.keyboard.wait { self.awaitRest(wait) }
    }
  }

  private func post(_ inputs: [TerminalInput]) {
    for input in inputs {
      if case .report(let text) = input { screen?.handle(TerminalReport(text)) }
      if case .mouse(let mouse) = input {
        inbox.post(.input(.mouse(clicks.counted(mouse))))
      } else {
        inbox.post(.input(input))
      }
    }
  }
}
