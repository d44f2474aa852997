import Dispatch
import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the terminal and the system bring to the inbox: keys, answers, signals.
///
/// Each is a Dispatch source that this value owns and cancels. On Linux SIGWINCH does not
/// wake a read on stdin, so signals have sources of their own.
@MainActor
final class Feeds {
  private let inbox: Inbox
  private let keyboard: TerminalKeyboard
  private var screen: CursesScreen?
  private var sources: [any DispatchSourceProtocol] = []
  private var escapeTimer: (any DispatchSourceTimer)?
  private var keys: (any DispatchSourceRead)?
  /// Another program has the terminal: keys and Ctrl+C are its own.
  private var isAway = false
  private var clicks = ClickCounter()

  init(inbox: Inbox, keyboard: TerminalKeyboard) {
    self.inbox = inbox
    self.keyboard = keyboard
  }

  /// - Parameter screen: told of a new size, and of what the terminal answers to its questions.
  func start(_ screen: CursesScreen, _ job: JobControl) {
    self.screen = screen
    readKeys()
    on(SIGWINCH) { [inbox] in
      screen.perform(.resized)
      inbox.post(.resize(screen.size))
    }
    on(SIGTSTP) { job.stopRequested() }
    on(SIGCONT) { job.continued() }
    for signal in [SIGTERM, SIGHUP] {
      on(signal) { [inbox] in inbox.post(.terminate) }
    }
    on(SIGINT) { [weak self] in
      guard let self, !self.isAway else { return }
      self.inbox.post(.terminate)
    }
  }

  /// Leaves the keyboard to another program, or reads it again.
  func setAway(_ away: Bool) {
    guard away != isAway else { return }
    isAway = away
    if away { keys?.suspend() } else { keys?.resume() }
  }

  /// Takes in what the terminal still answers to what it was asked, so that no answer is left for the
  /// shell. The terminal must be in raw mode.
  func settleAnswers() {
    while let due = keyboard.answerDue, keyboard.waitForInput(due) {
      post(keyboard.drain())
    }
  }

  func stop() {
    // A suspended source cannot be cancelled.
    setAway(false)
    for source in sources { source.cancel() }
    sources = []
    escapeTimer?.cancel()
  }

  private func readKeys() {
    let source = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: .main)
    source.setEventHandler { [weak self] in
      MainActor.assumeIsolated { self?.drainKeyboard() }
    }
    source.resume()
    sources.append(source)
    keys = source
  }

  private func drainKeyboard() {
    escapeTimer?.cancel()
    escapeTimer = nil
    post(keyboard.drain())
    if keyboard.hasEnded {
      for source in sources { source.cancel() }
      inbox.post(.terminate)
    } else if let wait = keyboard.wait {
      awaitRest(wait)
    }
  }

  /// A lone ESC is the Escape key once nothing followed it for a moment.
  private func awaitRest(_ wait: Duration) {
    let timer = DispatchSource.makeTimerSource(queue: .main)
    timer.schedule(deadline: .now() + .milliseconds(Int(wait / .milliseconds(1))))
    timer.setEventHandler { [weak self] in
      MainActor.assumeIsolated {
        guard let self else { return }
        self.post(self.keyboard.flush())
        if let wait = self.keyboard.wait { self.awaitRest(wait) }
      }
    }
    timer.resume()
    escapeTimer = timer
  }

  private func post(_ inputs: [TerminalInput]) {
    for input in inputs {
      if case .report(let text) = input { screen?.hear(TerminalReport(text)) }
      if case .mouse(let mouse) = input {
        inbox.post(.input(.mouse(clicks.counted(mouse))))
      } else {
        inbox.post(.input(input))
      }
    }
  }

  private func on(_ number: Int32, _ action: @escaping @MainActor () -> Void) {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .main)
    source.setEventHandler { MainActor.assumeIsolated { action() } }
    source.resume()
    sources.append(source)
  }
}
