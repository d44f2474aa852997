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

  @Test("Without colours the roles that must not be missed still differ from text")
  func monoKeepsApart() {
    let roles: [Role] = [
      .title, .bracket, .error, .warning, .status, .prompt, .selected, .selection, .match, .key,
      .heading, .link, .control,
    ]
    for role in roles { #expect(Theme.mono.style(role) != Theme.mono.style(.text), "\(role)") }
  }
}
