import ArgumentParser
import Engine
import TUI

/// The kept conversations from the shell.
struct SessionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sessions", abstract: "Lists, names, sorts and deletes kept conversations.",
    subcommands: [
      List.self, Rename.self, Pin.self, Unpin.self, Tag.self, Untag.self, ArchiveAway.self,
      Unarchive.self, Delete.self, Undelete.self, Check.self,
    ], defaultSubcommand: List.self)

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists conversations: pinned ones first, then by their last change.")

    @Flag(help: "Those put away with archive.") var archived = false
    @Flag(help: "Those deleted in the last thirty days.") var deleted = false
    @Option(help: "Those with this tag.") var tag: String?
    @Flag(help: "One JSON object per conversation and line.") var json = false

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
      let turns = Plural.count(summary.turnCount, "turn")
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
      abstract: "Asks SQLite whether the archive is whole.")

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
      abstract: "Gives a conversation a title; none gives the proposed one back.")
    static let done = ConversationsMessages.renamed
    @Argument(help: "The id, or how it begins.", completion: .conversation) var id: String
    @Argument(help: "The title.") var title: [String] = []
    var change: Archive.Change { .title(title.joined(separator: " ")) }
  }

  struct Pin: ConversationChange {
    static let configuration = CommandConfiguration(abstract: "Puts a conversation first.")
    static let done = ConversationsMessages.pinned
    @Argument(help: "The id, or how it begins.", completion: .conversation) var id: String
    var change: Archive.Change { .pinned(true) }
  }

  struct Unpin: ConversationChange {
    static let configuration = CommandConfiguration(abstract: "Takes the pin out again.")
    static let done = ConversationsMessages.unpinned
    @Argument(help: "The id, or how it begins.", completion: .conversation) var id: String
    var change: Archive.Change { .pinned(false) }
  }

  struct Tag: ConversationChange {
    static let configuration = CommandConfiguration(abstract: "Adds a tag.")
    static let done = ConversationsMessages.tagged
    @Argument(help: "The id, or how it begins.", completion: .conversation) var id: String
    @Argument(help: "The tag.") var tag: String
    var change: Archive.Change { .tagged(tag) }
  }

  struct Untag: ConversationChange {
    static let configuration = CommandConfiguration(abstract: "Takes a tag away.")
    static let done = ConversationsMessages.untagged
    @Argument(help: "The id, or how it begins.", completion: .conversation) var id: String
    @Argument(help: "The tag.") var tag: String
    var change: Archive.Change { .untagged(tag) }
  }

  struct ArchiveAway: ConversationChange {
    static let configuration = CommandConfiguration(
      commandName: "archive", abstract: "Takes a conversation out of the list; search finds it.")
    static let done = ConversationsMessages.archived
    @Argument(help: "The id, or how it begins.", completion: .conversation) var id: String
    var change: Archive.Change { .archived(true) }
  }

  struct Unarchive: ConversationChange {
    static let configuration = CommandConfiguration(abstract: "Puts it into the list again.")
    static let done = ConversationsMessages.unarchived
    @Argument(help: "The id, or how it begins.", completion: .conversation) var id: String
    var change: Archive.Change { .archived(false) }
  }

  struct Delete: ConversationChange {
    static let configuration = CommandConfiguration(
      abstract: "Deletes a conversation; it can be restored for thirty days.")
    static let done = ConversationsMessages.deleted
    @Argument(help: "The id, or how it begins.", completion: .conversation) var id: String
    @Flag(help: "For good, at once: nothing brings it back.") var now = false
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
    static let configuration = CommandConfiguration(abstract: "Brings a deleted one back.")
    static let done = ConversationsMessages.undeleted
    @Argument(help: "The id, or how it begins.", completion: .conversation) var id: String
    var change: Archive.Change { .deleted(false) }
  }
}
