import Engine
import Testing

@testable import TUI

@Suite("What shapes replies: /set and its page")
struct SamplingPageTests {
  private static func changes(_ commands: [Command]) -> [String] {
    commands.compactMap { command in
      if case .engine(.conversation(.change(.sampling(let sampling), nil))) = command {
        sampling.words
      } else {
        nil
      }
    }
  }

  private static func typing(_ size: Size = Size(columns: 100, rows: 30)) throws -> Typing {
    try Typing(size: size) {
      $0.profile.sampling = Sampling(["temperature": 0.6])
      $0.presets = [.init(name: "exact", sampling: Sampling(["temperature": 0, "seed": 1]))]
    }
  }

  @Test(
    "/set changes one value, takes a preset, or gives all back",
    arguments: [
      ("temperature 0.2", "temperature 0.2"), ("exact", "temperature 0 · seed 1"),
      ("default", ""), ("TOP_K 5", "top_k 5"),
    ])
  func command(_ argument: String, _ words: String) throws {
    var typing = try Self.typing()
    typing.type("/set \(argument)")
    typing.press("enter")
    #expect(Self.changes(typing.commands) == [words])
  }

  @Test(
    "What cannot be is said with what can",
    arguments: [
      ("temperature 9", "temperature can be 0 to 2, or default"),
      ("temprature 1", "did you mean temperature?"),
      ("temperature", "temperature: 0.6"), ("top_p", "the server's choice"),
    ])
  func refused(_ argument: String, _ words: String) throws {
    var typing = try Self.typing()
    typing.type("/set \(argument)")
    typing.press("enter")
    #expect(Self.changes(typing.commands).isEmpty)
    #expect(typing.state.hint?.contains(words) == true, "\(typing.state.hint ?? "")")
  }

  @Test("On a small screen parameters come before what is said about them")
  func small() throws {
    var typing = try Self.typing(Size(columns: 40, rows: 12))
    typing.type("/set")
    typing.press("enter")
    for name in ["temperature", "top_p", "top_k", "min_p"] {
      #expect(typing.picture.contains(name), "\(typing.picture)")
    }
    #expect(typing.picture.contains("0 to 2"))
  }

  @Test("A number takes digits only; nothing else is left in its row")
  func digits() throws {
    var typing = try Self.typing()
    typing.type("/set")
    typing.press("enter")
    typing.type("warm 0.3")
    typing.press("enter")
    #expect(Self.changes(typing.commands) == ["temperature 0.3"])
  }

  @Test("The page's arrows move from the profile's value, Backspace gives it back")
  func page() throws {
    var typing = try Self.typing()
    typing.type("/set")
    typing.press("enter", "right", "right", "left")
    #expect(
      Self.changes(typing.commands)
        == ["temperature 0.7", "temperature 0.8", "temperature 0.7"])
    typing.press("backspace")
    #expect(Self.changes(typing.commands).last == "")
  }

  @Test("A number that is typed counts when the line is left, and one that is none stays")
  func typed() throws {
    var typing = try Self.typing()
    typing.type("/set")
    typing.press("enter", "down")
    typing.type("7")
    typing.press("enter")
    #expect(Self.changes(typing.commands).isEmpty)
    #expect(typing.picture.contains("It can be: 0 to 1."))
    typing.press("backspace")
    typing.type("0.5")
    typing.press("enter")
    #expect(Self.changes(typing.commands) == ["top_p 0.5"])
    typing.press("ctrl+p")
    #expect(Self.changes(typing.commands).last == "temperature 0 · seed 1")
    typing.press("enter")
    #expect(typing.state.layer == nil)
  }
}
