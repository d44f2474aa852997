import Foundation
import Support
import TUI
import Testing

@testable import App

@Suite("The clipboard", .limit(minutes: 1))
@ScreenActor
struct ClipboardTests {
  /// A folder with a tool that keeps its stdin in a file, or fails.
  private func folder(tool: String, fails: Bool = false) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "codex-tui-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let script = "#!/bin/sh\n" + (fails ? "exit 1\n" : "cat > '\(folder.path)/taken'\n")
    let path = folder.appending(path: tool)
    try Data(script.utf8).write(to: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path.path)
    return folder
  }

  private func clipboard(_ environment: [String: String], _ screen: HeadlessScreen) -> Clipboard {
    Clipboard(
      environment: environment, state: StateDirectory(environment: environment), screen: screen,
      limit: .seconds(50)
    ) { _ in }
  }

  @Test("A tool of this desktop takes the text, and the words name it")
  func tool() async throws {
    let folder = try folder(tool: "xclip")
    defer { try? FileManager.default.removeItem(at: folder) }
    let screen = HeadlessScreen(size: Size(columns: 80, rows: 24))
    let words = await clipboard(
      [
        "PATH": folder.path + ":/usr/bin:/bin", "DISPLAY": ":9", "TERM": "xterm",
        "HOME": folder.path,
      ], screen
    ).words(CopyRequest("the answer", "one\ntwo\n"))
    #expect(words == "copied the answer, 2 lines, with xclip")
    let taken = try String(contentsOf: folder.appending(path: "taken"), encoding: .utf8)
    #expect(taken == "one\ntwo\n")
    #expect(screen.requests.isEmpty)
  }

  @Test("A tool that fails gives way to the terminal, which promises nothing")
  func terminal() async throws {
    let folder = try folder(tool: "wl-copy", fails: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let screen = HeadlessScreen(size: Size(columns: 80, rows: 24))
    let words = await clipboard(
      [
        "PATH": folder.path, "WAYLAND_DISPLAY": "wayland-0", "TERM": "xterm-256color",
        "HOME": folder.path,
      ], screen
    ).words(CopyRequest("the code", "x"))
    #expect(
      words
        == "sent the code, 1 line, to the terminal (OSC 52); it does not say whether it took it")
    #expect(screen.requests == [.copy("x")])
  }

  @Test("Over SSH this machine's desktop is the wrong one")
  func remote() {
    let environment = ["PATH": "/usr/bin", "DISPLAY": ":0", "SSH_TTY": "/dev/pts/1"]
    #expect(Clipboard.tools(environment).isEmpty)
  }

  @Test("What no terminal takes is a file, and its place is said")
  func file() async throws {
    let home = FileManager.default.temporaryDirectory.appending(path: "codex-tui-\(UUID())")
    defer { try? FileManager.default.removeItem(at: home) }
    let screen = HeadlessScreen(size: Size(columns: 80, rows: 24))
    let text = String(repeating: "0123456789", count: 20_000)
    let environment = ["HOME": home.path, "TERM": "xterm-256color"]
    let words = await clipboard(environment, screen).words(CopyRequest("the answer", text))
    #expect(
      words == "wrote the answer, 1 line, to ~/.local/state/codex-tui/copied.txt: "
        + "too large for the terminal's clipboard")
    let path = home.appending(path: ".local/state/codex-tui/copied.txt")
    #expect(try String(contentsOf: path, encoding: .utf8) == text)
    let console = await clipboard(["HOME": home.path, "TERM": "linux"], screen)
      .words(CopyRequest("the code", "x"))
    #expect(console.hasSuffix("copied.txt: no clipboard in reach"))
    #expect(screen.requests.isEmpty)
  }

  @Test("A farewell names what was said; where nothing was, there is none")
  func farewell() async throws {
    let harness = try await Harness.simulated()
    #expect(ExitSummary.text(harness.state.session) == nil)
    harness.type("hello\n")
    await harness.until { $0.session.transcript.settled.count == 1 }
    let text = ExitSummary.text(harness.state.session)
    #expect(text == "codex-tui: 1 turn with openai/gpt-oss-20b\n")
    await harness.shutdown()
  }
}
