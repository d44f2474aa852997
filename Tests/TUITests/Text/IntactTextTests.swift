import Testing

@testable import TUI

@Suite("What a model wrote is what is shown")
struct IntactTextTests {
  private func shown(_ text: String, width: Int = 60) -> String {
    MarkdownStreamTests.layout([text], width: width).lines.map(\.text).joined(separator: "\n")
  }

  @Test(
    "A formula is shown in Unicode or as it is, and its signs mean nothing to Markdown",
    arguments: [
      ("$a_i * b_j * c_k$", "aᵢ * bⱼ * cₖ"),
      ("$$\\sum_{i=1}^{n} x_i^2 * y_i * z$$", "∑ᵢ₌₁ⁿ xᵢ² * yᵢ * z"),
      ("\\(f(x) = x^2 * a_b * c_d\\)", "f(x) = x² * a_b * c_d"),
      (
        "\\[\\begin{matrix} a & b \\\\ c & d \\end{matrix}\\]",
        "\\[\\begin{matrix} a & b \\\\ c & d \\end{matrix}\\]"
      ),
      ("$\\{x \\mid x < 1\\}$", "{x | x < 1}"), ("$x_1 [a](b) y_2$", "x₁ [a](b) y₂"),
      ("$\\unknown{x} * y * z$", "$\\unknown{x} * y * z$"),
    ])
  func formulas(_ formula: String, _ wanted: String) {
    #expect(shown("before \(formula) after") == "before \(wanted) after")
  }

  @Test("A formula over several lines keeps them, and what follows its place")
  func displayed() {
    #expect(shown("so\n\n$$\nE = mc^2\n$$\n\n**now**").contains("E = mc²"))
    #expect(shown("so\n\n$$\nE = mc^2\n$$\n\n**now**").hasSuffix("now"))
    #expect(!shown("$$\nE = mc^2\n$$").unicodeScalars.contains(MarkdownSource.neighbour))
  }

  @Test(
    "A footnote is a small number at its place and before its text",
    arguments: [
      ("so[^1] it is.\n\n[^1]: By *hand*.", "so¹ it is.\n\n¹ By hand."),
      ("so[^a-b].\n\n[^a-b]: x", "so[^a-b].\n\n[^a-b]: x"),
      ("[^0-9]+ and 10[^2]", "[^0-9]+ and 10[^2]"),
      ("`[^1]` and [^ 1] x[^", "[^1] and [^ 1] x[^"),
      ("a[^12]:", "a¹²:"),
    ])
  func footnotes(_ text: String, _ wanted: String) {
    #expect(shown(text) == wanted)
  }

  @Test(
    "Prices and code are no formulas",
    arguments: [
      ("it costs $5 or *maybe* $10", "it costs $5 or maybe $10"),
      ("`$a` and *b* and `$c`", "$a and b and $c"), ("$ *x* $", "$ x $"),
      ("$HOME/$USER, $PATH:$HOME", "$HOME/$USER, $PATH:$HOME"), ("${A}${B} $A$B", "${A}${B} $A$B"),
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
