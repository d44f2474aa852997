import Support
import Testing

@testable import Engine

/// Walks the table of what servers of tools do wrong. Every prompt ends, every call has its result, and the next prompt
/// is answered.
@Suite("Faults of servers of tools", .limit(minutes: 2))
struct ToolFaultTests {
  private static let plain: JSON = ["content": .array([["type": "text", "text": "14:05"]])]

  private static func text(_ text: String, isError: Bool = false) -> JSON {
    ["content": .array([["type": "text", "text": .string(text)]]), "isError": .bool(isError)]
  }

  /// A server that is well but for its calls.
  private static func calls(
    _ answer: @escaping @Sendable (JSON, RecordedToolServer) -> JSON?
  ) -> RecordedToolServer { ToolStage.server(answer) }

  /// - Parameter clock: runs ahead once nothing more will come, and not before.
  private static func server(_ fault: String, _ clock: ManualClock) -> RecordedToolServer {
    switch fault {
    case "dies-at-start": RecordedToolServer { _, server in server.end() }
    case "silent-at-start": RecordedToolServer { _, _ in clock.runAhead(true) }
    case "silent-list":
      RecordedToolServer { request, server in
        guard let id = request["id"], request["method"] == "server/discover" else {
          return clock.runAhead(true)
        }
        server.write(MCPMessage.answer(to: id, ["supportedVersions": .array(["2026-07-28"])]))
      }
    case "no-mcp":
      RecordedToolServer { _, server in
        server.write(line: "Welcome to the shell")
        server.end()
      }
    case "dies":
      calls { _, server in
        server.end()
        return nil
      }
    case "silent":
      calls { _, _ in
        clock.runAhead(true)
        return nil
      }
    case "twice":
      calls { request, server in
        server.write(MCPMessage.answer(to: request["id"] ?? .null, plain))
        return text("again")
      }
    case "other-id":
      calls { _, server in
        server.write(MCPMessage.answer(to: 4711, plain))
        clock.runAhead(true)
        return nil
      }
    case "text-id":
      calls { request, server in
        server.write(MCPMessage.answer(to: .string("\(request["id"]?.identity ?? 0)"), plain))
        clock.runAhead(true)
        return nil
      }
    case "noise":
      calls { _, server in
        for line in ["", "\u{1B}[2Jloading…", "{", "[1,2]", "null", "{\"jsonrpc\":\"2.0\"}"] {
          server.write(line: line)
        }
        return plain
      }
    case "broken-text":
      calls { request, server in
        let id = request["id"]?.text ?? "0"
        server.write(
          bytes: Array(
            "{\"jsonrpc\":\"2.0\",\"id\":\(id),\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"a\\ud800b"
              .utf8)
            + [0xFF, 0xC3] + Array("\"}]}}".utf8))
        return nil
      }
    case "flood":
      calls { request, server in
        let token = request["params"]?["_meta"]?["progressToken"] ?? .null
        for step in 0..<20_000 {
          server.write(
            MCPMessage.notification(
              "notifications/progress", ["progressToken": token, "progress": .int(step)]))
        }
        return plain
      }
    case "asks":
      calls { _, server in
        // Its ids are its own: the same numbers as ours.
        for (id, method) in [(1, "roots/list"), (2, "sampling/createMessage"), (3, "ping")] {
          server.write(MCPMessage.request(id, method, [:]))
        }
        return plain
      }
    case "huge":
      calls { _, _ in text(String(repeating: "0123456789abcde\n", count: 20 << 16)) }
    case "error":
      calls { request, server in
        let error: JSON = ["code": -32602, "message": "No such tool"]
        server.write(["jsonrpc": "2.0", "id": request["id"] ?? .null, "error": error])
        return nil
      }
    case "tool-error": calls { _, _ in text("Disk full", isError: true) }
    case "no-content": calls { _, _ in [:] }
    case "list-changes":
      calls { _, server in
        server.write(MCPMessage.notification("notifications/tools/list_changed"))
        return plain
      }
    case "list-endless":
      RecordedToolServer { request, server in
        guard let id = request["id"] else { return }
        switch request["method"]?.string {
        case "server/discover":
          server.write(MCPMessage.answer(to: id, ["supportedVersions": .array(["2026-07-28"])]))
        case "tools/list":
          let number = request["params"]?["cursor"]?.identity ?? 0
          let tool: JSON = ["name": .string(number == 0 ? "now" : "t\(number)")]
          server.write(
            MCPMessage.answer(
              to: id, ["tools": .array([tool]), "nextCursor": .int(number + 1)]))
        default: server.write(MCPMessage.answer(to: id, plain))
        }
      }
    case "deep-schema":
      ToolStage.server(tools: [
        [
          "name": "now",
          "inputSchema": (0..<40).reduce(["type": "object"]) { json, _ in ["a": json] },
        ]
      ])
    default: fatalError("no server is \(fault)")
    }
  }

  @Test("Each fault ends as its row says", arguments: ToolFault.rows)
  func walk(_ row: ToolFault) async throws {
    let clock = ManualClock()
    let script =
      row.status == nil
      ? [ToolStage.words("Done."), ToolStage.words("Next.")]
      : [ToolStage.call("x__now"), ToolStage.words("Done."), ToolStage.words("Next.")]
    let stage = try await ToolStage(
      script, time: Timekeeper(clock), servers: ["x": { Self.server(row.name, clock) }])
    let turn = try #require(await stage.ask())
    clock.runAhead(false)
    #expect(turn.reply.status == .complete)
    #expect(turn.reply.text.string == "Done.")
    if let status = row.status {
      #expect(turn.reply.rounds.map { $0.uses.map(\.result?.status.rawValue) } == [[status]])
      let read = try #require(stage.messages(1).last)
      #expect(read["role"]?.string == "tool")
      #expect(read["content"]?.string?.contains(row.says) == true, "\(read)")
      #expect((read["content"]?.string?.utf8.count ?? 0) < 32 << 10)
    } else {
      #expect(stage.body(0)?["tools"] == nil)
      #expect(turn.reply.notices.contains { $0.contains(row.says) }, "\(turn.reply.notices)")
    }
    let next = try #require(await stage.ask("and now?"))
    #expect(next.reply.text.string == "Next.")
    await stage.engine.shutdown()
  }
}
