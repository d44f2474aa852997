#if os(Linux)
  import Foundation
  import Support
  import Testing

  /// A thread of Swift's pool comes with one of Dispatch that looks after it once a second, for ever.
  @Suite("The program's threads are its own", .limit(minutes: 5))
  struct ThreadTests {
    private static let own: Set = [
      "codex-tui", "engine", "archive", "sqlite", "last resort", "draft", "resolver", "history",
    ]

    /// The names of a process's threads; its first has the program's.
    private func threads(of process: pid_t) throws -> [String] {
      let folder = "/proc/\(process)/task"
      return try FileManager.default.contentsOfDirectory(atPath: folder).compactMap {
        // One may have ended since.
        try? String(contentsOfFile: "\(folder)/\($0)/comm", encoding: .utf8)
          .trimmingCharacters(in: .newlines)
      }
    }

    private func end(_ stage: TerminalStage) async throws {
      let threads = try threads(of: stage.program.process)
      #expect(threads.contains("engine"))
      #expect(Self.own.isSuperset(of: threads), "\(threads)")
      kill(stage.program.process, SIGTERM)
      #expect(await stage.program.ended() == 143)
      await stage.close()
    }

    @Test(
      "Warm-up, looks at the server and a reply that streams wake none but these",
      arguments: [TerminalExitTests.State.idle, .loading, .answering])
    func names(_ state: TerminalExitTests.State) async throws {
      let stage = try await TerminalStage(state)
      try #require(await stage.isEntered, "\(stage.program.picture)")
      try await end(stage)
    }

    @Test("Nor does a draft that is kept")
    func draft() async throws {
      let stage = try await TerminalStage(.draft)
      try #require(await stage.isEntered, "\(stage.program.picture)")
      while !stage.draft.contains("a draft that stays"), !Task.isCancelled { await Task.yield() }
      try await end(stage)
    }

    @Test("Nor do an answer that has ended and the list of models")
    func afterwards() async throws {
      let stage = try await TerminalStage(.idle)
      let program = stage.program
      try #require(await stage.isEntered, "\(program.picture)")
      program.type("hello\r")
      try #require(await program.shows("tok/s"), "\(program.picture)")
      try #require(await program.isReady(), "\(program.picture)")
      program.type("\u{1b}OR")
      try #require(await program.shows("Enter use"), "\(program.picture)")
      try await end(stage)
    }
  }
#endif
