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
  private let keyboard: Keyboard
  private let engine: Engine
  private let time: Timekeeper
  private var sources: [any DispatchSourceProtocol] = []
  private var engineTask: Task<Void, Never>?
  private var ticker: (any DispatchSourceTimer)?
  private var escapeTimer: (any DispatchSourceTimer)?

  /// Thirty frames a second; faster is not seen, slower is.
  static let frame: Duration = .milliseconds(33)
  static let tick: DispatchTimeInterval = .milliseconds(100)

  init(inbox: Inbox, keyboard: Keyboard, engine: Engine, time: Timekeeper) {
    self.inbox = inbox
    self.keyboard = keyboard
    self.engine = engine
    self.time = time
  }

  func start(size: @escaping @MainActor () -> Size) {
    readKeys()
    on(SIGWINCH) { [inbox] in inbox.post(.resize(size())) }
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
    for input in keyboard.drain() { inbox.post(.input(input)) }
    if keyboard.isClosed { inbox.post(.terminate) }
    guard keyboard.awaitsMore else { return }
    let timer = DispatchSource.makeTimerSource(queue: .main)
    timer.schedule(deadline: .now() + .milliseconds(25))
    timer.setEventHandler { [weak self] in
      MainActor.assumeIsolated {
        guard let self else { return }
        for input in self.keyboard.flush() { self.inbox.post(.input(input)) }
      }
    }
    timer.resume()
    escapeTimer = timer
  }

  private func on(_ number: Int32, _ action: @escaping @MainActor () -> Void) {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .main)
    source.setEventHandler { MainActor.assumeIsolated { action() } }
    source.resume()
    sources.append(source)
  }
}
