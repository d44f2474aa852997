import Testing

@testable import TUI

@Suite("Themes")
struct ThemeTests {
  @Test("Black on white is 21, equal colours are 1")
  func ratios() {
    #expect(abs(Contrast.ratio(.rgb(0, 0, 0), on: .rgb(255, 255, 255)) - 21) < 0.001)
    #expect(Contrast.ratio(.rgb(9, 9, 9), on: .rgb(9, 9, 9)) == 1)
  }

  /// Themes that keep the terminal's background are read on what terminals have: dark ones from
  /// black to One Dark, light ones from white to Solarized.
  static let backgrounds: [Theme.Appearance: [Color]] = [
    .dark: [.rgb(0, 0, 0), .rgb(0x1e, 0x1e, 0x1e), .rgb(0x28, 0x2c, 0x34)],
    .light: [.rgb(255, 255, 255), .rgb(0xfd, 0xf6, 0xe3)],
  ]

  static func expectReadable(_ theme: Theme) {
    for role in Role.allCases {
      let style = theme.style(role)
      let behind =
        style.background == .standard
        ? backgrounds[theme.appearance] ?? [] : [style.background]
      for background in behind {
        let ratio = Contrast.ratio(style.foreground, on: background)
        #expect(ratio >= 4.5, "\(theme.name) \(role.rawValue) on \(background): \(ratio)")
      }
    }
  }

  @Test("Every built-in theme is readable", arguments: Theme.builtIn.map(\.name))
  func readable(name: String) throws {
    Self.expectReadable(try #require(Theme.builtIn.first { $0.name == name }))
  }

  @Test("A light theme brings its ground, so that it is read on a dark terminal too")
  func lightOwnsItsGround() {
    for theme in ThemeFile.all(in: [ThemeFileTests.directory]).themes + Theme.builtIn
    where theme.appearance == .light {
      for role in Role.allCases {
        #expect(theme.style(role).background != .standard, "\(theme.name) \(role)")
      }
    }
  }

  @Test("With 256 colours every theme is as readable as with all of them")
  func readableInPalette() {
    for theme in ThemeFile.all(in: [ThemeFileTests.directory]).themes where theme.name != "mono" {
      for role in Role.allCases {
        let style = theme.style(role)
        let numbers = ColorDepth.palette.numbers(style)
        let front = Color.palette(UInt8(clamping: numbers.foreground))
        let behind =
          numbers.background < 0
          ? Self.backgrounds[theme.appearance] ?? []
          : [.palette(UInt8(clamping: numbers.background))]
        for background in behind {
          let ratio = Contrast.ratio(front, on: background)
          #expect(ratio >= 4.5, "\(theme.name) \(role.rawValue): \(ratio)")
        }
      }
    }
  }

  @Test("The terminal's answer chooses between dark and light, but not against a wish")
  func shelf() {
    var shelf = ThemeCatalog()
    #expect(shelf.active == .standard)
    shelf.appearance = TerminalReport("11;rgb:fdfd/f6f6/e3e3").appearance
    #expect(shelf.active == .light)
    shelf.appearance = TerminalReport("?997;1n").appearance
    #expect(shelf.active == .standard)
    shelf.wish = "mono"
    #expect(shelf.active == .mono)
    shelf.wish = "no such theme"
    #expect(shelf.active == .standard)
    #expect(TerminalEnvironment(["COLORFGBG": "0;default;15"]).appearance == .light)
    #expect(TerminalEnvironment(["COLORFGBG": "15;0"]).appearance == .dark)
    #expect(TerminalEnvironment([:]).appearance == nil)
  }

  @Test("Without colours the roles that must not be missed still differ from text")
  func monoKeepsApart() {
    let roles: [Role] = [
      .titleFocused, .bracket, .error, .warning, .status, .prompt, .selected, .selection, .match,
      .key,
      .heading, .link, .control,
    ]
    for role in roles { #expect(Theme.mono.style(role) != Theme.mono.style(.text), "\(role)") }
  }
}
