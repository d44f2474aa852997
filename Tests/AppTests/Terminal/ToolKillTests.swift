#if os(Linux)
  import Foundation
  import Support
  import Testing

  /// A kill in the middle of a call, which no program can prepare for.
  @Suite("The program killed in a call of a tool", .limit(minutes: 5))
  struct ToolKillTests {
    /// The processes that were given this home, but for the program itself.
    private static func children(home: String, but program: pid_t) -> [pid_t] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      return names.compactMap { pid_t($0) }.filter { process in
        guard process != program,
          let words = FileManager.default.contents(atPath: "/proc/\(process)/environ")
        else { return false }
        return String(decoding: words, as: UTF8.self).contains("HOME=\(home)")
      }
    }

    private static func start(_ arguments: [String], home: String) throws -> ProgramInTerminal {
      let program = try ProgramInTerminal(
        arguments + ["--demo"], environment: ["HOME": home])
      // This terminal can hold a picture back until it is whole.
      program.type("\u{1b}[?2026;2$y")
      return program
    }

    /// A server alone, one behind a parent as `npx` and `uvx` are, and one that cares for nothing.
    @Test(
      "No child is left, the call is told as lost, and the conversation goes on",
      arguments: [
        #"command = "PROGRAM", args = ["simulate", "--mcp"]"#,
        #"command = "/bin/sh", args = ["-c", "PROGRAM simulate --mcp; true"]"#,
        #"command = "/bin/sh", args = ["-c", "trap '' TERM; PROGRAM simulate --mcp; while :; do sleep 1; done"]"#,
      ])
    func kill(_ table: String) async throws {
      let home = NSTemporaryDirectory() + "codex-tui-kill-\(UUID().uuidString)"
      defer { try? FileManager.default.removeItem(atPath: home) }
      try FileManager.default.createDirectory(
        atPath: home + "/.codex", withIntermediateDirectories: true)
      let server = table.replacing("PROGRAM", with: ProgramRun.path)
      try "[tools]\nenabled = [\"t\"]\n[mcp_servers]\nt = { \(server) }\n".write(
        toFile: home + "/.codex/config.toml", atomically: true, encoding: .utf8)

      let program = try Self.start([], home: home)
      try #require(await program.isReady(), "\(program.picture)")
      program.type(#"!!call=countdown{"seconds":3600} go"# + "\r")
      try #require(await program.shows("y once"), "\(program.picture)")
      // Keys that come within a moment of the question were typed ahead, and it may be shown late.
      let asked = program.picture.firstMatch(of: /you (\d+)\./).flatMap { Int($0.1) } ?? 0
      try #require(await program.shows("you \(asked + 1)."), "\(program.picture)")
      program.type("y")
      try #require(await program.shows("to go"), "\(program.picture)")
      #expect(!Self.children(home: home, but: program.process).isEmpty)
      _ = Foundation.kill(program.process, SIGKILL)
      #expect(await program.ended() == 128 + SIGKILL)
      while !Self.children(home: home, but: program.process).isEmpty, !Task.isCancelled {
        await Task.yield()
      }
      #expect(Self.children(home: home, but: program.process) == [])
      program.close()

      let again = try Self.start(["resume", "--last"], home: home)
      try #require(await again.shows("lost"), "\(again.picture)")
      try #require(await again.isReady(), "\(again.picture)")
      again.type("and now?\r")
      try #require(await again.shows("second pair of eyes"), "\(again.picture)")
      _ = Foundation.kill(again.process, SIGTERM)
      #expect(await again.ended() == 143)
      again.close()
    }
  }
#endif
