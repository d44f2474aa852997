import Dispatch
import Engine
import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What brings events to the inbox: keys, signals, the engine, and time while something counts it.
///
/// Each is a Dispatch source or a task that this value owns and cancels. On Linux SIGWINCH does not
/// wake a read on stdin, so signals have sources of their own.
@MainActor
final class Feeds {
  private let inbox: Inbox
  private let keyboard: TerminalKeyboard
  private let engine: Engine
  private let time: Timekeeper
  private var screen: CursesScreen?
  private var sources: [any DispatchSourceProtocol] = []
  private var engineTask: Task<Void, Never>?
  private var ticker: (any DispatchSourceTimer)?
  private var escapeTimer: (any DispatchSourceTimer)?

  /// Thirty frames a second; faster is not seen, slower is.
  static let frame: Duration = .milliseconds(33)
  static let tick: DispatchTimeInterval = .milliseconds(100)

  init(inbox: Inbox, keyboard: TerminalKeyboard, engine: Engine, time: Timekeeper) {
    self.inbox = inbox
    self.keyboard = keyboard
    self.engine = engine
    self.time = time
  }

  /// - Parameter screen: told of a new size, and of what the terminal answers to its questions.
  func start(_ screen: CursesScreen) {
    self.screen = screen
    readKeys()
    on(SIGWINCH) { [inbox] in
      screen.perform(.resized)
      inbox.post(.resize(screen.size))
    }
    for signal in [SIGTERM, SIGHUP, SIGINT] {
      on(signal) { [inbox] in inbox.post(.terminate) }
    }
    engineTask = Task { [engine, inbox] in
      for await _ in engine.changes {
        inbox.post(.session(await engine.session))
        // What comes meanwhile is one more frame, not one each.
        try? await Task.sleep(for: Self.frame)
      }
    }
  }

  func stop() {
    for source in sources { source.cancel() }
    sources = []
    engineTask?.cancel()
    setTicking(false)
    escapeTimer?.cancel()
  }

  /// Sends time while something on the screen counts it, and not a moment longer.
  func setTicking(_ wanted: Bool) {
    guard wanted != (ticker != nil) else { return }
    ticker?.cancel()
    ticker = nil
    guard wanted else { return }
    let timer = DispatchSource.makeTimerSource(queue: .main)
    timer.schedule(deadline: .now() + Self.tick, repeating: Self.tick, leeway: .milliseconds(10))
    timer.setEventHandler { [inbox, time] in
      MainActor.assumeIsolated { inbox.post(.tick(time.now)) }
    }
    timer.resume()
    ticker = timer
  }

  private func readKeys() {
    let source = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: .main)
    source.setEventHandler { [weak self] in
      MainActor.assumeIsolated { self?.drainKeyboard() }
    }
    source.resume()
    sources.append(source)
  }

  private func drainKeyboard() {
    escapeTimer?.cancel()
    escapeTimer = nil
    post(keyboard.drain())
    if keyboard.hasEnded {
      for source in sources { source.cancel() }
      inbox.post(.terminate)
    } else if keyboard.isWaiting {
      awaitRest()
    }
  }

  /// A lone ESC is the Escape key once nothing followed it for a moment.
  private func awaitRest() {
    let timer = DispatchSource.makeTimerSource(queue: .main)
    timer.schedule(deadline: .now() + .milliseconds(25))
    timer.setEventHandler { [weak self] in
      MainActor.assumeIsolated {
        guard let self else { return }
        self.post(self.keyboard.flush())
        if self.keyboard.isWaiting { self.awaitRest() }
      }
    }
    timer.resume()
    escapeTimer = timer
  }

  private func post(_ inputs: [TerminalInput]) {
    for input in inputs {
      if case .report(let text) = input { screen?.hear(TerminalReport(text)) }
      inbox.post(.input(input))
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
