import Engine
import Foundation
import Simulator
import Support
import Testing

@testable import App

@Suite("exec --json", .limit(minutes: 1))
struct ExecJSONTests {
  static let schema: JSONSchema? = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../docs/exec-events.schema.json")
    let bytes = (try? Data(contentsOf: file)).map(Array.init)
    return bytes.flatMap { JSON(parsing: $0) }.map { JSONSchema($0) }
  }()

  private func lines(_ run: ExecRun, thinking: Bool = true) async throws -> ([JSON], Reply) {
    let written = Written()
    let printer = JSONPrinter(streams: written.streams, showsThinking: thinking)
    let outcome = try await run.outcome(printer)
    #expect(written.out.allSatisfy { $0.hasSuffix("\n") }, "a line is written at once")
    return (written.lines, try #require(outcome.reply))
  }

  @Test(
    "Every line fits the published schema",
    arguments: [
      ExecRun(), ExecRun(server: .ollama, model: "qwen3:4b"),
      ExecRun(server: .llamacpp, model: "qwen3-4b"), ExecRun(wire: "responses"),
      ExecRun(faults: [Fault(.loadFail)]), ExecRun(faults: [Fault(.drop, at: 20_000)]),
      ExecRun(faults: [Fault(.usageZero)]),
    ])
  func schema(_ run: ExecRun) async throws {
    let schema = try #require(Self.schema)
    for line in try await lines(run).0 {
      let violation = schema.violation(of: line)
      #expect(violation == nil, "\(line.text)")
    }
  }

  @Test("The schema refuses what it should")
  func refusals() throws {
    let schema = try #require(Self.schema)
    for line in [
      #"{"v":2,"type":"text.delta","at":0,"text":"a"}"#, #"{"v":1,"type":"text.delta","at":0}"#,
      #"{"v":1,"type":"state","at":0,"state":"dreaming"}"#, #"{"v":1,"type":"nothing","at":0}"#,
      #"{"v":1,"type":"done","at":-1,"status":"complete","exit_code":0}"#,
      #"{"v":1,"type":"usage","at":0,"tokens":3}"#,
    ] {
      let value = try #require(JSON(parsing: line))
      #expect(schema.violation(of: value) != nil, "\(line)")
    }
  }

  @Test("The deltas are the whole thinking and the whole answer, and done repeats the answer")
  func deltas() async throws {
    let (lines, reply) = try await lines(ExecRun())
    func text(_ type: String) -> String {
      lines.filter { $0["type"]?.string == type }.compactMap { $0["text"]?.string }.joined()
    }
    #expect(text("thinking.delta") == reply.reasoning.string)
    #expect(text("text.delta") == reply.text.string)
    #expect(lines.first?["type"]?.string == "start")
    #expect(lines.last?["type"]?.string == "done")
    #expect(lines.last?["text"]?.string == reply.text.string)
    #expect(lines.last?["status"]?.string == "complete")
    let stages = lines.filter { $0["type"]?.string == "stage" }.compactMap { $0["stage"]?.string }
    #expect(stages == reply.clock.spans.map(\.stage.rawValue))
  }

  @Test("Without thinking its pieces are left out, not the state")
  func noThinking() async throws {
    let (lines, _) = try await lines(ExecRun(), thinking: false)
    #expect(!lines.contains { $0["type"]?.string == "thinking.delta" })
    #expect(lines.contains { $0["state"]?.string == "thinking" })
  }

  @Test("Progress is told once per change, from 0 to 1")
  func progress() async throws {
    let (lines, _) = try await lines(ExecRun())
    let loads = lines.filter { $0["state"]?.string == "loading" }.map {
      $0["progress"]?.amount(.seconds) ?? 0
    }
    #expect(loads.count > 2)
    #expect(loads == loads.sorted())
    #expect(loads.allSatisfy { (0...1).contains($0) })
  }
}
