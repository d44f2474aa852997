import ArgumentParser
import Engine
import TUI

/// Two replies of a kept conversation as one document: figures, and the words that differ.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: say(
      "Writes two replies of a conversation side by side, as Markdown or a page of HTML.",
      zh: "将对话中的两条回复并排写成 Markdown 或 HTML 页面。"),
    discussion: say(
      "A turn is its number; 3.2 is the second alternative of the third. Without --turns, the last turn and the "
        + "alternative before it, or the turn before. Keys and tokens are left out.",
      zh:
        """
        每一轮以序号表示；3.2 是第三轮的第二个备选。省略 --turns 时，比较最后一轮
        与它的前一个备选，或与前一轮。密钥和令牌会被略去。
        """))

  enum Format: String, ExpressibleByArgument, CaseIterable, Sendable { case markdown, html }

  @Argument(
    help: ArgumentHelp(
      say(
        "The id, or how it begins; without one, the conversation changed last.",
        zh: "id 或其开头；省略时为最近更改的对话。")),
    completion: .conversation)
  var id: String?

  @Option(
    help: ArgumentHelp(
      say("The two: 2,5 or 3.1,3.2.", zh: "要比较的两轮：2,5 或 3.1,3.2。"), valueName: "turns"))
  var turns: String?

  @Option(
    help: ArgumentHelp(
      say(
        "markdown or html; without it, what the file's name says.", zh: "markdown 或 html；省略时由文件名决定。"
      )))
  var format: Format?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(say("The file; without one, stdout.", zh: "输出文件；省略时为 stdout。"))) var output:
    String?

  mutating func run() async throws {
    let format =
      try format ?? Self.format(ExportCommand.Format.asked(by: output, among: [.markdown, .html]))
    let conversation = try await ArchiveCommand.conversation(matching: id)
    let (first, second) = try Self.pair(turns, in: conversation.transcript)
    let redaction = try ArchiveCommand.redaction()
    let text =
      switch format {
      case .markdown: ComparisonText.markdown(first, second, redaction)
      case .html: ComparisonText.html(first, second, redaction)
      }
    try NamedFile.write(text, to: output, permissions: .ownerReadWrite)
  }

  private static func format(_ asked: ExportCommand.Format?) -> Format {
    asked == .html ? .html : .markdown
  }

  static func pair(_ turns: String?, in transcript: Transcript) throws -> (Turn, Turn) {
    guard let turns else {
      guard let last = transcript.settled.last, let other = transcript.counterpart(of: last)
      else { throw Failure(.usage, ConversationsMessages.noSecondTurn) }
      return (other, last)
    }
    let found = turns.split(separator: ",").map { TurnReference($0)?.turn(in: transcript) }
    guard found.count == 2, let first = found[0], let second = found[1] else {
      throw Failure(.usage, ConversationsMessages.noSuchTurns(turns))
    }
    return (first, second)
  }
}
