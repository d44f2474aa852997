import Engine
import Support
import Synchronization
import Testing

@testable import App

/// A form of a server of tools, filled in by lines.
@Suite("Forms in plain lines")
struct LinearFormTests {
  private static func form() throws -> ToolForm {
    let properties: JSON = [
      "name": ["type": "string", "minLength": 2], "age": ["type": "integer", "default": 30],
      "color": ["type": "string", "enum": .array(["red", "green"])], "news": ["type": "boolean"],
      "days": ["type": "array", "items": ["enum": .array(["Mon", "Tue", "Wed"])]],
    ]
    return try #require(
      ToolForm(
        ["message": "Who are you?\u{1B}[2J", "requestedSchema": ["properties": properties]],
        of: "git"))
  }

  private static func filled(_ lines: [String]) throws -> (answer: FormAnswer, words: String) {
    var lines = lines[...]
    var words = ""
    let form = LinearForm(form: try form(), write: { words += $0 + "\n" }) { asked in
      words += asked
      return lines.popFirst()
    }
    return (form.fill(), words)
  }

  @Test("Each field is asked for; what does not fit is asked for again")
  func values() throws {
    let (answer, words) = try Self.filled([
      "A", "Ada", "x", "", "purple", "green", "red", "y", "4", "1, Wed",
    ])
    #expect(
      answer
        == .accept([
          "name": "Ada", "age": 30, "color": "green", "news": true, "days": .array(["Mon", "Wed"]),
        ]))
    #expect(
      words.contains("at least 2 characters") && words.contains("whole number")
        && words.contains("answer y or n") && words.contains("by the number or the name"))
    #expect(words.contains("age [30]: ") && !words.contains("\u{1B}"))
  }

  @Test(
    "It can be declined and left at any field",
    arguments: [("/decline", FormAnswer.decline), ("/cancel", .cancel), (nil, .cancel)]
      as [(String?, FormAnswer)])
  func left(_ word: String?, _ answer: FormAnswer) throws {
    #expect(try Self.filled(["Ada"] + (word.map { [$0] } ?? [])).answer == answer)
  }
}
