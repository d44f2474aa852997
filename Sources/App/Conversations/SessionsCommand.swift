import ArgumentParser
import Engine
import TUI

/// The kept conversations from the shell.
struct SessionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sessions",
    abstract: say("Lists, names, sorts and deletes kept conversations.", zh: "列出、命名、整理和删除已保存的对话。"),
    subcommands: [
      List.self, Rename.self, Pin.self, Unpin.self, Tag.self, Untag.self, ArchiveAway.self,
      Unarchive.self, Delete.self, Undelete.self, Check.self,
    ], defaultSubcommand: List.self)

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: say(
        "Lists conversations: pinned ones first, then by their last change.",
        zh: "列出对话：置顶的在前，其余按最近更改排序。"))

    @Flag(help: ArgumentHelp(say("Those put away with archive.", zh: "已用 archive 归档的对话。")))
    var archived = false
    @Flag(help: ArgumentHelp(say("Those deleted in the last thirty days.", zh: "最近三十天内删除的对话。")))
    var deleted = false
    @Option(help: ArgumentHelp(say("Those with this tag.", zh: "带有此标签的对话。"))) var tag: String?
    @Flag(
      help: ArgumentHelp(say("One JSON object per conversation and line.", zh: "每个对话输出一行 JSON 对象。"))
    ) var json = false

    mutating func run() async throws {
      let selection: Archive.Selection =
        if let tag { .tagged(tag) } else if deleted { .deleted } else if archived { .archived } else
        {
          .current
        }
      let found = try await ArchiveCommand.use { try await $0.summaries(selection) }
      var text = ""
      for summary in found { text += (json ? Self.json(summary) : Self.line(summary)) + "\n" }
      StandardOutput.write(text)
      if found.isEmpty { StandardError.write(ConversationsMessages.noConversations + "\n") }
    }

    static func line(_ summary: ConversationSummary) -> String {
      let turns = say(Plural.count(summary.turnCount, "turn"), zh: "\(summary.turnCount) 轮")
      var words = [
        summary.id.description, CivilTime(milliseconds: summary.changed).words,
        (summary.isPinned ? "★ " : "") + Sanitizer.sanitize(summary.title), turns,
        Sanitizer.sanitize(summary.model),
      ]
      words += summary.tags.map { "#" + Sanitizer.sanitize($0) }
      return words.filter { !$0.isEmpty }.joined(separator: "  ")
    }

    static func json(_ summary: ConversationSummary) -> String {
      let row: JSON = [
        "v": 1, "id": .string(summary.id.rawValue), "title": .string(summary.title),
        "created": .string(CivilTime(milliseconds: summary.created).text),
        "changed": .string(CivilTime(milliseconds: summary.changed).text),
        "turns": .int(summary.turnCount), "profile": .string(summary.profile),
        "model": .string(summary.model), "tags": .array(summary.tags.map(JSON.string)),
        "pinned": .bool(summary.isPinned), "archived": .bool(summary.isArchived),
        "preview": .string(summary.preview),
      ]
      return row.text
    }
  }

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: say("Asks SQLite whether the archive is whole.", zh: "让 SQLite 检查对话库是否完整。"))

    mutating func run() async throws {
      let (faults, path) = try await ArchiveCommand.use { (try await $0.check(), $0.folder) }
      for fault in faults { StandardError.write(Sanitizer.sanitize(fault) + "\n") }
      guard faults.isEmpty else { throw ConversationsMessages.archiveIsDamaged(in: path) }
      StandardOutput.write(ConversationsMessages.archiveIsWhole + "\n")
    }
  }
}

/// A command that changes one thing about one conversation.
protocol ConversationChange: AsyncParsableCommand {
  var id: String { get }
  var change: Archive.Change { get }
  /// What is said when it is done, after the title.
  static var done: String { get }
}

extension ConversationChange {
  mutating func run() async throws {
    let (id, change) = (id, change)
    let summary = try await ArchiveCommand.use { archive in
      let summary = try await archive.summary(matching: id)
      try await archive.apply(change, to: summary.id)
      return summary
    }
    StandardError.write("\(summary.id) \(Sanitizer.sanitize(summary.title)): \(Self.done)\n")
  }
}

extension SessionsCommand {
  struct Rename: ConversationChange {
    static let configuration = CommandConfiguration(
      commandName: "rename",
      abstract: say(
        "Gives a conversation a title; none gives the proposed one back.", zh: "为对话设置标题；留空则恢复自动标题。")
    )
    static var done: String { ConversationsMessages.renamed }
    @Argument(
      help: ArgumentHelp(say("The id, or how it begins.", zh: "id 或其开头。")),
      completion: .conversation) var id: String
    @Argument(help: ArgumentHelp(say("The title.", zh: "标题。"))) var title: [String] = []
    var change: Archive.Change { .title(title.joined(separator: " ")) }
  }

