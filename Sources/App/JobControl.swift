import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Giving the terminal to the shell on Ctrl+Z, and taking it back after `fg`.
@MainActor
final class JobControl {
  private let screen: CursesScreen
  private let inbox: Inbox
  /// The SIGCONT that ends our own stop has already been answered.
  private var expectsContinue = false

  init(screen: CursesScreen, inbox: Inbox) {
    self.screen = screen
    self.inbox = inbox
  }

  /// Stops the whole job, `make run` included.
  ///
  /// SIGTSTP does nothing on a Dispatch worker, where the main actor runs; SIGSTOP always does.
  func suspend() {
    let wasOurs = screen.isOurs
    if wasOurs { screen.perform(.leave) }
    expectsContinue = true
    kill(0, SIGSTOP)
    if wasOurs { takeBack() }
  }

  /// Somebody else stopped us and the shell wrote on our screen: everything is set up again.
  func continued() {
    defer { expectsContinue = false }
    guard !expectsContinue, screen.isOurs else { return }
    screen.perform(.leave)
    takeBack()
  }

  private func takeBack() {
    screen.perform(.resume)
    // It may have another size now.
    inbox.post(.resize(screen.size))
  }
}
