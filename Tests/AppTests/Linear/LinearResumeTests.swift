import Engine
import Support
import Testing

@testable import App

@Suite("Kept conversations in plain lines", .limit(minutes: 2))
struct LinearResumeTests {
  private func lines(
    _ arguments: [String], typed: String, home: String
  ) async throws -> ProgramRun.Outcome {
    try await ProgramRun(
      arguments: arguments + ["--demo"], input: .bytes(Array(typed.utf8)),
      environment: ["HOME": home]
    ).outcome()
  }

  @Test("resume --linear says where it goes on, and asks in that conversation")
  func goesOn() async throws {
    let place = try await KeptPlace()
    defer { place.remove() }
    let outcome = try await lines(
      ["resume", "--linear", "--last"], typed: "and giraffes?\n", home: place.home)
    #expect(outcome.code == 0, "\(outcome)")
    #expect(outcome.out.contains("going on with tell me: about zebras, 1 turn; the last one:"))
    #expect(outcome.out.contains("you: tell me about zebras\nanswer: They have stripes.\n"))
    let archive = Archive(folder: place.state)
    let kept = try await archive.conversation(ConversationID("abcd1234"))
    await archive.close()
    #expect(
      kept.transcript.settled.map(\.prompt.text) == ["tell me about zebras", "and giraffes?"])
    #expect(outcome.error.contains("codex-tui resume --demo abcd1234"))
  }

  @Test("/resume lists what is kept, opens one, and says when there is none of the name")
  func command() async throws {
    let place = try await KeptPlace()
    defer { place.remove() }
    let outcome = try await lines(
      ["--linear"], typed: "/resume\n/resume zzzz\n/resume abcd\n", home: place.home)
    let places = ["abcd1234  ", "There is no conversation zzzz.", "going on with tell me"]
      .map { outcome.out.firstRange(of: $0)?.lowerBound }
    #expect(places.allSatisfy { $0 != nil }, "\(outcome)")
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
  }

  @Test("A conversation that is not there ends it with the next step, before anything is asked")
  func missing() async throws {
    let place = try await KeptPlace()
    defer { place.remove() }
    let outcome = try await lines(["resume", "--linear", "zzzz"], typed: "hi\n", home: place.home)
    #expect(outcome.code == 1 && outcome.error.contains("There is no conversation zzzz."))
    #expect(!outcome.out.contains("answer:"))
  }
}
