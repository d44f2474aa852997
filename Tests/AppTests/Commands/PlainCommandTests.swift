import ArgumentParser
import Testing

@testable import App

@Suite("Command lines without an option")
struct PlainCommandTests {
  private func text(_ command: any ParsableCommand) -> String {
    var text = ""
    dump(command, to: &text)
    return text
  }

  @Test(
    "They are what the parser makes of them, each option's default included",
    arguments: [
      [], ["exec"], ["exec", "why"], ["exec", "why is", "the sky blue", "?"], ["exec", ""],
      ["exec", "help"], ["exec", "exec"], ["exec", "天空"],
    ])
  func same(_ words: [String]) async throws {
    let plain = try #require(PlainCommand.read(words))
    let type: any AsyncParsableCommand.Type = words.isEmpty ? ChatCommand.self : ExecCommand.self
    let parsed = try await type.asyncParseAsRoot(Array(words.dropFirst()))
    #expect(text(plain) == text(parsed))
    for word in words.dropFirst() { #expect(text(plain).contains("\"\(word)\"")) }
    // Reading what was forgotten would end the program.
    #expect(!text(plain).contains("definition"))
  }

  @Test(
    "Whatever else is for the parser",
    arguments: [
      ["exec", "-"], ["exec", "why", "--json"], ["exec", "--", "-x"], ["--demo"], ["models"],
      ["help"],
      ["exce", "why"], ["why"],
    ])
  func others(_ words: [String]) {
    #expect(PlainCommand.read(words).map(text) == nil)
  }
}
