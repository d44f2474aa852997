import Engine
import Foundation
import Simulator

@testable import App

/// The built program on a terminal, over a simulated server that stays where a test wants it.
struct TerminalStage {
  let program: ProgramInTerminal
  private let state: TerminalExitTests.State
  private let simulator: Simulator
  private let home: String

  /// - Parameter script: where `"$@"` stands for the program and its arguments.
  init(
    _ state: TerminalExitTests.State, isLeader: Bool = true, script: String = "exec \"$@\""
  ) async throws {
    self.state = state
    var options = SimulatorOptions()
    options.pacing = GatePacing(long: state == .loading ? 0 : 60)
    if state != .loading { options.loaded = ["qwen/qwen3-4b"] }
    simulator = Simulator(options)
    let port = try await simulator.start()
    home = NSTemporaryDirectory() + "codex-tui-exit-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    try Self.editor.write(toFile: home + "/editor", atomically: true, encoding: .utf8)
    program = try ProgramInTerminal(
      [
        "-c", "model_providers.lmstudio.base_url=http://127.0.0.1:\(port)/v1",
        "-m", "qwen/qwen3-4b",
      ], environment: ["HOME": home, "EDITOR": "sh \(home)/editor"],
      isLeader: isLeader, script: script)
  }

  /// It changes the modes of the terminal, and nothing in it puts them back.
  private static let editor = """
    stty raw -echo
    printf 'saved by the editor' > "$1"
    printf 'the editor is here'
    exec sleep 3600

    """

  /// What the program kept of the text that was not sent.
  var draft: String {
    let folder = home + "/.local/state/codex-tui/drafts"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let files = names.filter { $0.hasSuffix(".json") }
    let texts = files.compactMap { try? String(contentsOfFile: folder + "/" + $0, encoding: .utf8) }
    return texts.isEmpty ? "no draft" : texts.joined()
  }

  /// Brings the program into the state; whether the screen shows it.
  var isEntered: Bool {
    get async {
      // This terminal can hold a picture back until it is whole.
      program.type("\u{1b}[?2026;2$y")
      // The first picture comes before the program listens to signals; these words come later.
      let isUp = await state == .loading ? program.shows("loading") : program.isReady()
      guard isUp else { return false }
      switch state {
      case .idle, .loading: return true
      case .draft:
        program.type("a draft that stays")
        return await program.shows("a draft that stays")
      case .help:
        program.type("\u{1b}OP")
        return await program.shows("keys and commands")
      case .models:
        program.type("\u{1b}OR")
        return await program.shows("Enter use")
      case .editor:
        program.type("\u{7}")
        return await program.shows("the editor is here")
      case .waiting:
        program.type("hello !!slow-first-token@3600\r")
        return await program.shows("prompt ")
      case .answering:
        program.type("hello !!stall-mid\r")
        return await program.shows("answering")
      }
    }
  }

  /// The prompt and the answer of each turn that the program kept.
  var kept: [String] {
    get async throws {
      let archive = Archive(folder: home + "/.local/state/codex-tui")
      let last = try await archive.summary(matching: nil)
      let conversation = try await archive.conversation(last.id)
      await archive.close()
      return conversation.transcript.settled.flatMap { turn in
        [turn.prompt.text, turn.reply.text.string]
      }
    }
  }

  /// What a client sees when its server is killed: every connection breaks, and no new one is taken.
  func killServer() async { await simulator.stop() }

  func close() async {
    program.close()
    await simulator.stop()
    try? FileManager.default.removeItem(atPath: home)
  }
}
