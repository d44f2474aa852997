import Engine
import Testing

@testable import TUI

@Suite("The instructions of a conversation")
struct InstructionsTests {
  private func typing(_ own: String? = nil) throws -> Typing {
    try Typing {
      $0.profile.systemPrompt = "The profile's."
      $0.conversation.systemPrompt = own
    }
  }

  @Test("/system edit gives the editor what a model is told now", arguments: [nil, "Mine."])
  func editor(_ own: String?) throws {
    var typing = try typing(own)
    typing.type("/system edit")
    #expect(typing.press("enter").contains(.local(.editInstructions(own ?? "The profile's."))))
  }

  @Test(
    "What comes back is the conversation's; blanks are none",
    arguments: [("Answer in French.", "Answer in French."), (" \n", "")])
  func edited(_ text: String, _ told: String) throws {
    var typing = try typing()
    let asked = typing.state.reduce(.local(.instructions(text, complaint: nil)))
    #expect(asked == [.engine(.conversation(.change(.systemPrompt(told), nil)))])
    #expect(typing.state.hint?.contains("from the next turn on") == true)
  }

  @Test("An editor that failed changes nothing and says why")
  func failed() throws {
    var typing = try typing()
    let asked = typing.state.reduce(.local(.instructions(nil, complaint: "vi ended with 1")))
    #expect(asked.isEmpty)
    #expect(typing.state.hint == "vi ended with 1")
  }

  @Test("/system alone shows them and whose they are")
  func shown() throws {
    var typing = try typing("Mine.")
    typing.type("/system")
    typing.press("esc", "enter")
    #expect(typing.picture.contains("Mine."))
    #expect(typing.picture.contains("of this conversation alone"))
  }
}
