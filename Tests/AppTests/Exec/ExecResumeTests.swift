import ArgumentParser
import Engine
import Foundation
import Simulator
import Support
import Testing

@testable import App

@Suite("exec goes on with a kept conversation", .limit(minutes: 2), .serialized)
struct ExecResumeTests {
  private func exec(
    _ arguments: [String], in place: KeptPlace
  ) async throws -> (ProgramRun.Outcome, [LoggedRequest]) {
    var options = SimulatorOptions()
    options.speed = .infinity
    let simulator = Simulator(options)
    let port = try await simulator.start()
    let address = "model_providers.lmstudio.base_url=http://127.0.0.1:\(port)/v1"
    let run = ProgramRun(
      arguments: ["exec", "-c", address, "-m", "qwen/qwen3-4b", "-q"] + arguments,
      environment: ["HOME": place.home])
    let outcome = try await run.outcome()
    await simulator.stop()
    return (outcome, await simulator.log)
  }

  @Test(
    "On another profile, with all that was said; the new turn is kept in it",
    arguments: [["--last"], ["--resume", "abcd"]])
  func goesOn(_ choice: [String]) async throws {
    let place = try await KeptPlace()
    defer { place.remove() }
    let (outcome, requests) = try await exec(choice + ["and giraffes?"], in: place)
    #expect(outcome.code == 0, "\(outcome.error)")
    let body = requests.last { $0.method == "POST" }?.body ?? ""
    #expect(body.contains("They have stripes."))
    let archive = Archive(folder: place.state)
    let kept = try await archive.conversation(ConversationID("abcd1234"))
    await archive.close()
    let turns = kept.transcript.settled
    #expect(turns.map(\.prompt.text) == ["tell me about zebras", "and giraffes?"])
    #expect(turns.map(\.reply.source.profile) == ["cloud", "local"])
    #expect(turns.last.map { $0.reply.text.string + "\n" } == outcome.out)
  }

  @Test("Lines of JSON name the conversation that is gone on with")
  func named() async throws {
    let place = try await KeptPlace()
    defer { place.remove() }
    let (outcome, _) = try await exec(["--json", "--last", "and giraffes?"], in: place)
    let start = outcome.out.split(separator: "\n").first.flatMap { JSON(parsing: String($0)) }
    #expect(start?["conversation"] == "abcd1234", "\(outcome)")
  }

  @Test("A conversation that is not there, or both choices at once, costs no request")
  func refusals() async throws {
    let place = try await KeptPlace()
    defer { place.remove() }
    let (missing, requests) = try await exec(["--resume", "zzzz", "hi"], in: place)
    #expect(missing.code == 1 && missing.error.contains("There is no conversation zzzz."))
    #expect(requests.isEmpty)
    #expect(try await exec(["--resume", "abcd", "--last", "hi"], in: place).0.code == 2)
  }

  @Test("A shell is offered ids, with titles where it shows them")
  func candidates() {
    let summary = KeptPlace.conversation.summary
    #expect(CompletionWords.candidate(summary, for: .bash) == "abcd1234")
    #expect(CompletionWords.candidate(summary, for: .fish) == "abcd1234\ttell me: about zebras")
    #expect(CompletionWords.candidate(summary, for: .zsh) == "abcd1234:tell me\\: about zebras")
  }

  @Test("The completion script asks the program, which answers with the kept ids")
  func completion() async throws {
    let place = try await KeptPlace()
    defer { place.remove() }
    let run = ProgramRun(
      arguments: [
        "---completion", "exec", "--", "--resume", "3", "0", "codex-tui", "exec", "--resume",
      ],
      environment: ["HOME": place.home, "SAP_SHELL": "bash"])
    let outcome = try await run.outcome()
    #expect(outcome.out.split(separator: "\n").contains("abcd1234"), "\(outcome)")
  }
}
