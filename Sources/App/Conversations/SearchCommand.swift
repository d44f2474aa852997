import ArgumentParser
import Engine
import TUI

/// Words in every kept conversation.
struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: say(
      "Finds words in prompts, answers and thinking of every kept conversation.",
      zh: "在所有已保存对话的提示词、回答和思考中查找词语。"),
    discussion: say(
      "Every word must be there; words in quotation marks stand together.",
      zh: "每个词都必须出现；引号中的词必须相连。"))

  @Argument(help: ArgumentHelp(say("What to look for.", zh: "要查找的内容。"))) var words: [String]

  @Flag(help: ArgumentHelp(say("One JSON object per place and line.", zh: "每处匹配输出一行 JSON 对象。")))
  var json = false

  @Option(help: ArgumentHelp(say("How many places at most.", zh: "最多显示多少处。"))) var limit = 20

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
      + "    \(ConversationsMessages.place(hit.place)): \(Sanitizer.sanitize(hit.snippet.text))"
  }

  private static func json(_ hit: SearchHit) -> String {
    let row: JSON = [
      "v": 1, "conversation": .string(hit.conversation.id.rawValue),
      "title": .string(hit.conversation.title), "turn": .int(Int(hit.turn.rawValue)),
      "created": .string(CivilTime(milliseconds: hit.created).text),
      "place": .string(hit.place.rawValue), "snippet": .string(hit.snippet.text),
    ]
    return row.text
  }
}
