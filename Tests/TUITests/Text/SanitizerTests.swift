import Support
import Testing

@testable import TUI

@Suite("Sanitizer: nothing foreign reaches the terminal as a control")
struct SanitizerTests {
  @Test(
    "What a terminal would obey is shown",
    arguments: [
      ("plain", "plain"), ("\u{1B}[2J", "␛[2J"), ("\u{1B}]0;x\u{7}", "␛]0;x␇"), ("a\u{0}b", "a␀b"),
      ("\u{7F}", "␡"), ("\u{9B}31m", "⟨U+009B⟩31m"), ("\u{85}", "⟨U+0085⟩"),
      ("a\u{202E}b", "a⟨U+202E⟩b"), ("\u{2066}x\u{2069}", "⟨U+2066⟩x⟨U+2069⟩"),
      ("\u{200F}", "⟨U+200F⟩"), ("\u{61C}", "⟨U+061C⟩"), ("\u{FEFF}x", "⟨U+FEFF⟩x"),
      ("so\u{AD}ft", "so⟨U+00AD⟩ft"), ("a\u{200B}b", "a⟨U+200B⟩b"), ("a\u{200D}b", "a⟨U+200D⟩b"),
      ("\u{E0041}", "⟨U+E0041⟩"), ("\u{3164}", "⟨U+3164⟩"), ("x\u{E0101}", "x⟨U+E0101⟩"),
      ("\u{2028}", "⟨U+2028⟩"), ("\u{FFFF}", "⟨U+FFFF⟩"),
    ])
  func shown(foreign: String, safe: String) {
    #expect(Sanitizer.sanitize(foreign) == safe)
    #expect(Sanitizer.sanitize(safe) == safe)
  }

  @Test(
    "Line ends and tabs",
    arguments: [
      ("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\n\rb", "a\n\nb"), ("\tx", "    x"),
      ("ab\tx", "ab  x"), ("abcd\tx", "abcd    x"), ("漢\tx", "漢  x"), ("ab\ncde\tx", "ab\ncde x"),
    ])
  func blanks(foreign: String, safe: String) {
    #expect(Sanitizer.sanitize(foreign) == safe)
  }

  @Test(
    "What scripts need stays",
    arguments: [
      "می\u{200C}خواهم", "क\u{94D}\u{200D}ष", "e\u{301}", "漢\u{E0100}", "한국어", "ภาษาไทย", "ქართული",
      "☺\u{FE0E}", "– — … “ ”",
    ])
  func kept(text: String) {
    #expect(Sanitizer.sanitize(text) == text)
  }

  @Test("Khmer and Thai word ends are left out, not shown")
  func wordEnds() {
    #expect(Sanitizer.sanitize("ขอ\u{200B}บคุณ") == "ขอบคุณ")
  }

  @Test(
    "Emoji that terminals disagree on become what they agree on",
    arguments: [
      ("👩‍💻!", "👩!"), ("❤️", "❤"), ("🇩🇪", "DE"), ("👍🏽", "👍"), ("👨‍👩‍👧‍👦x", "👨x"), ("1️⃣", "1\u{20E3}"),
      ("🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", "🏴"), ("🏳️‍🌈a", "🏳a"),
      ("🧑🏽‍🚀", "🧑"), ("⌚\u{FE0E}", "⌚"),
    ])
  func safeEmoji(foreign: String, safe: String) {
    #expect(Sanitizer.sanitize(foreign) == safe)
  }

  @Test(
    "Full emoji stay whole",
    arguments: ["👩‍💻", "❤️", "🇩🇪", "👍🏽", "👨‍👩‍👧‍👦", "1️⃣", "🏳️‍🌈", "🧑🏽‍🚀"])
  func fullEmoji(text: String) {
    #expect(Sanitizer.sanitize(text, emoji: .full) == text)
  }

  @Test("Words hidden in tags after a flag are shown")
  func smuggled() {
    let hidden = "🏴\u{E0067}\u{E0062}\u{E0061}"
    #expect(Sanitizer.sanitize(hidden) == "🏴⟨U+E0061⟩")
  }

  @Test("Shown controls are in their own ink")
  func ink() {
    #expect(
      Sanitizer.spans("a\u{1B}b", Ink(.code, .bold)) == [
        Span("a", Ink(.code, .bold)), Span("␛", Ink(.control, .bold)), Span("b", Ink(.code, .bold)),
      ])
  }

  @Test("A pile of marks is cut at four, in linear time", .limit(minutes: 1))
  func pile() {
    let pile = "a" + String(repeating: "\u{301}", count: 100_000)
    #expect(Sanitizer.sanitize(pile).unicodeScalars.count == 5)
    #expect(Sanitizer.sanitize(String(repeating: pile, count: 10)).unicodeScalars.count == 50)
  }

  @Test("Pieces wash like the whole, wherever they are cut")
  func pieces() {
    let text = "a\tb\r\nc\r\rd👩‍💻🇩🇪e\u{301}\u{1B}[0m🏴\u{E0067}\u{E0061}ก\u{200B}ข漢\tx\r"
    let scalars = Array(text.unicodeScalars)
    for emoji in [Sanitizer.Emoji.safe, .full] {
      let whole = Sanitizer.sanitize(text, emoji: emoji)
      for cut in 0...scalars.count {
        var washer = Sanitizer(emoji: emoji)
        var joined = ""
        for part in [scalars[..<cut], scalars[cut...]] {
          var piece = ""
          piece.unicodeScalars.append(contentsOf: part)
          joined += washer.spans(piece, .text).map(\.text).joined()
        }
        #expect(joined == whole, "cut at \(cut)")
      }
    }
  }
}
