import Engine
import Testing

@Suite("Prompt templates")
struct PromptTemplateTests {
  @Test(
    "Words fill the places in order, by name, by number, or with what is usual",
    arguments: [
      ("Review {{file}} for {{what: mistakes}}.", "main.c", "Review main.c for mistakes."),
      (
        "Review {{file}} for {{what: mistakes}}.", "main.c slow loops",
        "Review main.c for slow loops."
      ),
      ("Review {{file}} for {{what: mistakes}}.", "what=style a.c", "Review a.c for style."),
      ("{{a}} and {{a}}", "\"two words\"", "two words and two words"),
      ("Say $1, then $2, of $ARGUMENTS", "x y", "Say x, then y, of x y"),
      ("No places", "spare words", "No places"),
      ("# Heading\n\nThe text\n", "", "The text"),
      ("{{a}} {{b: {{", "x", "x {{b: {{"),
    ])
  func filling(_ text: String, _ words: String, _ wanted: String) throws {
    #expect(try PromptTemplate(name: "t", text: text).filled(with: words) == wanted)
  }

  @Test("What is missing is named")
  func missing() {
    let failure = #expect(throws: EngineError.self) {
      try PromptTemplate(name: "review", text: "{{file}} {{why}}").filled(with: "a.c")
    }
    #expect(failure?.message == "/review wants why.")
  }
}
