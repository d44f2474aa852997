import Dispatch
import Engine
import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ends the program when it was told to end and the screen cannot hear it.
///
/// A terminal that nobody reads, such as a line that hangs, stops whoever writes to it, and that is
/// the thread that would end the program. So another thread hears the signals as well and, when the
/// terminal still is not given back after a while, keeps what there is and ends the process.
@MainActor
final class LastResort {
  /// Longer than an end in good order takes, shorter than a person's patience.
  private nonisolated static let patience = DispatchTimeInterval.seconds(5)
  /// For what is still to be written to the archive.
  private nonisolated static let keepingTime = DispatchTimeInterval.seconds(5)

  private let sources: [any DispatchSourceSignal]

  /// To be made once the loop itself listens.
  init(_ engine: Engine) {
    let queue = DispatchQueue.global()
    // Not SIGINT, which may be meant for the editor that has the terminal.
    sources = [SIGTERM, SIGHUP].map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { @Sendable in
        queue.asyncAfter(deadline: .now() + Self.patience) { Self.end(engine) }
      }
      source.resume()
      return source
    }
  }

  private nonisolated static func end(_ engine: Engine) {
    // An editor that has the terminal is waited for; a screen that has gone ends by itself.
    guard CrashRestore.isArmed else { return }
    let finish: @Sendable () -> Void = {
      CrashRestore.restoreWithoutWaiting()
      _exit(ExitStatus.terminated.rawValue)
    }
    DispatchQueue.global().asyncAfter(deadline: .now() + keepingTime, execute: finish)
    Task.detached {
      await engine.shutdown()
      finish()
    }
  }
}
