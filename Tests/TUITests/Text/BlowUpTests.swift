import Engine
import Support
import Testing

@testable import TUI

/// Inputs that make a careless parser quadratic or recursive. The time limit is for one that is: each takes
/// a moment where work grows with the input.
@Suite("No input of a reasonable size takes forever", .ownThread, .limit(minutes: 1))
struct BlowUpTests {
  private static let count = 100_000

  private static let openings = [
    "> ", "[", "![", "](", "`", "`` ", "*", "**a ", "_a_", "~~", "<", "<a ", "<!--", "| ", "\\",
    "&", "&#",
    "- ", "1. ", "# ", "\n\n", "[a]: ", "[a](", "$", "\u{1b}[", "e\u{301}", "\u{202E}", "```\n",
    "((", "\"",
  ]

  @Test("A hundred thousand openings of everything, as one text", arguments: openings)
  func markdown(_ opening: String) {
    var layout = MarkdownLayout(width: 80)
    layout.append(String(repeating: opening, count: Self.count) + "\n\nthe end")
    layout.settle()
    #expect(layout.lineCount > 0)
    _ = MarkdownHTML.html(String(repeating: opening, count: Self.count / 10))
  }

  @Test("Nested and never closed, in code of every language")
  func code() {
    let parts = [
      "/*", "\"", "'", "`", "(", "{", "<a ", "<!--", "#", "\\", "${", "a ", "a=", "0x", "=begin\n",
    ]
    for name in CodeLanguage.all.map({ $0.names[0] }) {
      var layout = MarkdownLayout(width: 80)
      for part in parts {
        layout.append("```\(name)\n" + String(repeating: part, count: 500) + "\n```\n")
      }
      layout.settle()
      #expect(layout.lineCount > parts.count)
    }
  }

  @Test("Tens of thousands of models narrowed by typing")
  func models() {
    let rows = (0..<30_000).map {
      Picker<String>.Row(id: "\($0)", text: "maker/model-\($0)-instruct")
    }
    var picker = Picker(rows: rows)
    picker.type("mdl 99999 ins")
    #expect(picker.matches.count < rows.count)
    let long = Picker<String>.Row(id: "x", text: String(repeating: "a", count: Self.count))
    var other = Picker(rows: [long])
    other.type(String(repeating: "a", count: 1000) + "b")
    #expect(other.matches.isEmpty)
  }
}
