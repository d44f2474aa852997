import Engine
import Testing

@testable import TUI

@Suite("From the answer to the thinking")
struct TracingTests {
  private static func typing() throws -> Typing {
    let thinking =
      (0..<60).map { "Filler line number \($0) about nothing.\n" }.joined()
      + "Resizing arrives as KEY_RESIZE in the input.\n"
      + (0..<60).map { "More filler \($0).\n" }.joined()
    return try Typing {
      $0.transcript.begin(
        Typing.turn(thinking: thinking, answer: "A terminal that resizes arrives as KEY_RESIZE."))
      $0.transcript.settle()
    }
  }

  @Test("Words lead to the line that first says them")
  func words() throws {
    var typing = try Self.typing()
    #expect(!typing.picture.contains("Resizing arrives"))
    typing.type("/trace resizing KEY_RESIZE arrives")
    typing.press("enter")
    #expect(typing.picture.contains("Resizing arrives as KEY_RESIZE"))
    #expect(typing.state.hint == "the thinking first says it here: 3 of 3 words")
  }

  @Test("The key takes the answer's first line in view")
  func key() throws {
    var typing = try Self.typing()
    typing.press("alt+j")
    #expect(typing.picture.contains("Resizing arrives as KEY_RESIZE"))
  }

  @Test("What was not thought is said so, and so is that there is nothing to look for")
  func nothing() throws {
    var typing = try Self.typing()
    typing.type("/trace elephants eating bananas")
    typing.press("enter")
    #expect(typing.state.hint == "the thinking says nothing like it")
    var empty = try Typing()
    empty.press("alt+j")
    #expect(empty.state.hint?.contains("/trace WORDS") == true)
  }

  @Test(
    "A passage is found by the stems of its longer words",
    arguments: [
      ("the cat sat", nil), ("keeps two pictures", 1), ("difference costs", 3),
    ] as [(String, Int?)])
  func places(_ passage: String, _ line: Int?) {
    let lines = [
      "It never draws.", "It is keeping two pictures.", "", "The differences cost bytes.",
    ]
    let found = PassageWords.firstPlace(of: Set(PassageWords.of(passage)), in: lines)
    #expect(found?.line == line)
  }
}
