import Support
import Testing

@testable import TUI

/// A small generator (xorshift), so that a failing seed can be tried again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

@Suite("Markdown made of nasty pieces", .ownThread)
struct MarkdownFuzzTests {
  static let nasty = [
    "\n", "\n", "\n\n", "a", "word ", " ", "  ", "    ", "\t", "- ", "* ", "+ ", "1. ", "2) ",
    "9. ",
    "- [ ] ", "- [x] ", "#", "# ", "###### ", "> ", ">", "```", "```swift\n", "````", "~~~", "`",
    "``",
    "*", "**", "_", "~~", "|", "| a | b |\n", "|---|:-:|\n", "|-", "---", "===", "***", "[", "]",
    "(x)",
    "](u)", "![", "<", "<br>", "<div>", "</div>", "<!--", "-->", "&amp;", "&#27;", "\\", "\u{1B}",
    "漢", "👩‍💻", "e\u{301}", "\r\n", "\r", "http://x.y", "  \n", "func f() // c", "\"s", "/* ",
  ]

  static func text(seed: UInt64) -> [String] {
    var random = SeededGenerator(seed: seed)
    return (0..<Int.random(in: 1...40, using: &random)).compactMap { _ in
      nasty.randomElement(using: &random)
    }
  }

  @Test("Pieces give the lines of the whole", arguments: 1...300)
  func pieces(seed: Int) {
    let pieces = Self.text(seed: UInt64(seed))
    let text = pieces.joined()
    let whole = MarkdownStreamTests.layout([text], width: 30).lines
    #expect(
      MarkdownStreamTests.layout(pieces, width: 30).lines == whole, "\(text.debugDescription)")
    let scalars = text.unicodeScalars.map { String($0) }
    #expect(
      MarkdownStreamTests.layout(scalars, width: 30).lines == whole, "\(text.debugDescription)")
    var parsedOnce = MarkdownLayout(width: 30)
    parsedOnce.append(text)
    parsedOnce.layOutWhole()
    #expect(parsedOnce.lines == whole, "\(text.debugDescription)")
    for line in whole { #expect(line.width <= 30) }
  }

  /// What stands beside plain words, and the words themselves, often.
  static let wordy =
    nasty + [
      "$x$", "$", "\\(", "![i](u) ", "[l](u) ", "[^1]", ":", "/", "//", "www", ".", "@", "w",
      "http",
      "-", "1", "=", "+", "！", "（", "“", "é", "ー", "한", "\u{200D}", "\u{FE0F}", "❤", "#x", "< ",
      "&", "&#32;", "`a `", "**`a `**", "\u{3000}", "](u \"t", "[foo]: ", "[foo]:\nu ", "[[1]]",
      "(",
      "[a](", "\"", "*a&#32;*",
    ]
  static let words = [
    " word", " and", "le", "s", ",", ", ", ".", ". ", " ", "  ", "don't", " (so)", "?", "! ", "12",
    " w", "\"", ")", "漢字", "，", "。", "w", "W.",
  ]

  @Test(
    "Plain words, which need no parser, are laid out as if it had read them", arguments: 1...1500)
  func words(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) + 7000)
    let rare = [3, 6, 12, 40][seed % 4]
    let pieces = (0..<Int.random(in: 2...80, using: &random)).compactMap { _ in
      (Int.random(in: 0..<rare, using: &random) == 0 ? Self.wordy : Self.words)
        .randomElement(using: &random)
    }
    var layout = MarkdownLayout(width: 24)
    var text = ""
    for piece in pieces {
      var parsed = layout
      parsed.openEnd = nil
      parsed.append(piece)
      layout.append(piece)
      text += piece
      #expect(layout.lines == parsed.lines, "\(text.debugDescription)")
    }
  }

  /// Words that end or change what stands before them, though they look plain.
  static let pitfalls: [(String, String)] = [
    ("See [the notes (2024)](u \"The", " notes\")"), ("see [[1]](u \"the", " t\")"),
    ("see [docs](https://x/a\n\"The page", " title\")"), ("see [a](\nu ", ")"),
    ("[foo]: u\n\"my title", " here\""), ("Hello there\n\n[foo]:\nurl ", "more"),
    ("Hello there\n\n[foo]: u\n\"my title\"", " x"), (" x **`a `**", " b"), ("x *a&#32;*", " b"),
    ("foo 漢字\u{3000}", " bar"), ("so www.", " it"), ("at http://x.y_", " w"), ("a\tb c\t", "d"),
  ]

  @Test("What looks like plain words and is none is parsed", arguments: pitfalls)
  func tricky(_ text: String, _ words: String) {
    var (layout, parsed) = (MarkdownLayout(width: 40), MarkdownLayout(width: 40))
    layout.append(text)
    layout.append(words)
    parsed.append(text)
    parsed.openEnd = nil
    parsed.append(words)
    #expect(layout.lines == parsed.lines)
  }
}
