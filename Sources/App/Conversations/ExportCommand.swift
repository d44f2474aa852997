import ArgumentParser
import Engine
import SystemPackage
import TUI

/// A conversation as a file for people or programs.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: say(
      "Writes a conversation as Markdown, JSON, plain text or a page of HTML.",
      zh: "将对话写成 Markdown、JSON、纯文本或 HTML 页面。"),
    discussion: say(
      "JSON holds every branch and can be imported; the others show the current one. "
        + "Keys and tokens are left out.",
      zh:
        """
        JSON 包含所有分支，可以再导入；其他格式只含当前分支。密钥和令牌会被略去。
        """))

  enum Format: String, ExpressibleByArgument, CaseIterable, Sendable {
    case markdown, json, text, html

    /// What a file's name asks for; `nil` for one without an ending.
    ///
    /// - Throws: for an ending of something else, which the file would not be.
    static func asked(by file: String?, among formats: [Format] = allCases) throws -> Format? {
      guard let ending = file.flatMap({ FilePath($0).extension }) else { return nil }
      let names = ["md": Format.markdown, "json": .json, "txt": .text, "html": .html, "htm": .html]
        .filter { formats.contains($0.value) }
      guard let format = names[ending.lowercased()] else {
        throw Failure(.usage, ConversationsMessages.noFormat(ending, known: names.keys.sorted()))
      }
      return format
    }
  }

  @Argument(
    help: ArgumentHelp(
      say(
        "The id, or how it begins; without one, the conversation changed last.",
        zh: "id 或其开头；省略时为最近更改的对话。")),
    completion: .conversation)
  var id: String?

  @Option(
    help: ArgumentHelp(
      say(
        "markdown, json, text or html; without it, what the file's name says.",
        zh: "markdown、json、text 或 html；省略时由文件名决定。")))
  var format: Format?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(say("The file; without one, stdout.", zh: "输出文件；省略时为 stdout。"))) var output:
    String?

  mutating func run() async throws {
    let format = try format ?? Format.asked(by: output) ?? .markdown
    let conversation = try await ArchiveCommand.conversation(matching: id)
    let text = Self.text(conversation, format, try ArchiveCommand.redaction())
    try NamedFile.write(text, to: output, permissions: .ownerReadWrite)
  }

  static func text(
    _ conversation: Conversation, _ format: Format, _ redaction: Redaction
  ) -> String {
    switch format {
    case .markdown: ConversationText.markdown(conversation, redaction)
    case .text: ConversationText.plain(conversation, redaction)
    case .html: ConversationPage.html(conversation, redaction)
    case .json: ConversationFile.json(conversation, redaction).text + "\n"
    }
  }
}

/// Conversations from files.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: say(
      "Keeps conversations from our own JSON or from Codex's rollout files.",
      zh: "导入对话：本程序的 JSON 或 Codex 的 rollout 文件。"))

  @Argument(help: ArgumentHelp(say("The files.", zh: "要导入的文件。"))) var files: [String]

  mutating func run() async throws {
    let conversations = try files.map { try Self.read($0) }
    try await ArchiveCommand.use { archive in
      for conversation in conversations {
        let id = try await archive.add(conversation)
        let count = conversation.turns.count
        StandardOutput.write("\(id)  \(say(Plural.count(count, "turn"), zh: "\(count) 轮"))\n")
      }
    }
  }

  private static func read(_ file: String) throws -> Conversation {
    let bytes = try NamedFile.read(file)
    do throws(EngineError) {
      return try conversation(bytes, file)
    } catch {
      throw Failure(error)
    }
  }

  static func conversation(
    _ bytes: [UInt8], _ name: String
  ) throws(EngineError) -> Conversation {
    CodexRollout.isOne(bytes)
      ? try CodexRollout.conversation(bytes, named: name)
      : try ConversationFile.conversation(bytes, named: name)
  }
}
