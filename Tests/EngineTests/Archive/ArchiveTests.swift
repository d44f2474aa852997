import Foundation
import Testing

@testable import Engine

@Suite("The archive")
struct ArchiveTests {
  @Test("A conversation comes back as it was kept: texts, figures, stages, ending, branches")
  func roundTrip() async throws {
    let kept = Kept()
    defer { kept.remove() }
    var conversation = Kept.conversation(
      "abcd1234",
      [
        Kept.turn(1, "one", thinking: "hm — 思考", answer: "yes\n\n```swift\nlet x = 1\n```"),
        Kept.turn(
          2, "two", answer: "half",
          status: .failed(EngineError(.brokenStream, "It broke.", remedy: "Again."))),
      ])
    conversation.transcript.begin(Kept.turn(3, "two, edited", answer: "whole"), after: Turn.ID(1))
    conversation.transcript.settle()
    conversation.transcript.update(Turn.ID(3)) { $0.cut = ContextCut(summary: "what was said") }
    try await kept.add(conversation)

    // Another program's look at the same file.
    let loaded = try await Archive(folder: kept.folder).conversation(ConversationID("abcd1234"))
    #expect(loaded.transcript.settled.map(\.prompt.text) == ["one", "two, edited"])
    let before = Dictionary(uniqueKeysWithValues: conversation.turns.map { ($0.turn.id, $0) })
    for (turn, place) in loaded.turns {
      let was = try #require(before[turn.id])
      #expect(turn.prompt == was.turn.prompt)
      #expect(turn.reply == was.turn.reply)
      #expect(turn.cut == was.turn.cut)
      #expect(place.parent == was.place.parent)
    }
    #expect(loaded.turns.count == 3)
    #expect(loaded.transcript.place(of: Turn.ID(3)).number == 2)
    #expect(loaded.summary.title == "one")
    #expect(try await kept.archive.check().isEmpty)
  }

