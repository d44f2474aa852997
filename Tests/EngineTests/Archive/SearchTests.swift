import Engine
import Testing

@Suite("Search")
struct SearchTests {
  @Test(
    "Words are found in prompts, thinking and answers, whatever their case and script",
    arguments: [
      ("ncurses", SearchHit.Place.answer, "initscr of ncurses"),
      ("NCUR", .answer, "initscr of ncurses"),
      ("\"of ncurses\"", .answer, "initscr of ncurses"),
      ("curs_set", .thinking, "curs_set(0)"),
      ("天気", .prompt, "今日の天気は"),
      ("気", .prompt, "今日の天気は"),
      ("cafe", .prompt, "今日の天気は"),
      ("ไทย", .thinking, "ภาษาไทย"),
    ])
  func finds(_ words: String, _ place: SearchHit.Place, _ snippet: String) async throws {
    let kept = Kept()
    defer { kept.remove() }
    try await kept.add(Self.conversation)
    let hits = try await kept.archive.search(words)
    #expect(hits.count == 1)
    #expect(hits.first?.snippet.text.contains(snippet) == true, "\(hits)")
    if words != "cafe" { #expect(hits.first?.place == place) }
  }

  @Test(
    "What is not there is not found, and no question upsets the index",
    arguments: [
      "absent", "ncurses absent", "\"ncurses of\"", "", "   ", "\"", "\"\"", "*", "a*", "NEAR(",
      "-",
      "AND", "prompt:initscr", "{}", "^", "'; DROP TABLE turn; --", "\u{0}", "気天",
    ])
  func findsNot(_ words: String) async throws {
    let kept = Kept()
    defer { kept.remove() }
    try await kept.add(Self.conversation)
    #expect(try await kept.archive.search(words).isEmpty, "\(words)")
  }

  @Test("What is below a deleted turn is not found, until the turn is brought back")
  func belowDeleted() async throws {
    let kept = Kept()
    defer { kept.remove() }
    var conversation = Kept.conversation(
      "abcd1234", (1...3).map { Kept.turn($0, "zebra \($0)", answer: "yes") })
    try await kept.add(conversation)
    #expect(try await kept.archive.search("zebra").map(\.turn.rawValue) == [3, 2, 1])
    conversation.transcript.delete(Turn.ID(2))
    try await save()
    #expect(try await kept.archive.search("zebra").map(\.turn.rawValue) == [1])
    #expect(try await kept.archive.summary(matching: nil).turnCount == 1)
    _ = conversation.transcript.undo()
    try await save()
    #expect(try await kept.archive.search("zebra", limit: 2).map(\.turn.rawValue) == [3, 2])
    #expect(try await kept.archive.summary(matching: nil).turnCount == 3)

    func save() async throws {
      try await kept.archive.save(
        places: conversation.transcript.tree.records, of: conversation.summary.id)
    }
  }

  @Test("A preview is the end of a conversation, or the turn that was found, thinking included")
  func preview() async throws {
    let kept = Kept()
    defer { kept.remove() }
    let turns = (1...5).map {
      Kept.turn($0, "prompt \($0)", thinking: "thought \($0)", answer: "answer \($0)")
    }
    var conversation = Kept.conversation("abcd1234", turns)
    conversation.transcript.delete(Turn.ID(5))
    try await kept.add(conversation)
    let id = conversation.summary.id
    let end = try await kept.archive.preview(id, nil)
    #expect(end.exchanges.map(\.prompt) == ["prompt 2", "prompt 3", "prompt 4"])
    #expect(end.exchanges.allSatisfy { $0.thinking.isEmpty })
    let found = try await kept.archive.preview(id, Turn.ID(1))
    #expect(
      found.exchanges == [.init(prompt: "prompt 1", thinking: "thought 1", answer: "answer 1")])
  }

  private static let conversation = Kept.conversation(
    "abcd1234",
    [
      Kept.turn(
        1, "今日の天気は? Café", thinking: "The cursor: curs_set(0). ภาษาไทย",
        answer: "It needs initscr of ncurses.")
    ])
}
