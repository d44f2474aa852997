import Engine
import Support
import Testing

@testable import TUI

@Suite("Tables that are wider than their pane")
struct WideTableTests {
  private static let columns = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Omega"]
  private static let wide =
    "| " + columns.joined(separator: " | ") + " |\n|" + columns.map { _ in "---|" }.joined()
    + "\n| "
    + columns.map { "incomprehensible\($0)" }.joined(separator: " | ") + " |\n"

  private static func typing(answer: String) throws -> Typing {
    try Typing(size: Size(columns: 100, rows: 24)) {
      $0.transcript.settled = [Typing.turn(1, prompt: "table", thinking: "", answer: answer)]
    }
  }

  @Test("No word is broken; keys bring the rest into view, to the end and back")
  func sideways() throws {
    var typing = try Self.typing(answer: "Before.\n\n" + Self.wide + "\nAfter.")
    typing.press("shift+tab")
    #expect(typing.picture.contains("incomprehensibleAlpha │ "))
    #expect(!typing.picture.contains("incomprehensibleOmega"))
    #expect(typing.picture.contains("›"))
    for _ in 0..<40 { typing.press("right") }
    #expect(typing.picture.contains("incomprehensibleOmega"))
    #expect(!typing.picture.contains("incomprehensibleAlpha"))
    #expect(typing.picture.contains("Before.") && typing.picture.contains("After."), "they fit")
    for _ in 0..<40 { typing.press("left") }
    #expect(typing.picture.contains("incomprehensibleAlpha"))
    #expect(typing.state.response.sideways == 0)
  }

  @Test("A table that fits in some form is not moved")
  func fits() throws {
    var typing = try Self.typing(
      answer: "| a | b |\n|---|---|\n| some longer words to be wrapped | and more of them here |\n")
    typing.press("shift+tab", "right")
    #expect(typing.state.response.sideways == 0)
  }

  @Test("On a narrow screen a row is a list of names and values")
  func narrow() throws {
    var layout = MarkdownLayout(width: 40)
    layout.append(Self.wide)
    layout.settle()
    #expect(layout.lines.allSatisfy { $0.width <= 40 })
    #expect(layout.lines.contains { $0.text.contains("Alpha: incomprehensibleAlpha") })
  }
}
