import Testing

@testable import Engine

@Suite("A model that goes in circles is noticed")
struct RepeatedPassageTests {
  /// Feeds a text in pieces of a token's size; answers after how many bytes the alarm came.
  private func alarm(_ text: String, piece: Int = 5) -> (at: Int, finding: RepeatedPassage.Finding)?
  {
    var alarm = RepeatedPassage()
    let characters = Array(text)
    for start in stride(from: 0, to: characters.count, by: piece) {
      let end = min(characters.count, start + piece)
      if let found = alarm.consume(String(characters[start..<end])) {
        return (String(characters[..<end]).utf8.count, found)
      }
    }
    return nil
  }

  private static let sentence =
    "Wait, let me reconsider the problem: the user wants the windows of ncurses explained. "

  @Test("A sentence said again and again, in pieces of any size", arguments: [1, 3, 7, 64, 5000])
  func sentence(piece: Int) throws {
    let intro = (0..<60).map { "Step \($0): something new is thought of here. " }.joined()
    let text = intro + String(repeating: Self.sentence, count: 40)
    let found = try #require(alarm(text, piece: piece)?.finding)
    #expect(found.period == Self.sentence.utf8.count)
    #expect(alarm(intro, piece: piece) == nil)
  }

  @Test("It comes soon: after eight times of a sentence, within a page of a single word")
  func soon() throws {
    let at = try #require(alarm(String(repeating: Self.sentence, count: 40))?.at)
    #expect(at <= 9 * Self.sentence.utf8.count)
    let word = try #require(alarm(String(repeating: "the ", count: 1000))?.at)
    #expect(word <= 800)
  }

  @Test("A long passage of lines that are alike", arguments: [10, 40, 120])
  func alike(lines: Int) throws {
    let passage = (1...lines).map { "- [ ] check the file number \($0) in the folder\n" }.joined()
    let text = String(repeating: passage, count: 8)
    let found = try #require(alarm(text))
    #expect(found.finding.period == passage.utf8.count)
    #expect(found.at <= max(6 * passage.utf8.count, 1200))
    #expect(alarm(passage) == nil)
  }

  @Test("Rules, tables, lists and code are no circles")
  func honest() {
    let rule = String(repeating: "─", count: 100) + "\n"
    let table = (0..<80).map { "| row \($0) | \($0 * 7) | yes | no |\n" }.joined()
    let code = (0..<80).map { "    values[\($0)] = compute(\($0), \($0 * 3));\n" }.joined()
    let list = (0..<200).map { "- item number \($0)\n" }.joined()
    for text in [rule, table, code, list] { #expect(alarm(text) == nil, "\(text.prefix(40))") }
  }
}
