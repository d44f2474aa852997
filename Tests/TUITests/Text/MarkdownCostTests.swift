import Testing

@testable import TUI

@Suite("Markdown costs what arrives, not what is there")
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
    #expect(layout.bytesParsed - before < 1000 * (MarkdownLayout.longest + 5000))
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
    "A wall of anything is laid out in a moment",
    arguments: [
      "x", "word ", "- ", "> ", "*a ", "[", "`", "|", "漢", "\u{1B}[", "# ", "1. a\n", "<b>",
    ])
  func wall(piece: String) {
    let text = String(repeating: piece, count: (1 << 17) / piece.utf8.count)
    let start = ContinuousClock.now
    var layout = MarkdownLayout(width: 80)
    layout.append(text)
    layout.settle()
    #expect(ContinuousClock.now - start < .seconds(20))
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
