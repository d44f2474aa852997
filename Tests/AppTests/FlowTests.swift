import Engine
import Foundation
import Support
import TUI
import Testing

@testable import App

/// What a user does, as a script to be read and replayed, and the picture it ends in.
///
/// A script's first line is the command that replays it with the program; here it runs with a demo that is 40
/// times faster. `UPDATE_SCREENS=1` writes the pictures anew. Figures that a clock gives differ from run to
/// run, so numbers are compared as numbers, not by their digits.
@Suite("Flows", .serialized, .limit(minutes: 3))
struct FlowTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "Flows")
  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".script") }.map { String($0.dropLast(".script".count)) }.sorted()

  @Test("There are scripts for what users do") func count() { #expect(Self.names.count >= 40) }

  @Test("A script ends in its picture", arguments: names)
  @ScreenActor
  func flow(_ name: String) async throws {
    let text = try String(
      contentsOf: Self.folder.appending(path: "\(name).script"), encoding: .utf8)
    let first = try #require(text.split(separator: "\n").first)
    let words = first.split(separator: " ").map(String.init)
    #expect(words.starts(with: ["#", "codex-tui", "--demo"]), "\(first)")
    let chat = try ChatCommand.parse(Array(words.dropFirst(2)))
    let home = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: home) }
    let runtime = try await Runtime.build(
      chat.common, environment: ["HOME": home.path, "TERM": "xterm-256color"], demoSpeed: 40)
    let picture = try await runtime.use { runtime in
      let size = try #require(Size(words: chat.screen.size))
      let run = ScriptRun(
        engine: runtime.engine, state: await runtime.screenState(size), limit: .seconds(150))
      do {
        _ = try await run.run(try ScreenScript(text)) { _, _ in }
      } catch let stuck as ScriptRun.Stuck {
        Issue.record("\(name).script:\(stuck.line): \(stuck.words)")
      }
      return run.picture.rows.joined(separator: "\n") + "\n"
    }
    try compare(picture, name)
  }

  private func compare(_ picture: String, _ name: String) throws {
    let file = Self.folder.appending(path: "\(name).screen")
    if ProcessInfo.processInfo.environment["UPDATE_SCREENS"] == "1" {
      return try Data(picture.utf8).write(to: file)
    }
    let kept = try String(contentsOf: file, encoding: .utf8)
    #expect(Self.shape(picture) == Self.shape(kept), "\(name).screen\n\(picture)")
  }

  /// The line of the stages, of which a fast demo has now one more, now one less.
  private static var stages: Regex<(Substring, Substring)> {
    /^\ *(connect|wait|load|prompt|think|answer|tool|you) 0 s/
  }

  /// The picture without what a clock decides: digits, and the columns that their number takes.
  private static func shape(_ picture: String) -> String {
    picture.replacing(/[0-9]+(\.[0-9]+)?( min [0-9]+)?/, with: "0")
      .replacing(/[▁▂▃▄▅▆▇█░▓▒━─]+/, with: "─").replacing(/\ +/, with: " ")
      // On a busy machine a second begins on another line of the thinking.
      .replacing("│ 0s ", with: "│ ")
      // A rate comes and goes with the clock, and the last item of the bar with the room that it leaves.
      .replacing(/(\ ·)?\ (~?0 tok\/s|ctx 0 % of 0k)/, with: "")
      .replacing(" profile ", with: " ")
      .replacing(
        /\ (F0|Esc|Alt\+[A-Z]|Enter) (profile|models|keys|stop|cancel|doctor|answer now)(\ ·)?/,
        with: ""
      )
      .split(separator: "\n").filter { $0.firstMatch(of: stages) == nil }.joined(separator: "\n")
  }
}
