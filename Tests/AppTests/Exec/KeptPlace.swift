import Engine
import Foundation

@testable import App

/// A home with one kept conversation, `abcd1234`.
struct KeptPlace {
  let home: String
  var state: String { home + "/.local/state/codex-tui" }

  init() async throws {
    home = NSTemporaryDirectory() + "codex-tui-resume-\(UUID().uuidString)"
    let archive = Archive(folder: state)
    _ = try await archive.add(Self.conversation)
    await archive.close()
  }

  func remove() { try? FileManager.default.removeItem(atPath: home) }

  static var conversation: Conversation {
    var transcript = Transcript()
    transcript.begin(
      Turn(
        id: Turn.ID(1), prompt: Prompt("tell me about zebras"),
        reply: Reply(
          source: .init(profile: "cloud", provider: "far", requestedModel: "big"),
          status: .complete, reasoning: "", text: "They have stripes."),
        created: 1_790_000_000_000))
    transcript.settle()
    var summary = ConversationSummary(
      id: ConversationID("abcd1234"), created: 1_790_000_000_000)
    summary.proposedTitle = "tell me: about zebras"
    return Conversation(summary: summary, transcript: transcript)
  }
}
