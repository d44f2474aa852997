import Engine
import Support
import Testing

@testable import TUI

@Suite("Help as a palette")
struct CommandPaletteTests {
  @Test("It has every action and every command", arguments: ["f1", "ctrl+p"])
  func complete(_ key: String) throws {
    var typing = try Typing()
    typing.press(key)
    let palette = try #require(typing.state.layer as? CommandPalette)
    let items = Set(palette.picker.rows.map(\.id))
    #expect(items.count == palette.picker.rows.count, "each once")
    #expect(Action.allCases.allSatisfy { items.contains(.action($0)) })
    #expect(SlashCommand.allCases.allSatisfy { items.contains(.command($0)) })
  }

  @Test("What everything does stands in one column, whatever its keys and arguments")
  func column() throws {
    let rows = CommandPalette(try Typing().state).picker.rows
    for row in rows {
      let help =
        switch row.id {
        case .action(let action): action.entry.help
        case .command(let command): command.entry.help
        }
      #expect(row.text.hasSuffix(help))
      #expect(Glyph.width(of: String(row.text.dropLast(help.count))) == 15, "\(row.text)")
    }
  }

  @Test("What is found by typing is done by Enter")
  func run() throws {
    var typing = try Typing()
    typing.press("f1")
    typing.type("colours")
    typing.press("enter")
    #expect(typing.state.layer is ThemeList)
    typing.press("esc", "f1")
    typing.type("next profile")
    #expect(typing.press("enter").contains(.engine(.switchProfile(.next))))
    #expect(typing.state.layer == nil)
  }

  @Test("An action is found by the name that the configuration gives it, in every language")
  func alias() throws {
    try Language.$drawn.withValue(.chinese) {
      var typing = try Typing()
      typing.press("f1")
      #expect(typing.picture.contains("下一个配置"))
      typing.type("pick-theme")
      typing.press("enter")
      #expect(typing.state.layer is ThemeList)
    }
  }

  @Test("A command that wants an argument is written into the prompt")
  func argument() throws {
    var typing = try Typing()
    typing.press("f1")
    typing.type("/rename")
    typing.press("enter")
    #expect(typing.state.composer.text == "/rename ")
  }

  @Test("What cannot be done now says why, and stays")
  func disabled() throws {
    var typing = try Typing()
    typing.press("f1")
    typing.type("/why")
    typing.press("enter")
    #expect(typing.state.layer is CommandPalette)
    #expect(typing.state.hint?.isEmpty == false)
  }

  @Test("What is behind steps back, the prompt and the status bar do not")
  func dim() throws {
    var typing = try Typing()
    typing.press("f2")
    typing.press("shift+f2")
    let frame = typing.state.frame()
    let layout = ScreenLayout(typing.state)
    #expect(frame.surface[0, 0].ink.attributes.contains(.dim))
    #expect(!frame.surface[0, layout.composer.row].ink.attributes.contains(.dim))
  }
}
