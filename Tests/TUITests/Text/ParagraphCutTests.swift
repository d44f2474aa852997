import Testing

@testable import TUI

@Suite("A long paragraph is cut out of sight")
struct ParagraphCutTests {
  /// The part before the cut, of a text whose second half is looked at.
  private func part(_ text: String) -> String? {
    let source = Array(text.utf8)
    return ParagraphCut.closed(in: 0..<source.count, of: source)
      .map { String(decoding: source[..<$0], as: UTF8.self) }
  }

  @Test(
    "Between two words, and never within a mark",
    arguments: [
      ("one two three four five", "one two three four "),
      ("one two three  four 5", nil),
      ("one two **three four** five", "one two **three four** "),
      ("one two **three four five", nil),
      ("one two `three four` five", "one two `three four` "),
      ("one two `three four five", nil),
      ("one two [three four](five six) seven", "one two [three four](five six) "),
      ("one two [three four five six", nil),
      ("one two <three four five six", nil),
      ("one two snake_case four five", "one two snake_case four "),
      ("one two _three four five_ six", "one two _three four five_ "),
      (#"one two \*three four five"#, #"one two \*three four "#),
      ("one two ~~three four~~ five", "one two ~~three four~~ "),
      ("onetwothreefourfive", nil),
    ] as [(String, String?)])
  func place(text: String, expected: String?) {
    #expect(part(text) == expected)
  }

  @Test("Marks that stand around a cut are whole on the screen", arguments: [3, 50, 5000])
  func whole(piece: Int) {
    let plain = String(repeating: "a word or two ", count: 70)
    let text = plain + "and **bold words that go on and on** and `code of some words` " + plain
    var layout = MarkdownLayout(width: 60)
    var rest = Substring(text + text)
    while !rest.isEmpty {
      layout.append(String(rest.prefix(piece)))
      rest = rest.dropFirst(piece)
    }
    let shown = (0..<layout.lineCount).map { layout.line($0).text }.joined(separator: " ")
    #expect(!shown.contains("*") && !shown.contains("`"))
    #expect(
      shown.split(separator: " ") == (text + text).replacing(/[*`]/, with: "").split(separator: " ")
    )
  }

  @Test(
    "No formula is cut in two",
    arguments: [
      "$$\n\\alpha x + \\beta y + \\gamma z\n$$", "\\[\\alpha x + \\beta y\\]",
      "$\\alpha x + \\beta y$",
    ])
  func formulas(_ formula: String) {
    var layout = MarkdownLayout(width: 60)
    let sentence = "so we have\n\(formula)\nwhere all of them are given in the words before it "
    for _ in 0..<40 { layout.append(sentence) }
    layout.settle()
    let text = layout.lines.map(\.text).joined(separator: "\n")
    #expect(!text.contains("\\alpha") && !text.contains("$"), "\(text)")
  }
}
