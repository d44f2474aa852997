import Engine
import Foundation
import Simulator
import Support
import TUI
import Testing

@testable import App

@Suite("A scripted run", .limit(minutes: 1))
struct ScreenScriptTests {
  @Test("Each step is read; comments and blank lines are none")
  func steps() throws {
    let script = try ScreenScript(
      """
      # a comment

      type hi there
      key ctrl+o f2
      paste one\\ntwo
      resize 80x24
      wheel up 3,4
      drag 1,1 9,2
      focus out
      until shows a b
      until idle
      save x.svg
      """)
    #expect(script.steps.map(\.line) == Array(3...12))
    #expect(
      script.steps[1].step
        == .input([.key(.init(.character("o"), .control)), .key(.init(.function(2)))]))
    #expect(script.steps[2].step == .input([.paste("one\ntwo")]))
    #expect(script.steps[4].step == .input([.mouse(Mouse(.wheelUp, at: Point(column: 2, row: 3)))]))
    #expect(script.steps[7].step == .until(.shows("a b")))
    #expect(script.steps[9].step == .save("x.svg"))
  }

  @Test(
    "A wrong line is named, with what would be right",
    arguments: [
      ("press enter", "There are: type, key"), ("key hyper+q", "hyper+q is not a key"),
      ("until soon", "There are: ready"), ("resize big", "80x24"), ("click x", "click 10,4"),
      ("save", "There are"),
    ])
  func wrong(_ line: String, _ words: String) throws {
    let complaint = #expect(throws: ScreenScript.Complaint.self) { try ScreenScript("\n\(line)") }
    #expect(complaint?.line == 2)
    #expect(complaint?.words.contains(words) == true)
  }

  @Test("A conversation is replayed and its pictures are kept")
  @ScreenActor
  func replay() async throws {
    let harness = try await Harness.simulated()
    let state = AppState(session: await harness.engine.session, size: Size(columns: 90, rows: 20))
    let run = ScriptRun(engine: harness.engine, state: state)
    let script = try ScreenScript(
      """
      type tell me about ncurses
      key enter
      until idle
      save answer
      key f1
      until shows keys
      resize 60x16
      """)
    var pictures: [String: ScreenPicture] = [:]
    let code = try await run.run(script) { pictures[$1] = $0 }
    #expect(code == nil)
    let answer = try #require(pictures["answer"])
    #expect(answer.frame.surface.size == Size(columns: 90, rows: 20))
    #expect(answer.rows.contains { $0.contains("tell me about ncurses") })
    #expect(answer.rows.contains { $0.contains("thought") })
    #expect(run.picture.frame.surface.size == Size(columns: 60, rows: 16))
    #expect(run.picture.rows.contains { $0.contains("type to find") })
    await harness.shutdown()
  }

  @Test("What never comes ends the run at its line; quitting ends it with the code")
  @ScreenActor
  func endings() async throws {
    let harness = try await Harness.simulated()
    let state = AppState(session: await harness.engine.session, size: Size(columns: 60, rows: 16))
    let quits = try await ScriptRun(engine: harness.engine, state: state)
      .run(ScreenScript("until idle\nkey ctrl+c ctrl+c\nuntil shows never")) { _, _ in }
    #expect(quits == 0)
    let run = ScriptRun(engine: harness.engine, state: state, limit: .milliseconds(50))
    let stuck = await #expect(throws: ScriptRun.Stuck.self) {
      try await run.run(ScreenScript("\nuntil shows never")) { _, _ in }
    }
    #expect(stuck?.line == 2)
    await harness.shutdown()
  }

  @Test("The shipped program replays a script and keeps the picture")
  func shipped() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "codex-tui-script-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = folder.appending(path: "first.script")
    try Data("until ready\ntype hello\nsave \(folder.path)/kept.svg\n".utf8).write(to: script)
    let run = ProgramRun(
      arguments: [
        "--demo", "--script", script.path, "--size", "100x24", "--save-screen",
        folder.path + "/last.txt",
      ], environment: ["HOME": folder.path])
    #expect(try await run.outcome().code == 0)
    let picture = try String(contentsOf: folder.appending(path: "last.txt"), encoding: .utf8)
    #expect(picture.split(separator: "\n", omittingEmptySubsequences: false).count == 25)
    #expect(picture.contains("› hello"))
    #expect(picture.contains("ready"))
    let graphic = try String(contentsOf: folder.appending(path: "kept.svg"), encoding: .utf8)
    #expect(graphic.hasPrefix("<svg") && graphic.contains("hello"))
  }
}
