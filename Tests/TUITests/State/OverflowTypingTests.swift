import Testing

@testable import Engine
@testable import TUI

@Suite("Words typed while a list opens by itself belong to the prompt")
struct OverflowTypingTests {
  /// The user has typed something; then an earlier prompt turns out not to fit.
  private func typing(_ typed: String) throws -> Typing {
    var typing = try Typing()
    typing.type(typed)
    var session = typing.state.session
    session.queue = [Prompt("the long one")]
    session.overflow = ContextForecast(needed: 9000, window: 4096, turnsToOmit: 2)
    session.revision += 1
    _ = typing.state.reduce(.session(session))
    return typing
  }

  private func isOpen(_ typing: Typing) -> Bool {
    typing.state.layer is OverflowList
  }

  @Test("The list opens on an empty line only; else the line says what waits")
  func opens() throws {
    #expect(isOpen(try typing("")))
    var busy = try typing("half a sen")
    #expect(!isOpen(busy))
    #expect(busy.state.hint?.contains("does not fit") == true)
    busy.type("tence")
    #expect(busy.state.composer.text == "half a sentence")
  }

  @Test("A word or a paste closes it and is in the composer; Enter on an empty line opens it again")
  func words() throws {
    var typed = try typing("")
    typed.type("next")
    #expect(!isOpen(typed) && typed.state.composer.text == "next")
    #expect(typed.state.hint?.contains("does not fit") == true || typed.state.hint == nil)
    var pasted = try typing("")
    _ = pasted.state.reduce(.input(.paste("a\nb")))
    #expect(!isOpen(pasted) && pasted.state.composer.text == "a\nb")
    pasted.press("ctrl+u", "backspace", "ctrl+u", "enter")
    #expect(isOpen(pasted))
  }

  @Test("A paste over the help or a question is the prompt's, and answers no question")
  func pasteOverPages() throws {
    let layers: [any Layer] = [
      TextPage(title: "t", lines: []),
      Question(question: "Delete?", detail: "", commands: [.quit(code: 1)]),
    ]
    for layer in layers {
      var typing = try typing("")
      typing.state.layer = layer
      let commands = typing.state.reduce(.input(.paste("y\n")))
      #expect(commands.isEmpty && typing.state.layer == nil)
      #expect(typing.state.composer.text == "y\n")
    }
  }
}
