import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Giving the terminal to the shell on Ctrl+Z, and taking it back after `fg`.
@ScreenActor
final class JobControl {
  private let screen: CursesScreen
  private let inbox: Inbox
  /// The signals of our own stop are still coming in, and have been answered already.
  private var isSettling = false

  init(screen: CursesScreen, inbox: Inbox) {
    self.screen = screen
    self.inbox = inbox
  }

  /// Whether this job may use the terminal. Where there is no job control it may.
  static var isInForeground: Bool {
    let group = tcgetpgrp(STDIN_FILENO)
    return group < 0 || group == getpgrp()
  }

  /// `codex-tui &`: waits, stopped, until the shell gives it the terminal.
  static func waitForForeground() {
    while !isInForeground { stopHere() }
  }

  /// Stops the whole job, `make run` included, and returns once `fg` has given the terminal back.
  func suspend() {
    guard !isSettling || screen.isOurs else { return }
    let wasOurs = screen.isOurs
    if wasOurs { screen.perform(.leave) }
    isSettling = true
    // The others of the job, as the terminal itself would stop them; here it is only heard.
    kill(0, SIGTSTP)
    // After `bg` the shell has the terminal still: drawing there would be over its lines.
    repeat { Self.stopHere() } while !Self.isInForeground
    if wasOurs { takeBack() }
    _ = ScreenActor.after(.milliseconds(200)) { self.isSettling = false }
  }

  /// Another program asks for a stop, by `kill -TSTP`.
  func stopRequested() {
    if !isSettling { suspend() }
  }

  /// Another program stopped us and the shell wrote on our screen: everything is set up again.
  func continued() {
    guard !isSettling, screen.isOurs else { return }
    Self.waitForForeground()
    screen.perform(.leave)
    takeBack()
  }

  /// Stops the process, and returns only when it goes on.
  ///
  /// A signal to this very thread takes effect before the call returns. One to the process may be
  /// taken by another thread, while this one already switches the terminal's modes on again.
  private static func stopHere() { pthread_kill(pthread_self(), SIGSTOP) }

  private func takeBack() {
    screen.perform(.resume)
    // It may have another size now.
    inbox.post(.resize(screen.size))
  }
}
