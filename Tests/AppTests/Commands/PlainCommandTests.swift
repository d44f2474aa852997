import ArgumentParser
import Testing

@testable import App

@Suite("Command lines without an option")
struct PlainCommandTests {
  private func text(_ options: Any) -> String {
    var text = ""
    dump(options, to: &text)
    return text
  }

  @Test(
    "They are what the parser makes of them, each option's default included",
    arguments: [
      [], ["exec"], ["exec", "why"], ["exec", "why is", "the sky blue", "?"], ["exec", ""],
      ["exec", "help"], ["exec", "exec"], ["exec", "天空"],
    ])
  func same(_ words: [String]) async throws {
    let plain: String
    let parsed: String
    switch try #require(PlainCommand.read(words)) {
    case .chat(let common, let screen, let lines):
      let chat = try #require(try await ChatCommand.asyncParseAsRoot([]) as? ChatCommand)
      plain = text(common) + text(screen) + text(lines)
      parsed = text(chat.common) + text(chat.screen) + text(chat.lines)
    case .exec(let command):
      plain = text(command)
      parsed = text(try await ExecCommand.asyncParseAsRoot(Array(words.dropFirst())))
    }
    #expect(plain == parsed)
    for word in words.dropFirst() { #expect(plain.contains("\"\(word)\"")) }
    // Reading what was forgotten would end the program.
    #expect(!plain.contains("definition"))
  }

  @Test(
    "Whatever else is for the parser",
    arguments: [
      ["exec", "-"], ["exec", "why", "--json"], ["exec", "--", "-x"], ["--demo"], ["models"],
      ["help"],
      ["exce", "why"], ["why"],
    ])
  func others(_ words: [String]) {
    #expect(PlainCommand.read(words).map { text($0) } == nil)
  }
}
