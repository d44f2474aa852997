import Testing

@testable import TUI

@Suite("Code in the inks of its language")
struct CodeInkTests {
  /// `text:role` of everything that is not plain code.
  private func inked(_ language: String, _ lines: [String]) -> [String] {
    var ink = CodeInk(language: CodeLanguage.named(language))
    return lines.flatMap { ink.spans([Span(SafeText(foreign: $0), Ink(.code))]) }
      .filter { $0.ink.role != .code }
      .map { "\($0.text):\($0.ink.role.rawValue.dropFirst(5))" }
  }

  @Test(
    "Keywords, types, calls, strings, numbers, comments",
    arguments: [
      (
        "swift", "let n: Int = f(0x1F) // x",
        ["let:keyword", "Int:type", "f:function", "0x1F:number", "// x:comment"]
      ),
      (
        "c++", "#include <x> /* a */ int y;",
        ["#include:keyword", "/* a */:comment", "int:type"]
      ),
      ("python", "def f(x): # no", ["def:keyword", "f:function", "# no:comment"]),
      ("ts", "const s = `a` + 'b\\'c'", ["const:keyword", "`a`:string", "'b\\'c':string"]),
      (
        "rust", "fn f<'a>(s: &'a str) {}",
        ["fn:keyword", "str:type"]
      ),
      ("go", "func main() { x := \"s\" }", ["func:keyword", "main:function", "\"s\":string"]),
      ("java", "class A { int x = 1; }", ["class:keyword", "int:type", "1:number"]),
      (
        "bash", "for f in *; do # all",
        ["for:keyword", "in:keyword", "do:keyword", "# all:comment"]
      ),
      ("bash", "echo ${#a}", ["echo:keyword"]),
      (
        "json", "{\"a\": [1, true, \"b\"]}",
        ["\"a\":type", "1:number", "true:keyword", "\"b\":string"]
      ),
      ("toml", "key = \"v\" # c", ["key:type", "\"v\":string", "# c:comment"]),
      ("yaml", "a-b: on", ["a-b:type", "on:keyword"]),
      (
        "html", "<a href=\"x\">t</a>",
        ["<a:keyword", "href:type", "\"x\":string", ">:keyword", "</a>:keyword"]
      ),
      (
        "sql", "SELECT 'a' FROM t -- c",
        ["SELECT:keyword", "'a':string", "FROM:keyword", "-- c:comment"]
      ),
      ("markdown", "a `b`", ["`b`:string"]),
      ("markdown", "# T", ["# T:keyword"]),
    ])
  func words(language: String, line: String, expected: [String]) {
    #expect(inked(language, [line]) == expected)
  }

  @Test("A diff is inked by lines")
  func diff() {
    var ink = CodeInk(language: CodeLanguage.named("diff"))
    let roles = ["--- a", "@@ -1 +1 @@", "-old", "+new", " same"].map {
      ink.spans([Span(SafeText(foreign: $0), Ink(.code))])[0].ink.role
    }
    #expect(roles == [.codeComment, .codeFunction, .error, .success, .code])
  }

  @Test(
    "Strings and comments go on over lines",
    arguments: [
      ("swift", ["/* a", "b */ let"], ["/* a:comment", "b */:comment", "let:keyword"]),
      ("python", ["\"\"\"a", "b\"\"\""], ["\"\"\"a:string", "b\"\"\":string"]),
      (
        "html", ["<!-- a", "b --><p>"],
        ["<!-- a:comment", "b -->:comment", "<p>:keyword"]
      ),
      ("c", ["\"open", "int"], ["\"open:string", "int:type"]),
    ])
  func carried(language: String, lines: [String], expected: [String]) {
    #expect(inked(language, lines) == expected)
  }

  @Test("No byte is lost in any language", arguments: CodeLanguage.all.map { $0.names[0] })
  func whole(language: String) {
    var ink = CodeInk(language: CodeLanguage.named(language))
    for seed in 1...60 {
      let line = MarkdownFuzzTests.text(seed: UInt64(seed)).joined().filter { !$0.isNewline }
      let sanitized = Sanitizer.spans(line + "\\漢'\"/*x*/<p a='é\\", Ink(.code))
      let text = sanitized.map(\.text).joined()
      #expect(ink.spans(sanitized).map(\.text).joined() == text)
    }
  }

  @Test("Names are known in any case, with aliases; others stay plain")
  func names() {
    #expect(CodeLanguage.named("Swift")?.names == ["swift"])
    #expect(CodeLanguage.named("yml")?.grammar == .keys)
    #expect(CodeLanguage.named("brainfuck") == nil)
    #expect(inked("brainfuck", ["let x = 1"]).isEmpty)
  }

  @Test("A shown control keeps its ink in code")
  func control() {
    let lines = MarkdownStreamTests.layout(["```swift\nlet \u{1B}x\n```"], width: 40).lines
    #expect(lines[1].spans.contains(Span("␛", Ink(.control))))
  }
}
