import Engine
import Foundation
import Support
import TUI
import Testing

@testable import App

/// A folder of scripts and the pictures they end in. Figures that a clock gives differ from run to run, so numbers are
/// compared as numbers, not by their digits.
struct FlowFolder: Sendable {
  let folder: URL
  let names: [String]

  /// - Parameter name: beside this file.
  init(_ name: String) {
    folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: name)
    names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
      .filter { $0.hasSuffix(".script") }.map { String($0.dropLast(".script".count)) }.sorted()
  }

  func flow(_ name: String) throws -> Flow {
    let text = try String(contentsOf: folder.appending(path: "\(name).script"), encoding: .utf8)
    let words = (text.split(separator: "\n").first ?? "").split(separator: " ").map(String.init)
    #expect(words.starts(with: ["#", "codex-tui"]), "\(name).script")
    return Flow(name: name, text: text, arguments: Array(words.dropFirst(2)))
  }

  /// `UPDATE_SCREENS=1` writes the picture anew.
  func compare(_ picture: String, _ name: String) throws {
    let file = folder.appending(path: "\(name).screen")
    let kept = try? String(contentsOf: file, encoding: .utf8)
    if ProcessInfo.processInfo.environment["UPDATE_SCREENS"] == "1" {
      // What a clock alone changed is not worth a difference in git.
      guard kept.map(Self.shape) != Self.shape(picture) else { return }
      return try Data(picture.utf8).write(to: file)
    }
    #expect(Self.shape(picture) == kept.map(Self.shape), "\(name).screen\n\(picture)")
  }

  /// The line of the stages, of which a fast demo has now one more, now one less.
  private static var stages: Regex<(Substring, Substring)> {
    /^\ *(connect|wait|load|prompt|think|answer|tool|you) 0 s/
  }

  /// The picture without what a clock decides: digits, and the columns that their number takes.
  private static func shape(_ picture: String) -> String {
    picture.replacing(/[0-9]+(\.[0-9]+)?( min [0-9]+)?/, with: "0")
      .replacing(/[▁▂▃▄▅▆▇█░▓▒━╸─]+/, with: "─").replacing(/\ +/, with: " ")
      // On a busy machine a second begins on another line of the thinking.
      .replacing("│ 0s ", with: "│ ").replacing("\n 0s ", with: "\n ")
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

/// One script of a folder.
struct Flow {
  var name: String
  var text: String
  /// Of the command in its first line.
  var arguments: [String]

  /// Keys that are pressed by name.
  func keys(but other: String) -> Int {
    text.split(separator: "\n").filter { $0.hasPrefix("key ") }
      .flatMap { $0.split(separator: " ").dropFirst() }.count { $0 != other }
  }

  /// Plays it in an empty home; returns the picture it ends in.
  @ScreenActor
  func picture(
    _ chat: ChatCommand, environment: [String: String] = [:]
  ) async throws -> String {
    let home = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: home) }
    let variables = ["HOME": home.path, "TERM": "xterm-256color"].merging(environment) { $1 }
    let runtime = try await Runtime.build(chat.common, environment: variables, demoSpeed: 40)
    return try await runtime.use { runtime in
      let size = try #require(Size(words: chat.screen.size))
      let state = await runtime.screenState(size)
      let run = ScriptRun(engine: runtime.engine, state: state, limit: .seconds(100))
      do {
        _ = try await run.run(try ScreenScript(text)) { _, _ in }
      } catch let stuck as ScriptRun.Stuck {
        Issue.record("\(name).script:\(stuck.line): \(stuck.words)\n\(run.picture.rows)")
      }
      return run.picture.rows.joined(separator: "\n") + "\n"
    }
  }
}
