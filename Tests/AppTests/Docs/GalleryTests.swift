import Engine
import Support
import TUI
import Testing

@testable import App

/// Every state, size and look as a picture of docs/gallery; `make gallery` draws them anew.
@Suite("The gallery's PictureTests")
struct GalleryTests {
  static let sizes = [
    Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 50),
  ]
  static let looks: [(name: String, theme: Theme)] = [
    ("dark", .standard), ("light", .light), ("sixteen", .standard.reduced(to: .sixteen)),
    ("mono", .mono),
  ]

  @Test("Each state in each size and look", arguments: GalleryStates.all.map(\.name))
  func pictures(_ name: String) throws {
    let entry = try #require(GalleryStates.all.first { $0.name == name })
    for size in Self.sizes {
      var state = try GalleryStates.state(entry, size)
      let frame = state.frame()
      for look in Self.looks {
        let picture = ScreenPicture(frame: frame, theme: look.theme)
        expectFile(
          "docs/gallery/\(Self.file(name, size, look.name))",
          holds: picture.contents(forFile: "x.svg"))
      }
    }
  }

  @Test("The page that shows them")
  func page() {
    var page = """
      # Gallery

      Twelve states in three sizes and four looks: the dark theme, the light one, the terminal's own sixteen colours, and
      none at all. `make gallery` draws them from the program, so they are what it shows.

      """
    for entry in GalleryStates.all {
      page += "\n## \(entry.words)\n"
      for size in Self.sizes {
        page += "\n### \(size.columns)×\(size.rows)\n\n"
        for look in Self.looks {
          page += "![\(entry.words), \(look.name)](\(Self.file(entry.name, size, look.name)))\n"
        }
      }
    }
    expectFile("docs/gallery/index.md", holds: page)
  }

  private static func file(_ state: String, _ size: Size, _ look: String) -> String {
    "\(state)-\(size.columns)x\(size.rows)-\(look).svg"
  }
}

extension Theme {
  /// As a terminal of fewer colours shows it.
  fileprivate func reduced(to depth: ColorDepth) -> Theme {
    func color(_ number: Int32) -> Color {
      number < 0 ? .standard : .palette(UInt8(clamping: number))
    }
    var theme = self
    theme.styles = styles.mapValues { style in
      let numbers = depth.numbers(style)
      return Style(color(numbers.foreground), on: color(numbers.background), style.attributes)
    }
    return theme
  }
}
