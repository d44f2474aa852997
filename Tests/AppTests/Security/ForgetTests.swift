import Foundation
import Support
import Testing

@testable import App

@Suite("forget ALL leaves nothing", .limit(minutes: 1))
struct ForgetTests {
  private func forget(_ home: String, _ what: String...) async throws -> ProgramRun.Outcome {
    try await ProgramRun(arguments: ["forget"] + what, environment: ["HOME": home]).outcome()
  }

  @Test("Every file is gone, links are not followed, and only the word ALL does it")
  func all() async throws {
    let place = try await KeptPlace()
    defer { place.remove() }
    let precious = place.home + "/precious"
    try Data("x".utf8).write(to: URL(fileURLWithPath: precious))
    for name in [
      "replies.jsonl", "prompts.jsonl", "codex-tui.log", "conversations.damaged-1.sqlite",
    ] {
      try Data("zebras".utf8).write(to: URL(fileURLWithPath: place.state + "/" + name))
    }
    try FileManager.default.createDirectory(
      atPath: place.state + "/drafts", withIntermediateDirectories: true)
    try Data("zebras".utf8).write(to: URL(fileURLWithPath: place.state + "/drafts/1-a.json"))
    symlink(precious, place.state + "/link")
    symlink(place.home, place.state + "/folder-link")
    for wrong in [["all"], []] {
      let run = ProgramRun(arguments: ["forget"] + wrong, environment: ["HOME": place.home])
      #expect(try await run.outcome().code == 2)
    }
    #expect(FileManager.default.fileExists(atPath: place.state + "/conversations.sqlite"))
    let outcome = try await forget(place.home, "ALL")
    #expect(outcome.code == 0, "\(outcome.error)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.state) == [])
    #expect(FileManager.default.fileExists(atPath: precious))
    let again = try await forget(place.home, "ALL")
    #expect(again.code == 0 && again.error.contains("0 files"), "\(again.error)")
  }

  @Test("What another program keeps is not taken from under it")
  func inUse() async throws {
    let place = try await KeptPlace()
    defer { place.remove() }
    let writers = place.state + "/writers"
    try FileManager.default.createDirectory(atPath: writers, withIntermediateDirectories: true)
    let held = open(writers + "/1-a", O_RDWR | O_CREAT, 0o600)
    defer { close(held) }
    flock(held, LOCK_EX)
    let outcome = try await forget(place.home, "ALL")
    #expect(outcome.code != 0 && outcome.error.contains("Another codex-tui"), "\(outcome.error)")
    #expect(FileManager.default.fileExists(atPath: place.state + "/conversations.sqlite"))
  }
}
