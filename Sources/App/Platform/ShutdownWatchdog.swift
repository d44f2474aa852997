import Engine
import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ends the program when it was told to end and the screen cannot hear it.
///
/// A terminal that is not read, such as a line that hangs, stops the thread that writes to it, and that is
/// the thread that would end the program. So another thread hears the signals as well and, when the
/// terminal still is not given back after a while, keeps what there is and ends the process.
final class ShutdownWatchdog: Sendable {
  /// Longer than an end in good order takes, shorter than a user's patience.
  private static let patience: Duration = .seconds(5)
  /// For what is still to be written to the archive.
  private static let keepingTime: Duration = .seconds(5)

  private let thread = WorkThread(name: "last resort")
  private let signals = SignalPipe(for: .shutdownWatchdog)

  /// Makes the thread, which has nothing to do yet.
  init() { thread.begin() }

  /// To be called once the loop itself listens.
  func watch(_ engine: Engine) {
    thread.setPass { [signals, thread] news, limit in
      var polls = [news.ear, signals.ear].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&polls, 2, WakeUp.milliseconds(limit)) > 0 else { return }
      if polls[0].revents != 0 { news.drain() }
      // Not SIGINT, which may be meant for the editor that has the terminal.
      if polls[1].revents != 0, signals.take().contains(where: { [SIGTERM, SIGHUP].contains($0) }) {
        _ = thread.after(Self.patience) { Self.end(engine, thread) }
      }
    }
  }

  /// No end is waited for any more. The thread would else look after a pipe that has gone.
  func end() {
    thread.setPass(nil)
    signals.end()
    thread.post {}
  }

  private static func end(_ engine: Engine, _ thread: WorkThread) {
    // An editor that has the terminal is waited for; a screen that has gone ends by itself.
    guard CrashRestore.isArmed else { return }
    let finish: @Sendable () -> Void = { Process.exit(.terminated) }
    _ = thread.after(keepingTime, finish)
    Task.detached {
      await engine.shutdown()
      finish()
    }
  }
}
