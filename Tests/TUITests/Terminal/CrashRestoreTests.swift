import Foundation
import Testing

@testable import TUI

@Suite("A crash gives the terminal back", .serialized)
struct CrashRestoreTests {
  /// Opens the screen on the parent's terminal.
  @ScreenActor
  private static func openScreen(_ path: String) throws -> CursesScreen {
    let file = open(path, O_RDWR | O_NOCTTY)
    var options = CursesScreen.Options()
    (options.input, options.output) = (file, file)
    options.environment = TerminalEnvironment(["TERM": "xterm-256color"])
    let screen = try CursesScreen(options)
    screen.present(TerminalPictures.frame(["about to crash"]))
    return screen
  }

  private func expectRestored(_ pseudo: PseudoTerminal, _ modes: [UInt32]) {
    #expect(pseudo.modes() == modes)
    let bytes = String(decoding: pseudo.output(), as: UTF8.self)
    #expect(bytes.contains("about to crash"))
    for sequence in ["[?1049l", "[?25h", "[?2004l", "[<u", "[?2026l"] {
      #expect(bytes.contains("\u{1b}" + sequence), "\(sequence)")
    }
  }

  @Test("A thread that had a stack for the handler may end")
  func threadEnds() async {
    let pseudo = PseudoTerminal(columns: 40, rows: 6)
    defer { pseudo.close() }
    await #expect(processExitsWith: .success) { [path = pseudo.path as String] in
      let screen = try await Self.openScreen(path)
      var thread = pthread_t()
      pthread_create(
        &thread, nil,
        { @Sendable _ in
          CrashRestore.coverThread()
          return nil
        }, nil)
      #expect(pthread_join(thread, nil) == 0)
      withExtendedLifetime(screen) {}
    }
  }

  @Test("After a Swift trap")
  func trap() async {
    let pseudo = PseudoTerminal(columns: 40, rows: 6)
    defer { pseudo.close() }
    let modes = pseudo.modes()
    await #expect(processExitsWith: .failure) { [path = pseudo.path as String] in
      let screen = try await Self.openScreen(path)
      let empty: [Int] = []
      print(empty[await screen.size.columns])
    }
    expectRestored(pseudo, modes)
  }

  @Test("After an endless recursion")
  func stackOverflow() async {
    let pseudo = PseudoTerminal(columns: 40, rows: 6)
    defer { pseudo.close() }
    let modes = pseudo.modes()
    await #expect(processExitsWith: .signal(SIGSEGV)) {
      @ScreenActor [path = pseudo.path as String] in
      _ = try Self.openScreen(path)
      print(deepen(1))
    }
    expectRestored(pseudo, modes)
  }

  @Test("After an endless recursion on another thread that the main actor came to")
  func otherThread() async {
    let pseudo = PseudoTerminal(columns: 40, rows: 6)
    defer { pseudo.close() }
    let modes = pseudo.modes()
    await #expect(processExitsWith: .signal(SIGSEGV)) { [path = pseudo.path as String] in
      _ = try await Self.openScreen(path)
      Thread.detachNewThread {
        CrashRestore.coverThread()
        print(deepen(1))
      }
      while true { pause() }
    }
    expectRestored(pseudo, modes)
  }

  @Test("After an abort and after an unplanned exit")
  func abortAndExit() async {
    let pseudo = PseudoTerminal(columns: 40, rows: 6)
    defer { pseudo.close() }
    let modes = pseudo.modes()
    await #expect(processExitsWith: .signal(SIGABRT)) { [path = pseudo.path as String] in
      _ = try await Self.openScreen(path)
      abort()
    }
    expectRestored(pseudo, modes)
    await #expect(processExitsWith: .exitCode(3)) { [path = pseudo.path as String] in
      _ = try await Self.openScreen(path)
      exit(3)
    }
    expectRestored(pseudo, modes)
  }

  @Test("After a signal that came before the program listened to it")
  func earlySignal() async {
    let pseudo = PseudoTerminal(columns: 40, rows: 6)
    defer { pseudo.close() }
    let modes = pseudo.modes()
    await #expect(processExitsWith: .signal(SIGTERM)) { [path = pseudo.path as String] in
      _ = try await Self.openScreen(path)
      kill(getpid(), SIGTERM)
      while true { pause() }
    }
    expectRestored(pseudo, modes)
  }
}

@inline(never)
private func deepen(_ depth: Int) -> Int {
  depth == .max ? 0 : deepen(depth + 1) + depth % 7
}
