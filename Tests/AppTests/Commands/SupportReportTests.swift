import Foundation
import Testing

@testable import App

@Suite("doctor --report", .limit(minutes: 1))
struct SupportReportTests {
  @Test("One file holds what helps, in English, and neither a key nor the home folder's name")
  func report() async throws {
    let home = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: home) }
    let own = home.appending(path: ".config/codex-tui")
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    let key = "sk-Ab3dEf6hIj9lMn2pQr5tUv8x"
    try Data(
      """
      profile = "desk"
      [model_providers.desk]
      name = "Desk"
      base_url = "http://127.0.0.1:9/v1"
      experimental_bearer_token = "\(key)"
      [profiles.desk]
      model_provider = "desk"
      model = "some-model"
      """.utf8
    ).write(to: own.appending(path: "config.toml"))
    let recording = home.appending(path: "r.jsonl")
    try Data("{\"said\":\"hello\", \"authorization\":\"Bearer \(key)\"}\n".utf8).write(
      to: recording)
    let file = home.appending(path: "report.md")
    let outcome = try await ProgramRun(
      arguments: ["doctor", "--report", file.path, "--recording", recording.path],
      environment: ["HOME": home.path, "LANG": "zh_CN.UTF-8", "TERM": "xterm"]
    ).outcome()
    #expect(outcome.code == 1, "no server answers: \(outcome.error)")
    #expect(outcome.error.contains("is written"))
    let text = try String(contentsOf: file, encoding: .utf8)
    for part in [
      "# codex-tui \(Version.text)", "What the doctor found", "some-model", "TERM=xterm", "said",
      "started",
    ] { #expect(text.contains(part), "\(part)") }
    #expect(!text.contains(key) && !text.contains(home.path), "\(text)")
    #expect(text.unicodeScalars.allSatisfy { !(0x4E00...0x9FFF).contains($0.value) })
    let permissions = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    #expect(permissions as? Int == 0o600)
  }

  @Test("It goes with a recording of its own, and not with JSON")
  func usage() async throws {
    for arguments in [["doctor", "--recording", "x"], ["doctor", "--json", "--report", "x"]] {
      #expect(try await ProgramRun(arguments: arguments).outcome().code == 2, "\(arguments)")
    }
  }
}
