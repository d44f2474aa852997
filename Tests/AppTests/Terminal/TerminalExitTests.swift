import Foundation
import Simulator
import Support
import Testing

/// The shipped program on a terminal, ended in every way and every state.
@Suite("However the program ends, the terminal is as it was", .limit(minutes: 5))
struct TerminalExitTests {
  enum State: String, CaseIterable, Sendable {
    case idle, draft, help, models, loading, waiting, answering
    /// An editor has the terminal.
    case editor

    static let allCases: [State] = [
      .idle, .draft, .help, .models, .loading, .waiting, .answering,
    ]
  }

  struct Ending: CustomTestStringConvertible, Sendable {
    var name: String
    var signal: Int32
    /// As a shell would report it.
    var code: Int32
    var testDescription: String { name }
  }

  static let endings = [
    Ending(name: "SIGINT", signal: SIGINT, code: 143),
    Ending(name: "SIGTERM", signal: SIGTERM, code: 143),
    Ending(name: "SIGHUP", signal: SIGHUP, code: 143),
    Ending(name: "SIGQUIT", signal: SIGQUIT, code: 131),
    Ending(name: "SIGSEGV", signal: SIGSEGV, code: 139),
    Ending(name: "a trap", signal: SIGILL, code: 132),
    Ending(name: "an abort", signal: SIGABRT, code: 134),
  ]

  private func expectNothingLeft(_ stage: TerminalStage) async {
    let left = await stage.program.lastTraces()
    #expect(left == [], "\(left) in \(stage.program.output.suffix(200).debugDescription)")
  }

  @Test("A signal", arguments: endings, State.allCases)
  func signals(_ ending: Ending, _ state: State) async throws {
    let stage = try await TerminalStage(state)
    let program = stage.program
    try #require(await stage.isEntered, "\(program.picture)")
    // The judge can see a terminal that was not given back.
    let taken = program.traces
    #expect(taken.count > 8, "\(taken)")
    kill(program.process, ending.signal)
    #expect(await program.ended() == ending.code)
    await expectNothingLeft(stage)
    await stage.close()
  }

  @Test("The shell that started it is killed", arguments: State.allCases)
  func parent(_ state: State) async throws {
    // The shell stays the session's leader, whose end hangs the terminal up.
    let stage = try await TerminalStage(state, script: "\"$@\"; exit 7")
    try #require(await stage.isEntered, "\(stage.program.picture)")
    kill(stage.program.process, SIGKILL)
    #expect(await stage.program.ended() == 137)
    await expectNothingLeft(stage)
    await stage.close()
  }

  @Test("The window is closed: the program ends by itself", arguments: State.allCases)
  func window(_ state: State) async throws {
    let stage = try await TerminalStage(state)
    try #require(await stage.isEntered, "\(stage.program.picture)")
    stage.program.hangUp()
    #expect(await stage.program.ended() == 143)
    await stage.close()
  }

  @Test("The window is closed and no signal tells so: the end of the keys does")
  func noSignal() async throws {
    let stage = try await TerminalStage(.answering, isLeader: false)
    try #require(await stage.isEntered, "\(stage.program.picture)")
    stage.program.hangUp()
    #expect(await stage.program.ended() == 143)
    await stage.close()
  }

  @Test(
    "A terminal that is not read does not keep the program, and what came is kept",
    arguments: [SIGTERM, SIGHUP])
  func frozen(_ signal: Int32) async throws {
    let stage = try await TerminalStage(.answering)
    try #require(await stage.isEntered, "\(stage.program.picture)")
    stage.program.freeze()
    kill(stage.program.process, signal)
    #expect(await stage.program.ended() == 143)
    #expect(stage.program.hasLineBack)
    let kept = try await stage.kept
    #expect(kept.count == 2 && kept.first == "hello !!stall-mid" && kept.last?.isEmpty == false)
    await stage.close()
  }

  @Test(
    "The server is killed: the program says so, goes on, and ends in good order",
    arguments: [State.loading, .waiting, .answering])
  func server(_ state: State) async throws {
    let stage = try await TerminalStage(state)
    let program = stage.program
    try #require(await stage.isEntered, "\(program.picture)")
    await stage.killServer()
    #expect(await program.shows("offline"), "\(program.picture)")
    program.type("still here")
    #expect(await program.shows("still here"))
    kill(program.process, SIGTERM)
    #expect(await program.ended() == 143)
    await expectNothingLeft(stage)
    await stage.close()
  }

  #if os(Linux)
    @Test("A crash leaves no memory, with its keys, in a file")
    func noCoreDump() async throws {
      let stage = try await TerminalStage(.idle)
      try #require(await stage.isEntered, "\(stage.program.picture)")
      let limits = try String(
        contentsOfFile: "/proc/\(stage.program.process)/limits", encoding: .utf8)
      let line = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") } ?? ""
      #expect(line.split(separator: " ").suffix(3) == ["0", "0", "bytes"], "\(line)")
      kill(stage.program.process, SIGTERM)
      #expect(await stage.program.ended() == 143)
      await stage.close()
    }
  #endif

  @Test("Ctrl+C twice")
  func keys() async throws {
    let stage = try await TerminalStage(.idle)
    try #require(await stage.isEntered, "\(stage.program.picture)")
    stage.program.type("\u{3}")
    #expect(await stage.program.shows("again to quit"), "\(stage.program.picture)")
    stage.program.type("\u{3}")
    #expect(await stage.program.ended() == 0)
    await expectNothingLeft(stage)
    await stage.close()
  }

  @Test(
    "An editor that had the terminal is ended, too, and what it saved is the next run's draft",
    arguments: [SIGTERM, SIGHUP])
  func editor(_ signal: Int32) async throws {
    let stage = try await TerminalStage(.editor)
    try #require(await stage.isEntered, "\(stage.program.picture)")
    // Ctrl+C is the editor's own.
    kill(stage.program.process, SIGINT)
    kill(stage.program.process, signal)
    #expect(await stage.program.ended() == 143)
    await expectNothingLeft(stage)
    #expect(stage.draft.contains("saved by the editor"), "\(stage.draft)")
    await stage.close()
  }

  @Test("The window is closed over an editor")
  func editorWindow() async throws {
    let stage = try await TerminalStage(.editor)
    try #require(await stage.isEntered, "\(stage.program.picture)")
    stage.program.hangUp()
    #expect(await stage.program.ended() == 143)
    await stage.close()
  }
}
