import Testing

@testable import TUI

@Suite("Modal editing")
struct VimTests {
  /// Starts in normal mode on the first character, types keys, answers text and cursor.
  private func after(_ keys: String, in text: String) -> (text: String, cursor: Int, mode: Vim.Mode)
  {
    var composer = Composer(text)
    var vim = Vim()
    _ = vim.press(KeyPress(.escape), &composer)
    composer.move(to: 0)
    for key in keys {
      let press = key == "⎋" ? KeyPress(.escape) : KeyPress(.character(key))
      if !vim.press(press, &composer), key != "⎋" { composer.insert(String(key)) }
    }
    return (composer.text, composer.cursor, vim.mode)
  }

  @Test(
    "Commands do to a text what vi does",
    arguments: [
      ("x", "hello", "ello"), ("3x", "hello", "lo"), ("dw", "one two", "two"),
      ("d2w", "one two three", "three"), ("cwnew⎋", "one two", "new two"),
      ("wD", "one two", "one "), ("dd", "a\nb\nc", "b\nc"), ("2dd", "a\nb\nc", "c"),
      ("jddp", "a\nb\nc", "a\nc\nb"), ("yyp", "a\nb", "a\na\nb"), ("Ohi⎋", "x", "hi\nx"),
      ("ohi⎋", "x", "x\nhi"), ("A!⎋", "x", "x!"), ("I>⎋", "  x", "  >x"), ("rz", "abc", "zbc"),
      ("2rz", "abc", "zzc"), ("de", "one two", " two"), ("$x", "abc", "abc"), ("$hx", "abc", "ab"),
      ("fcx", "abcabc", "ababc"), ("2fcx", "abcabc", "abcab"), ("dtc", "abcabc", "cabc"),
      ("dfc", "abcabc", "abc"), ("$Fax", "abcabc", "abcbc"), ("$dTa", "abcabc", "abca"),
      ("fb;x", "abcabc", "abcac"), ("dfz", "abc", "abc"), ("yw$p", "ab cd", "ab cdab "),
      ("xu", "abc", "abc"), ("ccnew⎋", "a b\nc", "new\nc"),
      ("wdb", "one two", "two"), ("d0", "abc", "abc"), ("wd0", "one two", "two"), ("G3q", "a", "a"),
    ])
  func commands(_ keys: String, _ before: String, _ expected: String) {
    #expect(after(keys, in: before).text == expected)
  }

  @Test("Esc leaves insert mode and drops half a command; i writes again")
  func modes() {
    #expect(after("2d⎋x", in: "abc").text == "bc")
    #expect(after("ix", in: "abc").mode == .insert)
    #expect(after("ix⎋", in: "abc").mode == .normal)
    #expect(after("ix", in: "abc").text == "xabc")
  }

  @Test("In normal mode Enter still sends, and keys of the program still count")
  func passes() throws {
    var typing = try Typing()
    typing.state.input.vim = Vim()
    typing.type("hello")
    typing.press("esc")
    typing.type("0")
    #expect(typing.state.composer.cursor == 0)
    #expect(typing.press("enter").contains { if case .engine(.send) = $0 { true } else { false } })
  }
}
