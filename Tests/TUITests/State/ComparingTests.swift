import Engine
import Support
import Testing

@testable import TUI

@Suite("Comparing replies on the screen")
struct ComparingTests {
  private static func typing() throws -> Typing {
    try Typing {
      $0.transcript.begin(Typing.turn(1, thinking: "hm", answer: "The sky is blue."))
      $0.transcript.begin(Typing.turn(2, answer: "The sea is blue."))
      $0.transcript.begin(Typing.turn(3, answer: "The sea is green."), after: Turn.ID(1))
      $0.transcript.settle()
    }
  }

  @Test(
    "/compare shows what differs, with marks that need no colour",
    arguments: [
      ("", "The sea is [-blue.-]{+green.+}"), ("1 2.1", "The [-sky-] {+sea+} is blue."),
      ("1", "The [-sky-] {+sea+} is [-blue.-]{+green.+}"),
    ])
  func compared(_ argument: String, _ words: String) throws {
    var typing = try Self.typing()
    typing.type("/compare \(argument)")
    typing.press("enter")
    let picture = typing.picture
    #expect(picture.contains(words), "\(picture)")
    #expect(picture.contains("% of the words are the same"))
  }

  @Test(
    "What cannot be compared is said", arguments: [("x", "/compare [TURN"), ("9", "no second")])
  func refused(_ argument: String, _ words: String) throws {
    var typing = try Self.typing()
    typing.type("/compare \(argument)")
    typing.press("enter")
    #expect(typing.state.hint?.contains(words) == true, "\(typing.state.hint ?? "")")
    var single = try Typing {
      $0.transcript.begin(Typing.turn(1, answer: "Alone."))
      $0.transcript.settle()
    }
    single.type("/compare")
    single.press("enter")
    #expect(single.state.hint?.contains("no second reply") == true)
  }
}
