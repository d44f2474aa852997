import Support
import Testing

@testable import TUI

@Suite("Markdown costs what arrives, not what is there", .ownThread)
struct MarkdownCostTests {
  /// Streams a text by pieces of about four bytes, as models send tokens.
  private func stream(_ text: String, width: Int = 80) -> MarkdownLayout {
    var layout = MarkdownLayout(width: width)
    let scalars = Array(text.unicodeScalars)
    for start in stride(from: 0, to: scalars.count, by: 4) {
      var piece = ""
      piece.unicodeScalars.append(contentsOf: scalars[start..<min(start + 4, scalars.count)])
      layout.append(piece)
    }
    layout.settle()
    return layout
  }

  private static let paragraph =
    "A paragraph of **some** words that is long enough to wrap on every screen there is.\n\n"

  static let growing: [String: @Sendable (Int) -> String] = [
    "paragraphs": { String(repeating: paragraph, count: $0) },
    "list": { String(repeating: "- an item with `code` and words to read\n", count: $0 * 2) },
    "numbered": { n in (1...(n * 2)).map { "\($0). an item with words to read\n" }.joined() },
    "code": { "```swift\n" + String(repeating: "  let answer = 42 // why\n", count: $0 * 3) },
    "headings": { String(repeating: "# A heading\n", count: $0 * 7) },
  ]

  @Test("Twice the text is twice the work", arguments: growing.keys.sorted())
  func linear(name: String) throws {
    let text = try #require(Self.growing[name])
    let once = stream(text(200))
    let twice = stream(text(400))
    #expect(twice.bytesParsed < once.bytesParsed * 23 / 10, "\(once.bytesParsed)")
    #expect(twice.linesWrapped < once.linesWrapped * 23 / 10, "\(once.linesWrapped)")
    // A block is parsed again for every piece of itself, never for the pieces of others.
    #expect(once.bytesParsed < text(200).utf8.count * 60)
  }

  @Test("A paragraph without end is parsed again only in part")
  func giantParagraph() {
    let text = String(repeating: "words and words ", count: 20_000)
    var layout = MarkdownLayout(width: 80)
    layout.append(text)
    let before = layout.bytesParsed
    #expect(before < text.utf8.count * 3)
    for _ in 0..<1000 { layout.append("more ") }
    #expect(layout.bytesParsed - before < 1000 * (MarkdownLayout.long + 1000))
  }

  @Test("Plain words are not parsed, but where a long paragraph is cut")
  func plainWords() {
    var layout = MarkdownLayout(width: 80)
    layout.append("# A title\n\nThe **first** words of a paragraph, ")
    let before = layout.bytesParsed
    for _ in 0..<1000 { layout.append("then more of them, ") }
    #expect(layout.bytesParsed - before < 4 * 19_000)
  }

  static let giants: [String: String] = [
    "quote": "> a line of a very long quote\n", "nested quote": "> ",
    "list item": "  more of the one item, with `code`\n", "html": "<b>bold</b> and more\n",
    "indented code": "    let answer = 42\n", "table": "| a cell | another | 42 |\n",
    "emphasis": "*a ", "marks": "e\u{301}\u{302} ",
  ]

  @Test(
    "A block without end is parsed and wrapped again only in part", arguments: giants.keys.sorted())
  func giantBlock(name: String) throws {
    let piece = try #require(Self.giants[name])
    var layout = MarkdownLayout(width: 80)
    if name == "list item" { layout.append("- first\n") }
    if name == "table" { layout.append("| a | b | c |\n|---|---|---|\n") }
    layout.append(String(repeating: piece, count: 200_000 / piece.utf8.count))
    var worst = (parsed: 0, wrapped: 0)
    for _ in 0..<50 {
      let before = (layout.bytesParsed, layout.linesWrapped)
      layout.append(piece)
      worst.parsed = max(worst.parsed, layout.bytesParsed - before.0)
      worst.wrapped = max(worst.wrapped, layout.linesWrapped - before.1)
    }
    // A cut parses the piece and then its rest: three times the largest at most.
    #expect(worst.parsed <= 3 * MarkdownLayout.largest + 1024)
    #expect(worst.wrapped <= 3 * MarkdownLayout.largest)
    layout.settle()
    #expect(layout.lineCount > 0)
  }

  @Test("A giant quote and a giant table lose nothing, in whatever pieces they come")
  func giantBlocksAreWhole() {
    for (head, line) in [
      ("", { (n: Int) in "> line \(n) of a quote\n" }),
      ("| number | square |\n|---|---|\n", { (n: Int) in "| n\(n) | \(n * n) |\n" }),
    ] {
      let text = head + (0..<4000).map(line).joined() + "\n\nend"
      let whole = MarkdownStreamTests.layout([text], width: 60).lines
      var layout = MarkdownLayout(width: 60)
      var rest = Substring(text)
      while !rest.isEmpty {
        layout.append(String(rest.prefix(9001)))
        rest = rest.dropFirst(9001)
      }
      layout.settle()
      #expect(layout.lines == whole)
      let words = Set(whole.flatMap { $0.text.split(separator: " ").map(String.init) })
      #expect(words.contains("end"))
      #expect((0..<4000).allSatisfy { words.contains(head.isEmpty ? "\($0)" : "n\($0)") })
    }
  }

  @Test("A giant paragraph reads the same in any pieces")
  func giantPieces() {
    let text = String(repeating: "漢字 word, and (more) ", count: 3_000) + "\n\nend"
    let whole = MarkdownStreamTests.layout([text], width: 80).lines
    let scalars = Array(text.unicodeScalars)
    for size in [1000, 7777, 50_000] {
      var layout = MarkdownLayout(width: 80)
      for start in stride(from: 0, to: scalars.count, by: size) {
        var piece = ""
        piece.unicodeScalars.append(contentsOf: scalars[start..<min(start + size, scalars.count)])
        layout.append(piece)
      }
      layout.settle()
      #expect(layout.lines == whole)
    }
    let words = { (text: String) in text.filter { !$0.isWhitespace } }
    #expect(words(whole.map(\.text).joined()) == words(text))
  }

  @Test(
    "A wall of anything is laid out in a moment", .limit(minutes: 1),
    arguments: [
      "x", "word ", "- ", "> ", "*a ", "[", "`", "|", "漢", "\u{1B}[", "# ", "1. a\n", "<b>",
    ])
  func wall(piece: String) {
    let text = String(repeating: piece, count: (1 << 17) / piece.utf8.count)
    var layout = MarkdownLayout(width: 80)
    layout.append(text)
    layout.settle()
    #expect(layout.lineCount > 0)
  }

  @Test("Thousandfold nesting does not exhaust the stack")
  func nesting() {
    for piece in ["> ", "- ", "1. ", "*a ", "**a ", "[a", "![", "> - "] {
      let layout = MarkdownStreamTests.layout(
        [String(repeating: piece, count: 5_000) + "end"], width: 40)
      #expect(layout.lines.map(\.text).joined().contains("end"), "\(piece)")
    }
  }

  @Test("Another width lays everything out anew")
  func width() {
    for (name, text) in MarkdownStreamTests.fixtures {
      var layout = MarkdownStreamTests.layout([text], width: 80)
      layout.width = 33
      #expect(layout.lines == MarkdownStreamTests.layout([text], width: 33).lines, "\(name)")
    }
  }
}
