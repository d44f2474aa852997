import Support
import Testing

@testable import TUI

@Suite("Wrap: words, then graphemes")
struct WrapTests {
  private func wrap(_ text: String, _ width: Int) -> [String] {
    Wrap.lines([Span(SafeText(foreign: text))], width: width).map(\.text)
  }

  @Test(
    "Text breaks between words",
    arguments: [
      ("the quick brown fox", 10, ["the quick", "brown fox"]),
      ("the quick  brown", 9, ["the quick", "brown"]), ("a  b", 10, ["a  b"]),
      ("", 10, [""]), ("a\n\nb", 10, ["a", "", "b"]), ("  in", 10, ["  in"]),
      ("abcdefghij", 4, ["abcd", "efgh", "ij"]), ("ab cdefghij", 4, ["ab", "cdef", "ghij"]),
      ("well-known", 6, ["well-", "known"]), ("go -1", 4, ["go", "-1"]),
      ("word     ", 6, ["word"]), ("a\n", 5, ["a", ""]), ("foo--bar", 5, ["foo--", "bar"]),
      ("/usr/local/bin", 7, ["/usr/", "local/", "bin"]), ("end.", 3, ["end", "."]),
      ("see https://a.de/keys", 12, ["see", "https://a.de", "/keys"]),
      ("at https://a.de/keys", 16, ["at https://a.de/", "keys"]), ("in ../up", 6, ["in", "../up"]),
    ])
  func words(text: String, width: Int, lines: [String]) {
    #expect(wrap(text, width) == lines)
  }

  @Test(
    "Wide characters and scripts without blanks",
    arguments: [
      ("漢字漢字", 5, ["漢字", "漢字"]), ("私は、学生です。", 8, ["私は、学", "生です。"]),
      ("あ「い」う", 6, ["あ", "「い」", "う"]), ("ab漢字", 4, ["ab漢", "字"]), ("漢", 1, ["漢"]),
      ("กำกำกำ", 3, ["กำ", "กำ", "กำ"]), ("क्षक्ष", 3, ["क्ष", "क्ष"]),
    ])
  func scripts(text: String, width: Int, lines: [String]) {
    #expect(wrap(text, width) == lines)
  }

  private func wrapped(_ line: Line) -> Line {
    var line = line
    line.joint = .blank
    return line
  }

  @Test("Spans keep their ink over a break")
  func inks() {
    let bold = Ink(.text, .bold)
    let lines = Wrap.lines([Span("one "), Span("two three", bold), Span(" four")], width: 8)
    #expect(
      lines == [
        Line([Span("one "), Span("two", bold)]), wrapped(Line([Span("three", bold)])),
        wrapped(Line("four")),
      ])
  }

  @Test("A list item hangs under its text")
  func hanging() {
    let lines = Wrap.lines([Span("one two three")], width: 9, first: Line("• "))
    #expect(lines.map(\.text) == ["• one two", "  three"])
    let indented = Wrap.lines([Span("one two")], width: 5, indent: 0, hangingIndent: 2)
    #expect(indented.map(\.text) == ["one", "  two"])
  }

  @Test("No line is wider than asked and no character is lost", arguments: 2...24)
  func properties(width: Int) {
    let text = """
      The quick brown fox — jumps over-the-lazy dog's back; 漢字「かな」混じり、文。 \
      https://example.com/a/very/long/path?with=query supercalifragilisticexpialidocious ภาษาไทย
      second   line\twith  blanks 👍👍👍👍 हिन्दी क्षत्रिय e\u{301}e\u{301}
      """
    let sanitized = Sanitizer.sanitize(text)
    let lines = Wrap.lines([Span(SafeText(foreign: sanitized))], width: width)
    for line in lines { #expect(line.width <= width, "\(line.text)") }
    let words = { (text: String) in text.filter { !$0.isWhitespace } }
    #expect(words(lines.map(\.text).joined()) == words(sanitized))
  }

  @Test("Lines that are full do not change when text follows")
  func greedy() {
    let text = Array(
      "word another-one  漢字、漢 and supercalifragilistic) more/less 👍 x y ".unicodeScalars)
    for width in [3, 7, 12] {
      var before: [Line] = []
      for end in 0...text.count {
        var part = ""
        part.unicodeScalars.append(contentsOf: text[..<end])
        let lines = Wrap.lines([Span(SafeText(foreign: part))], width: width)
        #expect(lines.starts(with: before.dropLast()))
        before = lines
      }
    }
  }

  @Test("A line of a megabyte without a blank is linear", .limit(minutes: 1))
  func megabyte() {
    let lines = Wrap.lines(
      [Span(SafeText(foreign: String(repeating: "x", count: 1 << 20)))], width: 80)
    #expect(lines.count == (1 << 20) / 80 + 1)
  }
}
