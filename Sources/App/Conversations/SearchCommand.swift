import ArgumentParser
import Engine
import TUI

/// Words in every kept conversation.
struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Finds words in prompts, answers and thinking of every kept conversation.",
    discussion: "Every word must be there; words in quotation marks stand together.")

  @Argument(help: "What to look for.") var words: [String]

  @Flag(help: "One JSON object per place and line.") var json = false

  @Option(help: "How many places at most.") var limit = 20

  mutating func run() async throws {
    let (question, limit) = (words.joined(separator: " "), max(1, limit))
    let hits = try await ArchiveCommand.use { try await $0.search(question, limit: limit) }
    for hit in hits { StandardOutput.write((json ? Self.json(hit) : Self.lines(hit)) + "\n") }
    if hits.isEmpty {
      StandardError.write(ConversationsMessages.nothingFound + "\n")
      Process.exit(.other)
    }
  }

  private static func lines(_ hit: SearchHit) -> String {
    let title = Sanitizer.sanitize(hit.conversation.title)
    let time = CivilTime(milliseconds: hit.created).words
    return "\(hit.conversation.id)  \(time)  \(title)\n"
      + "    \(hit.place.rawValue): \(Sanitizer.sanitize(hit.snippet))"
  }

  private static func json(_ hit: SearchHit) -> String {
    let row: JSON = [
      "v": 1, "conversation": .string(hit.conversation.id.rawValue),
      "title": .string(hit.conversation.title), "turn": .int(Int(hit.turn.rawValue)),
      "created": .string(CivilTime(milliseconds: hit.created).text),
      "place": .string(hit.place.rawValue), "snippet": .string(hit.snippet),
    ]
    return row.text
  }
}
