import Testing

@testable import TUI

@Suite("Theme files")
struct ThemeFileTests {
  /// `themes/` of the checkout, found from this file.
  static let directory =
    String(#filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 }) + "/themes"

  static let shipped = [
    "default", "light", "nord", "gruvbox", "solarized-dark", "solarized-light", "catppuccin",
    "high-contrast", "mono", "rose-pine", "tokyo-night",
  ]

  @Test("Every shipped theme is readable and names every role", arguments: shipped)
  func readable(name: String) throws {
    let theme = try ThemeFile.read(Self.directory + "/\(name).toml")
    #expect(theme.name == name)
    ThemeTests.expectReadable(theme)
    if name != "mono" { #expect(Set(theme.styles.keys) == Set(Role.allCases)) }
  }

  @Test(
    "The files of the built-in themes say what is built in", arguments: Theme.builtIn.map(\.name))
  func sameAsBuiltIn(name: String) throws {
    let built = try #require(Theme.builtIn.first { $0.name == name })
    let file = try ThemeFile.read(Self.directory + "/\(name).toml")
    for role in Role.allCases {
      #expect(file.style(role) == built.style(role), "\(role.rawValue)")
    }
    #expect(file.appearance == built.appearance)
  }

  @Test("Every file of the folder is listed, a broken one is a complaint and hides no other")
  func listing() throws {
    let listed = ThemeFile.all(in: [Self.directory, "/nowhere"])
    #expect(Set(listed.themes.map(\.name)) == Set(Self.shipped))
    #expect(listed.complaints.isEmpty)
    let shelf = ThemeCatalog(listed.themes)
    #expect(shelf.themes.prefix(3).map(\.name) == ["default", "light", "mono"])
    #expect(shelf.themes.count == Self.shipped.count)
  }

  @Test("Solarized follows the terminal's ground, and both are found by that name")
  func families() throws {
    for (appearance, name) in [
      (Theme.Appearance.dark, "solarized-dark"), (.light, "solarized-light"),
    ] {
      let theme = try ThemeFile.theme(named: "solarized", on: appearance, in: [Self.directory])
      #expect(theme.name == name)
    }
    #expect(try ThemeFile.theme(named: nil, on: .light, in: [Self.directory]).name == "light")
    #expect(try ThemeFile.theme(named: "auto", in: []).name == "default")
  }

  @Test("A style takes its background from text")
  func backgrounds() throws {
    let theme = try ThemeFile.parse(
      """
      name = "t"
      appearance = "light"
      [palette]
      red = "#ff0001"
      [styles]
      text = { fg = 7, bg = "#102030" }
      error = { fg = "red", bold = true, italic = false }
      notice = "bright-red"
      link = { bg = "standard", underline = true }
      code = 3
      emphasis = { fg = 2, italic = true }
      """, source: "t")
    #expect(theme.appearance == .light)
    #expect(theme.style(.error) == Style(.rgb(255, 0, 1), on: .rgb(16, 32, 48), .bold))
    #expect(theme.style(.notice) == Style(.palette(9), on: .rgb(16, 32, 48)))
    #expect(theme.style(.link) == Style(.palette(7), on: .standard, .underline))
    #expect(theme.style(.heading) == theme.style(.text))
    #expect(theme.style(.inlineCode) == theme.style(.code), "older than the role")
    #expect(theme.style(.strong) == Style(.palette(2), on: .rgb(16, 32, 48), .bold))
  }

  static let wrong: [(String, String)] = [
    ("name = ", "t:1:8"), ("name = 1\n[styles]", "t:1:8: this must be a string"),
    ("[styles]", "the theme has no name"), ("name = \"x\"", "[styles] is missing"),
    ("name = \"x\"\nnmae = 1\n[styles]", "t:2:1: a theme has no \"nmae\""),
    ("name = \"x\"\nappearance = \"dim\"\n[styles]", "t:2:14: appearance is"),
    ("name = \"x\"\n[styles]\ntxt = 1", "t:3:1: there is no role \"txt\""),
    ("name = \"x\"\n[styles]\ntext = 256", "t:3:8: a colour is"),
    ("name = \"x\"\n[styles]\ntext = \"#12345\"", "t:3:8: a colour is"),
    ("name = \"x\"\n[styles]\ntext = \"#+12345\"", "t:3:8: a colour is"),
    ("name = \"x\"\n[styles]\ntext = { fg = 1, blod = true }", "t:3:18: a style has"),
    ("name = \"x\"\n[styles]\ntext = { bold = 1 }", "t:3:17: bold is true or false"),
    ("name = \"x\"\npalette = 3\n[styles]", "t:2:11: palette is a table"),
  ]

  @Test("A mistake is told with its place", arguments: wrong.map(\.0))
  func mistakes(text: String) throws {
    let wanted = try #require(Self.wrong.first { $0.0 == text }?.1)
    do throws(ThemeFile.Complaint) {
      _ = try ThemeFile.parse(text, source: "t")
      Issue.record("no complaint about \(text)")
    } catch {
      #expect(error.reason.contains(wanted), "\(error.reason)")
    }
  }

  @Test("A theme is looked for in directories, then among the built-in ones")
  func lookup() throws {
    #expect(try ThemeFile.theme(named: "nord", in: ["/nowhere", Self.directory]).name == "nord")
    #expect(try ThemeFile.theme(named: "light", in: ["/nowhere"]) == .light)
    for name in ["", "nope"] {
      #expect(throws: ThemeFile.Complaint.self) { try ThemeFile.theme(named: name, in: ["/tmp"]) }
    }
  }

  @Test("What has a slash is a path, and the name of the theme that stands there")
  func path() throws {
    let path = Self.directory + "/nord.toml"
    let theme = try ThemeFile.theme(named: path, in: [])
    #expect(theme.name == path)
    #expect(theme.styles == (try ThemeFile.read(path)).styles)
  }

  @Test(
    "A path that leads to no theme is told with the reason",
    arguments: [
      ("../secret", "there is no such file"), (directory + "/nord.toml/x", "there is no such file"),
      (directory, "this is a folder, not the file of a theme"),
      ("/dev/zero", "larger than 1 MB, so this is no theme"),
    ])
  func unreadable(path: String, reason: String) {
    let complaint = #expect(throws: ThemeFile.Complaint.self) {
      try ThemeFile.theme(named: path, in: [Self.directory])
    }
    #expect(complaint?.reason == "\(path): \(reason)")
  }
}