  struct Pin: ConversationChange {
    static let configuration = CommandConfiguration(
      commandName: "pin",
      abstract: say("Puts a conversation first.", zh: "置顶对话。"))
    static var done: String { ConversationsMessages.pinned }
    @Argument(
      help: ArgumentHelp(say("The id, or how it begins.", zh: "id 或其开头。")),
      completion: .conversation) var id: String
    var change: Archive.Change { .pinned(true) }
  }

  struct Unpin: ConversationChange {
    static let configuration = CommandConfiguration(
      commandName: "unpin",
      abstract: say("Takes the pin out again.", zh: "取消置顶。"))
    static var done: String { ConversationsMessages.unpinned }
    @Argument(
      help: ArgumentHelp(say("The id, or how it begins.", zh: "id 或其开头。")),
      completion: .conversation) var id: String
    var change: Archive.Change { .pinned(false) }
  }

  struct Tag: ConversationChange {
    static let configuration = CommandConfiguration(
      commandName: "tag", abstract: say("Adds a tag.", zh: "添加标签。"))
    static var done: String { ConversationsMessages.tagged }
    @Argument(
      help: ArgumentHelp(say("The id, or how it begins.", zh: "id 或其开头。")),
      completion: .conversation) var id: String
    @Argument(help: ArgumentHelp(say("The tag.", zh: "标签。"))) var tag: String
    var change: Archive.Change { .tagged(tag) }
  }

  struct Untag: ConversationChange {
    static let configuration = CommandConfiguration(
      commandName: "untag", abstract: say("Takes a tag away.", zh: "移除标签。"))
    static var done: String { ConversationsMessages.untagged }
    @Argument(
      help: ArgumentHelp(say("The id, or how it begins.", zh: "id 或其开头。")),
      completion: .conversation) var id: String
    @Argument(help: ArgumentHelp(say("The tag.", zh: "标签。"))) var tag: String
    var change: Archive.Change { .untagged(tag) }
  }

  struct ArchiveAway: ConversationChange {
    static let configuration = CommandConfiguration(
      commandName: "archive",
      abstract: say(
        "Takes a conversation out of the list; search finds it.", zh: "归档对话：不再列出，但仍可搜索到。"))
    static var done: String { ConversationsMessages.archived }
    @Argument(
      help: ArgumentHelp(say("The id, or how it begins.", zh: "id 或其开头。")),
      completion: .conversation) var id: String
    var change: Archive.Change { .archived(true) }
  }

  struct Unarchive: ConversationChange {
    static let configuration = CommandConfiguration(
      commandName: "unarchive",
      abstract: say("Puts it into the list again.", zh: "取消归档，重新列出对话。"))
    static var done: String { ConversationsMessages.unarchived }
    @Argument(
      help: ArgumentHelp(say("The id, or how it begins.", zh: "id 或其开头。")),
      completion: .conversation) var id: String
    var change: Archive.Change { .archived(false) }
  }

  struct Delete: ConversationChange {
    static let configuration = CommandConfiguration(
      commandName: "delete",
      abstract: say(
        "Deletes a conversation; it can be restored for thirty days.", zh: "删除对话；三十天内可恢复。"))
    static var done: String { ConversationsMessages.deleted }
    @Argument(
      help: ArgumentHelp(say("The id, or how it begins.", zh: "id 或其开头。")),
      completion: .conversation) var id: String
    @Flag(help: ArgumentHelp(say("For good, at once: nothing brings it back.", zh: "立即永久删除，无法恢复。")))
    var now = false
    var change: Archive.Change { .deleted(true) }

    mutating func run() async throws {
      let (id, change, now) = (id, change, now)
      let summary = try await ArchiveCommand.use { archive in
        let summary = try await archive.summary(matching: id)
        if now {
          try await archive.erase([summary.id])
        } else {
          try await archive.apply(change, to: summary.id)
        }
        return summary
      }
      let done = now ? ConversationsMessages.erased : Self.done
      StandardError.write("\(summary.id) \(Sanitizer.sanitize(summary.title)): \(done)\n")
    }
  }

  struct Undelete: ConversationChange {
    static let configuration = CommandConfiguration(
      commandName: "undelete",
      abstract: say("Brings a deleted one back.", zh: "恢复已删除的对话。"))
    static var done: String { ConversationsMessages.undeleted }
    @Argument(
      help: ArgumentHelp(say("The id, or how it begins.", zh: "id 或其开头。")),
      completion: .conversation) var id: String
    var change: Archive.Change { .deleted(false) }
  }
}