  @Test("Its folder and its files are the user's alone")
  func permissions() async throws {
    let kept = Kept()
    defer { kept.remove() }
    try await kept.add(Kept.conversation("abcd1234", [Kept.turn(1, "one", answer: "yes")]))
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try mode(kept.folder) == 0o700)
    for name in try FileManager.default.contentsOfDirectory(atPath: kept.folder) {
      let expected = name == "writers" ? 0o700 : 0o600
      #expect(try mode("\(kept.folder)/\(name)") == expected, "\(name)")
    }
  }

  @Test("The pieces of a reply whose program died become the reply, marked as cut off")
  func recovery() async throws {
    let kept = Kept()
    defer { kept.remove() }
    let conversation = Kept.conversation("abcd1234", [])
    do {
      let dying = Archive(folder: kept.folder)
      var turn = Turn(
        id: Turn.ID(7), prompt: Prompt("tell me"), reply: Reply(source: Kept.source))
      turn.enter(.connect, at: .zero)
      let place = TurnTree.Record(id: turn.id, parent: nil, isChosen: true)
      try await dying.save([(turn, place)], of: conversation.summary)
      try await dying.append(thinking: "let me ", answer: "", to: turn.id)
      try await dying.append(thinking: "see", answer: "It is ", to: turn.id)
      try await dying.append(thinking: "", answer: "rain", to: turn.id)
      // While it lives its reply is its own.
      #expect(try await kept.archive.open().recovered == 0)
      #expect(try await kept.archive.isOpenElsewhere(conversation.summary.id))
      await kept.archive.close()
      await dying.close()
    }
    #expect(try await kept.archive.open().recovered == 1)
    let loaded = try await kept.archive.conversation(conversation.summary.id)
    let reply = try #require(loaded.transcript.settled.first?.reply)
    #expect(reply.status == .cutOff)
    #expect(reply.reasoning.string == "let me see")
    #expect(reply.text.string == "It is rain")
    #expect(try await kept.archive.search("rain").count == 1)
    #expect(try await kept.archive.isOpenElsewhere(conversation.summary.id) == false)
  }

  @Test("A damaged file is set aside with its bytes, and a new one begun")
  func damage() async throws {
    let kept = Kept()
    defer { kept.remove() }
    try FileManager.default.createDirectory(atPath: kept.folder, withIntermediateDirectories: true)
    let noise = Data((0..<8192).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) })
    try noise.write(to: URL(fileURLWithPath: kept.database))
    let opening = try await kept.archive.open()
    let aside = try #require(opening.setAside)
    #expect(FileManager.default.contents(atPath: aside) == noise)
    try await kept.add(Kept.conversation("abcd1234", [Kept.turn(1, "one", answer: "yes")]))
    #expect(try await kept.archive.summaries().count == 1)
  }

  @Test("A file of a newer program is refused in words and left as it is")
  func newerSchema() async throws {
    let kept = Kept()
    defer { kept.remove() }
    try await kept.archive.open()
    await kept.archive.close()
    try OtherProgram.run(kept.database, "INSERT INTO grdb_migrations VALUES ('99-from-the-future')")
    let failure = await #expect(throws: EngineError.self) {
      try await Archive(folder: kept.folder).open()
    }
    #expect(failure?.kind == .archive)
    #expect(failure?.message.contains("newer codex-tui") == true)
    #expect(FileManager.default.fileExists(atPath: kept.database))
  }

  @Test("A place that cannot be written is said with the way out")
  func unwritable() async throws {
    let failure = await #expect(throws: EngineError.self) {
      try await Archive(folder: "/proc/codex-tui").open()
    }
    #expect(failure?.message.hasPrefix("Conversations are not kept: /proc/codex-tui") == true)
    #expect(failure?.remedy?.contains("XDG_STATE_HOME") == true)
  }

  @Test("Two programs that write one conversation lose nothing: their turns are alternatives")
  func twoWriters() async throws {
    let kept = Kept()
    defer { kept.remove() }
    let id = try await kept.add(
      Kept.conversation("abcd1234", [Kept.turn(1, "one", answer: "yes")]))
    let archives = [kept.archive, Archive(folder: kept.folder)]
    let summary = try await kept.archive.conversation(id).summary
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (writer, archive) in archives.enumerated() {
        group.addTask {
          var parent = Turn.ID(1)
          for index in 0..<20 {
            let turn = Kept.turn(Int64(10 + index * 2 + writer), "from \(writer)", answer: "ok")
            let place = TurnTree.Record(id: turn.id, parent: parent, isChosen: true)
            try await archive.save([(turn, place)], of: summary)
            parent = turn.id
          }
        }
      }
      try await group.waitForAll()
    }
    let loaded = try await Archive(folder: kept.folder).conversation(id)
    #expect(loaded.turns.count == 41)
    #expect(loaded.transcript.settled.count == 21, "one path is current")
    #expect(loaded.transcript.tree.alternatives(of: Turn.ID(10)).count == 2)
  }

  @Test("Names, pins, tags, archiving; deleting can be undone and is final after thirty days")
  func upkeep() async throws {
    let kept = Kept()
    defer { kept.remove() }
    let now: Int64 = 1_790_000_000_000
    for (index, name) in ["aaaa0000", "bbbb0000", "cccc0000"].enumerated() {
      try await kept.add(
        Kept.conversation(name, [Kept.turn(Int64(index + 1), "about \(name)", answer: "zebra")]))
    }
    let (a, b, c) = (
      ConversationID("aaaa0000"), ConversationID("bbbb0000"), ConversationID("cccc0000")
    )
    #expect(try await kept.archive.summaries().map(\.id) == [c, b, a])
    try await kept.archive.apply(.pinned(true), to: a)
    try await kept.archive.apply(.title("Zebras"), to: a)
    try await kept.archive.apply(.tagged("animals"), to: a)
    try await kept.archive.apply(.archived(true), to: b)
    try await kept.archive.apply(.deleted(true), to: c)
    let current = try await kept.archive.summaries()
    #expect(current.map(\.title) == ["Zebras"])
    #expect(current.first?.tags == ["animals"])
    #expect(try await kept.archive.summaries(.archived).map(\.id) == [b])
    #expect(try await kept.archive.summaries(.tagged("animals")).map(\.id) == [a])
    #expect(try await kept.archive.search("zebra").map(\.conversation.id) == [b, a])
    try await kept.archive.apply(.deleted(false), to: c)
    #expect(try await kept.archive.search("zebra").count == 3)
    try await kept.archive.apply(.deleted(true), to: c)
    #expect(try await kept.archive.purge() == 0)
    let later = Archive(folder: kept.folder) { now + 31 * 86_400_000 }
    #expect(try await later.purge() == 1)
    #expect(try await later.search("zebra").count == 2)
    #expect(try await later.check().isEmpty)
    try OtherProgram.run(
      kept.database, "INSERT INTO turn_index(turn_index) VALUES ('integrity-check')")
  }

  @Test("A conversation is named by the beginning of its id, when only one begins so")
  func beginnings() async throws {
    let kept = Kept()
    defer { kept.remove() }
    for (index, name) in ["abcd0000", "abce0000"].enumerated() {
      try await kept.add(Kept.conversation(name, [Kept.turn(Int64(index + 1), "x", answer: "y")]))
    }
    #expect(try await kept.archive.summary(matching: "abcd").id.rawValue == "abcd0000")
    #expect(try await kept.archive.summary(matching: nil).id.rawValue == "abce0000")
    for wrong in ["abc", "zzz", "%"] {
      await #expect(throws: EngineError.self) {
        try await kept.archive.summary(matching: wrong)
      }
    }
  }
}

/// The same file through a connection of its own, as another program would use it.
enum OtherProgram {
  static func run(_ path: String, _ statements: String) throws {
    try SQLite(path: path).run(script: statements)
  }
}
