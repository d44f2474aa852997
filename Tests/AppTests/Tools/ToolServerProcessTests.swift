import Engine
import Support
import Testing

@testable import App

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A server of tools as a child: what it is given, what it may write, and how it ends.
@Suite("The process of a tool server", .limit(minutes: 1))
struct ToolServerProcessTests {
  private static func start(
    _ script: String, environment: [String: String] = [:],
    _ change: (inout ToolServer) -> Void = { _ in }
  ) async throws -> MCPPipe {
    var server = ToolServer(name: "x")
    server.command = "/bin/sh"
    server.arguments = ["-c", script]
    server.folder = "/"
    change(&server)
    let start = ToolServerProcess.starter(
      environment: environment, timer: Timekeeper(ContinuousClock()))
    return try await start(server)
  }

  private static func lines(_ pipe: MCPPipe) async -> [String] {
    var lines: [String] = []
    for await line in pipe.lines { lines.append(String(decoding: line, as: UTF8.self)) }
    return lines
  }

  @Test("It reads what is sent, is heard line by line, and ends with its input")
  func conversation() async throws {
    let pipe = try await Self.start(
      "echo ready; while read line; do echo \"<$line>\"; done; echo over")
    var heard: [String] = []
    for await line in pipe.lines {
      heard.append(String(decoding: line, as: UTF8.self))
      if heard == ["ready"] { try await pipe.send(Array("{\"id\":1}\n".utf8)) }
      if heard.count == 2 { break }
    }
    #expect(heard == ["ready", "<{\"id\":1}>"])
    await pipe.close()
    await #expect(throws: (any Error).self) { try await pipe.send([10]) }
  }

  @Test("It is given the usual variables, those it is named and its own; no key of ours")
  func environment() async throws {
    let pipe = try await Self.start(
      "env",
      environment: [
        "HOME": "/h", "OPENAI_API_KEY": "secret", "MINE": "named", "SHELL": "() { evil; }",
      ]
    ) {
      $0.inherited = ["MINE"]
      $0.environment = [Provider.Pair("OWN", "given")]
    }
    let lines = await Self.lines(pipe)
    for expected in ["HOME=/h", "MINE=named", "OWN=given", "TERM=dumb", "NO_COLOR=1"] {
      #expect(lines.contains(expected), "\(lines)")
    }
    #expect(!lines.contains { $0.contains("secret") || $0.contains("evil") })
    await pipe.close()
  }

  @Test("One that does not heed the end of its input is ended with all it started")
  func stubborn() async throws {
    let pipe = try await Self.start(
      "trap '' TERM; sleep 600 & echo $$ $!; while :; do wait; done")
    var ids: [pid_t] = []
    for await line in pipe.lines {
      ids = String(decoding: line, as: UTF8.self).split(separator: " ").compactMap { pid_t($0) }
      break
    }
    #expect(ids.count == 2)
    await pipe.close()
    // The kernel ends them in its own time; the test's limit is what they may take at most.
    for id in ids {
      while Self.lives(id) { await Task.yield() }
    }
  }

  /// One that has ended and waits to be counted by its parent lives no more.
  private static func lives(_ id: pid_t) -> Bool {
    guard kill(id, 0) == 0 else { return false }
    guard let stat = try? TextFile.read("/proc/\(id)/stat") else { return false }
    return !String(decoding: stat, as: UTF8.self).contains(") Z ")
  }

  @Test("What it complains of at last is kept, and a program that is not there is named")
  func complaints() async throws {
    let pipe = try await Self.start("echo; echo 'no module x' >&2; exit 3")
    #expect(await Self.lines(pipe) == [""])
    await pipe.close()
    #expect(await pipe.lastWords() == ["no module x"])
    await #expect(throws: EngineError.self) {
      _ = try await Self.start("") { $0.command = "no-such-program" }
    }
  }
}
