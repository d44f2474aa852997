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
    #expect(hits.first?.snippet.contains(snippet) == true, "\(hits)")
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

  private static let conversation = Kept.conversation(
    "abcd1234",
    [
      Kept.turn(
        1, "今日の天気は? Café", thinking: "The cursor: curs_set(0). ภาษาไทย",
        answer: "It needs initscr of ncurses.")
    ])
}
