import Engine
import Support
import TUI
import Testing

@testable import App

/// The program as a user meets it, over a simulated server.
@ScreenActor
@Suite("A conversation", .limit(minutes: 1))
struct ConversationTests {
  @Test("The first frame is drawn before anything is asked of the network")
  func firstFrame() async throws {
    let harness = try await Harness.simulated()
    #expect(harness.screen.presentCount == 1)
    let log = await harness.simulator?.log
    #expect(log?.isEmpty == true)
    #expect(harness.picture.contains("F1 keys"))
    await harness.shutdown()
  }

  @Test("A prompt warms the model up, shows its thinking in brackets and its answer beside it")
  func firstLight() async throws {
    let harness = try await Harness.simulated()
    harness.type("tell me about ncurses\n")
    await harness.until { $0.session.transcript.settled.count == 1 }
    let turn = try #require(harness.state.session.transcript.settled.first)
    #expect(turn.reply.status == .complete)
    #expect(!turn.reply.reasoning.isEmpty)
    #expect(!turn.reply.text.isEmpty)
    #expect(
      turn.reply.usage.loadSeconds != nil || harness.state.session.warmUp.state == .ready,
      "a cold model loads, for the prompt or before it")
    #expect(harness.picture.contains("["))
    #expect(harness.picture.contains("]"))
    #expect(harness.picture.contains("you"))
    await harness.shutdown()
  }

  @Test("Switching the profile keeps the conversation and says so")
  func switching() async throws {
    let harness = try await Harness.simulated()
    harness.type("first\n")
    await harness.until { $0.session.transcript.settled.count == 1 }
    harness.press("f2")
    await harness.until { $0.session.profile.name == "chat" }
    await harness.until { $0.session.warmUp.state == .ready }
    harness.type("second\n")
    await harness.until { $0.session.transcript.settled.count == 2 }
    let turns = harness.state.session.transcript.settled
    #expect(turns.map(\.reply.source.profile) == ["local", "chat"])
    #expect(turns.map(\.reply.status) == [.complete, .complete])
    harness.press("tab", "tab", "home")
    harness.press("end")
    #expect(harness.state.session.transcript.count == 2)
    await harness.shutdown()
  }

  @Test("Enter while a reply streams queues; the queued prompt is sent when it ends")
  func queueing() async throws {
    let harness = try await Harness.simulated()
    harness.type("first\n")
    harness.type("second\n")
    await harness.until { $0.session.transcript.settled.count == 2 }
    #expect(
      harness.state.session.transcript.settled.map(\.prompt.text) == ["first", "second"])
    await harness.shutdown()
  }

  @Test("A dead port says which server, where, and the command that starts it; the draft stays")
  func offline() async throws {
    let harness = try await Harness.simulated()
    await harness.simulator?.stop()
    await harness.engine.beginWarmUp(force: false)
    await harness.until { $0.session.warmUp.state.isOffline }
    harness.type("still here")
    #expect(harness.picture.contains("No server answers at http://127.0.0.1:"))
    #expect(harness.picture.contains("still here"))
    #expect(harness.picture.contains("offline"))
    harness.type("\n")
    await harness.until { $0.session.transcript.settled.count == 1 }
    #expect(harness.state.session.transcript.settled[0].prompt.text == "still here")
    #expect(harness.picture.contains("still here"))
    await harness.shutdown()
  }
}

extension WarmUp.State {
  var isOffline: Bool {
    if case .offline = self { true } else { false }
  }
}
