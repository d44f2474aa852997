import Foundation
import Testing

@testable import TUI

@Suite("Keys from a terminal")
@ScreenActor
struct TerminalKeyboardTests {
  @Test("What has arrived is read, and nothing waits")
  func drains() {
    let pseudo = PseudoTerminal(columns: 40, rows: 6)
    defer { pseudo.close() }
    var modes = termios()
    tcgetattr(pseudo.inner, &modes)
    cfmakeraw(&modes)
    tcsetattr(pseudo.inner, TCSANOW, &modes)
    let keyboard = TerminalKeyboard(input: pseudo.inner)
    #expect(keyboard.drain().isEmpty)
    pseudo.type("a\u{1b}[1;5C\u{1b}")
    #expect(
      keyboard.drain() == [.key(KeyPress(.character("a"))), .key(KeyPress(.right, .control))])
    #expect(keyboard.wait != nil)
    #expect(keyboard.flush() == [.key(KeyPress(.escape))])
    #expect(!keyboard.hasEnded)
  }

  @Test("A terminal that is gone is noticed")
  func ends() {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    let keyboard = TerminalKeyboard(input: ends[0])
    #expect(keyboard.drain().isEmpty && !keyboard.hasEnded)
    _ = write(ends[1], "x", 1)
    close(ends[1])
    #expect(keyboard.drain() == [.key(KeyPress(.character("x")))])
    #expect(keyboard.hasEnded)
    close(ends[0])
  }
}
