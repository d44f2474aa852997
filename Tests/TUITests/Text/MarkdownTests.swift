import Support
import Testing

@testable import TUI

@Suite("Markdown")
struct MarkdownTests {
  private func lines(_ text: String, _ width: Int = 40) -> [Line] {
    MarkdownStreamTests.layout([text], width: width).lines
  }

  private func text(_ text: String, _ width: Int = 40) -> [String] {
    lines(text, width).map(\.text)
  }

  @Test("Inks of words")
  func inks() {
    let line = lines("a *b* **c** ~~d~~ `e` [f](u) ***g***", 80)[0]
    #expect(
      line.spans == [
        Span("a "), Span("b", Ink(.emphasis, .italic)), Span(" "), Span("c", Ink(.strong, .bold)),
        Span(" "), Span("d", Ink(.text, .strikethrough)), Span(" "), Span("e", Ink(.inlineCode)),
        Span(" "), Span("f", Ink(.link, .underline)), Span(" (u)", Ink(.faint)), Span(" "),
        Span("g", Ink(.strong, [.bold, .italic])),
      ])
  }

  @Test("Code within a link leads where the link does")
  func linkedCode() {
    let spans = lines("see [`run()`](https://x.y)", 80)[0].spans
    let name = spans.first { $0.text == "run()" }
    let address = spans.first { $0.text == "https://x.y" }
    #expect(name?.ink.role == .inlineCode)
    #expect(name?.ink.attributes == .underline)
    #expect(name?.ink.link != nil && name?.ink.link == address?.ink.link)
  }

  @Test(
    "Links show text and address, once when they are the same",
    arguments: [
      ("[a](https://x.y)", "a (https://x.y)"), ("<https://x.y>", "https://x.y"),
      ("https://x.y", "https://x.y"), ("www.x.y", "www.x.y"), ("<a@b.c>", "a@b.c"),
      ("[https://x.y](https://x.y)", "https://x.y"), ("![alt](i.png)", "[image: alt] (i.png)"),
      ("[](u)", " (u)"), ("[![i](p)](u)", "[image: i] (u)"),
    ])
  func links(source: String, shown: String) {
    #expect(text(source) == [shown])
  }

  @Test("Nothing foreign is obeyed, also through entities, code and addresses")
  func sanitized() {
    let shown = text("a&#27;[2J `\u{1B}` [x](http://\u{202E}y)\n\n```\u{1B}\n\u{7}\n```\n", 80)
    for line in shown {
      #expect(!line.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
    }
    #expect(shown[0].contains("␛[2J ␛"))
  }

  @Test(
    "A fence that is being written is not shown",
    arguments: [("```\nx\n``", ["┃ x"]), ("```\nx\n``a", ["┃ x", "┃ ``a"]), ("```sw", ["┏ sw"])])
  func fence(source: String, shown: [String]) {
    var layout = MarkdownLayout(width: 40)
    layout.append(source)
    #expect(layout.lines.map(\.text) == shown)
  }

  @Test("A long line of code is cut and loses no blank")
  func longCode() {
    #expect(text("```\nab  cd  ef  gh\n```", 8) == ["┃ ab  cd", "┇   ef  ", "┇ gh"])
  }

  @Test("A table that is too narrow becomes a list")
  func narrowTable() {
    let table = "| name | value | more |\n|---|---|---|\n| one | two words | three |\n| 4 | 5 | 6 |"
    #expect(text(table, 16)[..<3] == ["name: one", "value: two words", "more: three"])
    expectScreen(lines(table, 16), width: 16, named: "table-16")
    expectScreen(lines(table, 26), width: 26, named: "table-26")
    expectScreen(lines(table, 40), width: 40, named: "table-40")
  }

  @Test("Deep nesting stays readable on a narrow screen")
  func deep() {
    for line in lines(String(repeating: "> - ", count: 30) + "word after word", 24) {
      #expect(line.width <= 24)
    }
  }

  @Test("Text after the end goes on")
  func afterEnd() {
    for (name, source) in MarkdownStreamTests.fixtures {
      var layout = MarkdownStreamTests.layout([source], width: 40)
      layout.append("\n\nmore")
      layout.settle()
      #expect(layout.lines.map(\.text) == text(source + "\n\nmore"), "\(name)")
      #expect(layout.byteCount == source.utf8.count + 6)
    }
  }

  @Test("An empty text has no lines", arguments: ["", "\n", "\n\n  \n", "[a]: b"])
  func empty(source: String) {
    #expect(text(source).isEmpty)
  }
}
