import Foundation
import Support
import Testing

@testable import Engine

@Suite("A file from elsewhere harms nothing that is kept")
struct HostileFileTests {
  @Test("A turn's number that is taken replaces no other conversation's turn")
  func turnIDs() async throws {
    let kept = Kept()
    defer { kept.remove() }
    try await kept.add(Kept.conversation("abcd1234", [Kept.turn(1, "mine", answer: "kept")]))
    let id = try await kept.add(
      Kept.conversation("bcde2345", [Kept.turn(1, "theirs", answer: "other")]))
    let mine = try await kept.archive.conversation(ConversationID("abcd1234"))
    #expect(mine.transcript.settled.map(\.reply.text.string) == ["kept"])
    let theirs = try await kept.archive.conversation(id)
    #expect(theirs.transcript.settled.map(\.reply.text.string) == ["other"])
    #expect(try await kept.archive.check().isEmpty)
  }

  @Test("Saving under another conversation's number is refused, not done")
  func bound() async throws {
    let kept = Kept()
    defer { kept.remove() }
    try await kept.add(Kept.conversation("abcd1234", [Kept.turn(1, "mine", answer: "kept")]))
    let other = Kept.conversation("bcde2345", [Kept.turn(1, "theirs", answer: "other")])
    await #expect(throws: EngineError.self) {
      try await kept.archive.save(
        other.turns.map { ($0.turn, $0.place) }, of: other.summary)
    }
    let mine = try await kept.archive.conversation(ConversationID("abcd1234"))
    #expect(mine.transcript.settled.map(\.reply.text.string) == ["kept"])
  }

  @Test("Ids of another form than ours are not taken from files", arguments: HostileText.forIDs)
  func conversationIDs(_ id: String) throws {
    #expect(ConversationID(checking: id) == nil)
    let file = ConversationFile.json(
      Kept.conversation("abcd1234", [Kept.turn(1, "a", answer: "b")]), Redaction())
    let text = file.text.replacing("\"abcd1234\"", with: JSON.string(id).text)
    let read = try ConversationFile.conversation(Array(text.utf8), named: "x.json")
    #expect(ConversationID(checking: read.summary.id.rawValue) != nil)
  }

  @Test(
    "A writer's name that is a path is refused, and nothing is unlinked",
    arguments: ["../../x", "/tmp/x", "1-2/../x", "", "1", "1-g", "-1", "1-", "12345678901-1"])
  func writers(_ name: String) throws {
    #expect(!ProcessName.isOne(name))
    let folder = NSTemporaryDirectory() + "codex-tui-writers-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let files = ArchiveFiles(folder: folder + "/a")
    try files.prepare()
    let precious = folder + "/x"
    try Data().write(to: URL(fileURLWithPath: precious))
    #expect(!files.isAlive(name))
    #expect(FileManager.default.fileExists(atPath: precious))
  }

  @Test(
    "An archive whose tables are not ours to the letter is set aside and does nothing",
    arguments: [
      "CREATE TRIGGER t AFTER UPDATE ON conversation BEGIN DELETE FROM turn; END",
      "CREATE VIEW v AS WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM r) SELECT * FROM r",
      "CREATE TABLE foreigner (x AS (hex(zeroblob(1e9))) STORED, y)",
      "CREATE INDEX slow ON turn (length(answer) * length(prompt))",
      "DROP INDEX turn_place", "ALTER TABLE turn ADD COLUMN more",
    ])
  func triggers(_ sql: String) async throws {
    let kept = Kept()
    defer { kept.remove() }
    try await kept.add(Kept.conversation("abcd1234", [Kept.turn(1, "mine", answer: "kept")]))
    await kept.archive.close()
    try OtherProgram.run(kept.database, sql)
    let opening = try await Archive(folder: kept.folder).open()
    #expect(opening.setAside != nil)
  }

  @Test("What is erased is in no file any more: no row, no index, no free page, no log")
  func erased() async throws {
    let kept = Kept()
    defer { kept.remove() }
    let words = (0..<200).map { "zyxwvut\($0)" }.joined(separator: " ")
    try await kept.add(
      Kept.conversation("abcd1234", [Kept.turn(1, "ask " + words, thinking: words, answer: words)]))
    try await kept.add(Kept.conversation("bcde2345", [Kept.turn(2, "other", answer: "stays")]))
    func holds(_ text: String) throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: kept.folder).filter { name in
        let data = FileManager.default.contents(atPath: kept.folder + "/" + name) ?? Data()
        return data.range(of: Data(text.utf8)) != nil
      }
    }
    #expect(try !holds("zyxwvut").isEmpty)
    try await kept.archive.erase([ConversationID("abcd1234")])
    #expect(try holds("zyxwvut") == [])
    #expect(try !holds("stays").isEmpty)
    await #expect(throws: EngineError.self) {
      try await kept.archive.conversation(ConversationID("abcd1234"))
    }
  }

  @Test("A key is removed whatever stands beside it")
  func redaction() {
    let redaction = Redaction(secrets: ["private-key-12345"])
    for text in [
      "private-key-12345\u{301}", "\u{301}private-key-12345", "sk-abcdefghijklmnop1\u{301}",
      "Bearer abcdefghijklmnop1\u{20dd}",
    ] {
      let clean = redaction.clean(text)
      #expect(!clean.contains("2345") && !clean.contains("bcdefghij"), "\(clean)")
    }
    let odd = Redaction(secrets: ["p@ss/word\"12345"])
    for text in ["?key=p%40ss%2Fword%2212345", "{\"k\":\"p@ss/word\\\"12345\"}"] {
      #expect(!odd.clean(text).contains("12345"), "\(text)")
    }
    #expect(ConversationID("a\u{1b}]0;x/../y").description == "a??0?x????y")
    #expect(redaction.clean("nothing to hide — 思考") == "nothing to hide — 思考")
  }

  @Test(
    "A port is 1 to 65535 in plain digits",
    arguments: ["99999", "-5", "+1", "018", "0", "", "1 ", "٣"])
  func ports(_ port: String) {
    #expect(Origin(url: "http://localhost:\(port)/v1") == nil)
    #expect(Origin(url: "http://localhost:65535/v1")?.port == 65535)
  }
}
