import Engine
import Foundation
import Testing

@testable import Engine

/// A kept file of every schema that was ever used, with a conversation in it.
@Suite("Archives of earlier versions")
struct MigrationTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/archives").standardizedFileURL

  @Test("Each schema has its file: a new migration needs one of the schema before it")
  func complete() {
    for stage in 1...ArchiveSchema.migrations.count {
      let file = Self.folder.appending(path: "schema-\(stage).sqlite")
      #expect(FileManager.default.fileExists(atPath: file.path), "\(file.lastPathComponent)")
    }
  }

  @Test(
    "What was kept is read, found and gone on with, and the file is sound",
    arguments: 1...ArchiveSchema.migrations.count)
  func migrates(_ stage: Int) async throws {
    let kept = Kept()
    defer { kept.remove() }
    try FileManager.default.createDirectory(atPath: kept.folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: Self.folder.appending(path: "schema-\(stage).sqlite").path, toPath: kept.database)
    #expect(try await kept.archive.open().setAside == nil)
    let summary = try #require(try await kept.archive.summaries().first)
    #expect(summary.title == "What is a pty?" && summary.turnCount == 2)
    let conversation = try await kept.archive.conversation(summary.id)
    let turns = conversation.turns.map(\.turn)
    #expect(turns.map(\.prompt.text) == ["What is a pty?", "tell me about ncurses"])
    #expect(
      turns.allSatisfy { !$0.reply.text.string.isEmpty && !$0.reply.reasoning.string.isEmpty })
    #expect(try await kept.archive.search("doupdate").contains { $0.place == .answer })
    #expect(try await kept.archive.check().isEmpty)
    try await kept.add(Kept.conversation("abcd1234", [Kept.turn(1, "one", answer: "yes")]))
    #expect(try await kept.archive.summaries().count == 2)
  }
}
