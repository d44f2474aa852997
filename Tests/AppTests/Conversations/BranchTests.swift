import Engine
import Foundation
import Support
import TUI
import Testing

@testable import App

/// Branches and kept conversations on the screen, over a simulated server.
@ScreenActor
@Suite("Earlier turns", .limit(minutes: 2))
struct BranchTests {
  private func ask(_ harness: Harness, _ prompt: String) async {
    let count = harness.state.session.transcript.count
    harness.type(prompt + "\n")
    await harness.until { $0.session.transcript.settled.count == count + 1 }
  }

  @Test("Alt+R asks again; Alt+PgUp and Alt+PgDn walk the alternatives, which the picture counts")
  func alternatives() async throws {
    let harness = try await Harness.simulated()
    await ask(harness, "tell me about ncurses")
    let first = try #require(harness.state.session.transcript.settled.first?.id)
    harness.press("alt+r")
    await harness.until { $0.session.transcript.settled.first.map { $0.id != first } ?? false }
    #expect(
      harness.state.session.transcript.place(of: harness.state.session.transcript[0].id) == (2, 2))
    harness.press("alt+pageup")
    await harness.until { $0.session.transcript.settled.first?.id == first }
    #expect(
      harness.state.session.transcript.place(of: harness.state.session.transcript[0].id) == (1, 2))
    harness.press("alt+pagedown")
    await harness.until { $0.session.transcript.settled.first?.id != first }
    #expect(
      harness.state.session.transcript.place(of: harness.state.session.transcript[0].id) == (2, 2))
    await harness.shutdown()
  }

  @Test("Alt+↑ brings an earlier prompt back; Enter makes a branch, Esc leaves all as it is")
  func editing() async throws {
    let harness = try await Harness.simulated()
    await ask(harness, "first prompt")
    await ask(harness, "second prompt")
    harness.press("alt+up")
    #expect(harness.state.composer.text == "second prompt")
    harness.press("alt+up")
    #expect(harness.state.composer.text == "first prompt")
    harness.press("esc")
    #expect(harness.state.composer.isEmpty)
    #expect(harness.state.session.transcript.count == 2)
    harness.press("alt+up", "alt+up")
    harness.type(" changed\n")
    await harness.until { state in
      state.session.transcript.settled.map(\.prompt.text) == ["first prompt changed"]
    }
    harness.press("alt+z")
    await harness.until { $0.session.transcript.settled.count == 2 }
    await harness.shutdown()
  }

  @Test("Alt+X deletes the last turn, Alt+Z brings it back; a reply that streams refuses both")
  func deleting() async throws {
    let harness = try await Harness.simulated()
    await ask(harness, "first prompt")
    harness.press("alt+z")
    #expect(harness.picture.contains("nothing to take back"))
    harness.press("alt+x")
    await harness.until { $0.session.transcript.isEmpty }
    harness.press("alt+z")
    await harness.until { $0.session.transcript.count == 1 }
    await harness.shutdown()
  }

  @Test("Alt+S lists what is kept, typing searches all of it, Enter opens it to go on")
  func choosing() async throws {
    let folder = NSTemporaryDirectory() + "codex-tui-picker-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let archive = Archive(folder: folder)
    for (index, name) in ["zebras", "giraffes"].enumerated() {
      _ = try await archive.add(Self.conversation(Int64(index + 1), "tell me about \(name)"))
    }
    let harness = try await Harness(
      config: Harness.config.replacing("PORT", with: "9"),
      transport: HTTPTransport(environment: [:]), archive: archive)
    await harness.engine.beginKeeping()
    harness.press("alt+s")
    await harness.until { $0.session.kept.conversations.count == 2 }
    #expect(harness.picture.contains("tell me about zebras"))
    harness.type("stripes 1")
    await harness.until { $0.session.kept.words == "stripes 1" && $0.session.kept.hits.count == 1 }
    #expect(harness.state.session.kept.hits.first?.snippet.text == "All about stripes.")
    harness.press("enter")
    await harness.until { $0.session.transcript.count == 1 }
    #expect(harness.state.session.transcript[0].prompt.text == "tell me about zebras")
    #expect(harness.picture.contains("All about stripes"))
    await harness.shutdown()
  }

  @Test("A template is sent filled in; without its words it stays and says what it wants")
  func templates() async throws {
    let harness = try await Harness.simulated()
    await harness.engine.setTemplates([
      PromptTemplate(name: "about", text: "Tell me about {{what}}, please.")
    ])
    await harness.until { !$0.session.templates.isEmpty }
    harness.type("/about\n")
    #expect(harness.picture.contains("/about wants what."))
    #expect(harness.state.composer.text == "/about")
    harness.type(" wide glyphs\n")
    await harness.until { $0.session.transcript.settled.count == 1 }
    #expect(harness.state.session.transcript[0].prompt.text == "Tell me about wide glyphs, please.")
    await harness.shutdown()
  }

  private static func conversation(_ number: Int64, _ prompt: String) -> Conversation {
    var transcript = Transcript()
    transcript.begin(
      Turn(
        id: Turn.ID(number), prompt: Prompt(prompt),
        reply: Reply(
          source: .init(profile: "local", provider: "sim", requestedModel: "m"),
          status: .complete, reasoning: "the stripes \(number)", text: "All about stripes."),
        created: 1_790_000_000_000))
    transcript.settle()
    var summary = ConversationSummary(id: .random(), created: 1_790_000_000_000)
    summary.proposedTitle = prompt
    return Conversation(summary: summary, transcript: transcript)
  }
}
