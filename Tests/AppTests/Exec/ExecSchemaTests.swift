import Foundation
import Testing

@Suite("exec --schema", .limit(minutes: 2))
struct ExecSchemaTests {
  private static let schema =
    #"{"type":"object","properties":{"age":{"type":"integer"}},"required":["age"]}"#

  @Test(
    "The answer is as the schema says, or the exit code is 1 and the first violation is named",
    arguments: [
      (#"echo {"age":36}"#, 0, ""), (#"echo {"age":"old"}"#, 1, "/age is string, not integer"),
      ("echo {}", 1, "/age is missing"), ("echo hello", 1, "no JSON"),
    ])
  func answer(_ prompt: String, _ code: Int32, _ words: String) async throws {
    let file = NSTemporaryDirectory() + "schema-\(UUID().uuidString).json"
    try Self.schema.write(toFile: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: file) }
    let run = ProgramRun(arguments: ["exec", "--demo", "-q", "--schema", file, prompt])
    let outcome = try await run.outcome()
    #expect(outcome.code == code, "\(outcome.error)")
    #expect(words.isEmpty || outcome.error.contains(words), "\(outcome.error)")
    #expect(outcome.out.contains(prompt.dropFirst("echo ".count)))
  }

  @Test("The simulator answers by the schema, where it is not told what to say")
  func simulated() async throws {
    let file = NSTemporaryDirectory() + "schema-\(UUID().uuidString).json"
    try Self.schema.write(toFile: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: file) }
    let run = ProgramRun(arguments: ["exec", "--demo", "-q", "--schema", file, "How old?"])
    let outcome = try await run.outcome()
    #expect(outcome.code == 0, "\(outcome.error)")
    #expect(outcome.out.contains(#"{"age":1}"#))
  }

  @Test("A file that is a pipe is read once")
  func pipe() async throws {
    var run = ProgramRun(arguments: ["exec", "--demo", "-q", "--file", "/dev/stdin", "echo x"])
    run.input = .bytes(Array("from a pipe\n".utf8))
    let outcome = try await run.outcome()
    #expect(outcome.out.contains("from a pipe"), "\(outcome.error)")
  }

  @Test("What is no schema is told before anything is asked")
  func noSchema() async throws {
    let run = ProgramRun(arguments: ["exec", "--demo", "--schema", "/dev/null", "hi"])
    let outcome = try await run.outcome()
    #expect(outcome.code == 2)
    #expect(outcome.error.contains("is no JSON"))
  }
}
