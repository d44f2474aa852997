import Engine
import Foundation

/// An archive in a folder of its own, and conversations to put into it.
struct Kept {
  let archive: Archive
  let folder: String

  init(date: Int64 = 1_790_000_000_000) {
    folder = NSTemporaryDirectory() + "codex-tui-archive-\(UUID().uuidString)"
    archive = Archive(folder: folder) { date }
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  var database: String { folder + "/conversations.sqlite" }

  static let source = Reply.Source(
    profile: "local", provider: "lmstudio", requestedModel: "openai/gpt-oss-20b")

  static func turn(
    _ id: Int64, _ prompt: String, thinking: String = "", answer: String,
    status: Reply.Status = .complete
  ) -> Turn {
    Turn(
      id: Turn.ID(id), prompt: Prompt(prompt),
      reply: Reply(
        source: source, status: status, reasoning: thinking, text: answer,
        usage: Usage(promptTokens: 12, completionTokens: 34, tokensPerSecond: 48.25),
        clock: StageClock(spans: [
          .init(stage: .think, start: .milliseconds(0), end: .milliseconds(1250)),
          .init(stage: .answer, start: .milliseconds(1250), end: .milliseconds(2000)),
        ]), notices: ["a word"], responseID: "resp_\(id)"), created: id)
  }

  /// A conversation of turns that follow each other.
  static func conversation(_ id: String, _ turns: [Turn]) -> Conversation {
    var tree = TurnTree()
    for (index, turn) in turns.enumerated() {
      tree.add(turn.id, after: index > 0 ? turns[index - 1].id : nil)
    }
    var summary = ConversationSummary(
      id: ConversationID(id), created: turns.first?.created ?? 0)
    summary.changed = turns.last?.created ?? 0
    summary.proposedTitle =
      turns.first.map { ConversationSummary.title(proposedBy: $0.prompt) } ?? ""
    return Conversation(
      summary: summary, transcript: Transcript(turns: turns, tree: tree))
  }

  @discardableResult
  func add(_ conversation: Conversation) async throws -> ConversationID {
    try await archive.add(conversation)
  }
}
