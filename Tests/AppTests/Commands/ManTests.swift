import Engine
import Foundation
import Support
import Testing

@testable import App

/// The manual says what the program can do, because it is written from it.
@Suite("The manual")
struct ManTests {
  @Test(
    "docs/man holds the pages that the program prints",
    arguments: [
      (ManCommand.Page.program, "docs/man/codex-tui.1"), (.settings, "docs/man/codex-tui-config.5"),
    ])
  func pages(_ page: ManCommand.Page, _ path: String) throws {
    expectFile(path, holds: try ManCommand.text(page))
  }

  @Test("Every command and every exit code has its place")
  func completeness() throws {
    let text = try ManCommand.text(.program)
    for name in [
      "chat", "exec", "models", "profiles", "config", "doctor", "stats", "log", "completion",
    ] {
      #expect(text.contains(".SS codex\\-tui \(name)"), "\(name)")
    }
    for (code, _) in ExitStatus.documented { #expect(text.contains(".TP\n.B \(code)\n")) }
    #expect(!text.contains(".SS codex\\-tui man"), "a command for builders only")
  }

  @Test("Lines that roff would take for its own are escaped")
  func escaping() {
    #expect(ManPage.text(".hidden -x \\") == "\\&.hidden \\-x \\e")
    #expect(ManPage.text("'quoted") == "\\&'quoted")
  }
}
