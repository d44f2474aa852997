import Testing

@testable import TUI

@Suite("What a model wrote is what is shown")
struct IntactTextTests {
  private func shown(_ text: String, width: Int = 60) -> String {
    MarkdownStreamTests.layout([text], width: width).lines.map(\.text).joined(separator: "\n")
  }

  @Test(
    "Formulas pass as they are",
    arguments: [
      "$a_i * b_j * c_k$", "$$\\sum_{i=1}^{n} x_i^2 * y_i * z$$", "\\(f(x) = x^2 * a_b * c_d\\)",
      "\\[\\begin{matrix} a & b \\\\ c & d \\end{matrix}\\]", "$\\{x \\mid x < 1\\}$",
      "$x_1 [a](b) y_2$",
    ])
  func formulas(_ formula: String) {
    #expect(shown("before \(formula) after") == "before \(formula) after")
  }

  @Test(
    "Prices and code are no formulas",
    arguments: [
      ("it costs $5 or *maybe* $10", "it costs $5 or maybe $10"),
      ("`$a` and *b* and `$c`", "$a and b and $c"), ("$ *x* $", "$ x $"),
    ])
  func noFormulas(_ text: String, _ wanted: String) {
    #expect(shown(text) == wanted)
  }

  @Test(
    "Emphasis beside Chinese, Japanese and Korean punctuation",
    arguments: [
      ("**重要：**的", "重要：的"), ("这是**「注意」**的", "这是「注意」的"), ("これは**（重要）**です", "これは（重要）です"),
      ("**\"a\"**b", "**\"a\"**b"),
    ])
  func flanking(_ text: String, _ wanted: String) {
    #expect(shown(text) == wanted)
    #expect(!shown(text).unicodeScalars.contains(MarkdownSource.neighbour))
  }

  @Test("Short lines stay lines, long ones flow")
  func lines() {
    #expect(shown("Main Street 5\nSpringfield") == "Main Street 5\nSpringfield")
    let long = String(repeating: "word ", count: 14) + "end"
    #expect(shown(long + "\n" + long, width: 200).contains("end word"))
  }

  @Test(
    "Markup that is still being written shows no mark",
    arguments: [
      "Some **bold words** here.", "A ~~gone~~ word.",
      "See [the docs](https://example.com/a/b) now.",
      "Use `code here` so.", "Intro.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nOutro.",
    ])
  func flashes(_ text: String) {
    var layout = MarkdownLayout(width: 60)
    for character in text {
      layout.append(String(character))
      let shown = layout.lines.map(\.text).joined(separator: "\n")
      for mark in ["**", "~~", "](", "`", "| A", "|--"] {
        #expect(!shown.contains(mark), "\(shown.debugDescription)")
      }
    }
  }

  @Test(
    "Links to the web and to a mailbox can be clicked, and no others",
    arguments: [
      ("[a](https://example.com/x)", true), ("[a](http://example.com)", true),
      ("[a](mailto:me@example.com)", true), ("https://example.com", true),
      ("[a](javascript:alert)", false), ("[a](file:///etc/passwd)", false),
      ("[a](data:text/html,x)", false), ("plain", false),
    ])
  func links(_ text: String, _ isLink: Bool) {
    let lines = MarkdownStreamTests.layout([text], width: 60).lines
    #expect(lines.contains { $0.spans.contains { $0.ink.link > 0 } } == isLink)
  }
}
