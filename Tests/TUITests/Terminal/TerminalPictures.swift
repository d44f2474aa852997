@testable import TUI

/// Pictures that terminals and ncurses find hard, by name.
enum TerminalPictures {
  static let size = Size(columns: 40, rows: 6)

  static let all: [(name: String, frame: Frame)] = [
    ("plain", frame(["hello", "  world", "", "last row ends exactly at the right edge!"])),
    ("box", frame(["┌──────┐", "│ box  │", "├──┬───┤", "└──┴───┘", "▏▎▍▌▋▊▉█ ░▒▓ ●◐○"])),
    ("wide", frame(["日本語のテキスト", "한국어 텍스트", "a日b本c語d", String(repeating: "漢", count: 20)])),
    ("emoji", frame(["😀 smile", "🚀🚀🚀 launch", "✅ done ❌ not"])),
    ("joined", frame(["👩‍💻 codes", "x👩‍👩‍👧y", "🏳️‍🌈 flag"])),
    ("presented", frame(["❤️ heart", "⚠️ warning", "1️⃣ key"])),
    ("flags", frame(["🇩🇪🇫🇷 flags", "a🇯🇵b"])),
    ("tones", frame(["👍🏽 thumb", "👋🏿👋🏻 wave"])),
    (
      "combining",
      frame(["e\u{301}a\u{308}o\u{302} marks", "Z\u{351}\u{36b}\u{343} zalgo", "นี้ Thai"])
    ),
    ("indic", frame(["नमस्ते दुनिया", "தமிழ் x"])),
    ("new", frame(["\u{1FAE8} shaking", "x\u{1FAE8}y\u{1FAF7}z", "\u{1F6DC} wireless"])),
    ("right to left", frame(["שלום עולם", "مرحبا بالعالم"])),
    (
      "edge",
      frame([
        String(repeating: "x", count: 38) + "👩‍💻", String(repeating: "y", count: 38) + "❤️",
        String(repeating: "z", count: 39) + "é",
      ])
    ),
    ("inks", inks()),
  ]

  static func frame(_ lines: [String], cursor: Point? = nil, size: Size = size) -> Frame {
    var surface = Surface(size)
    for (row, line) in lines.enumerated() where row < size.rows {
      surface.write(Line(SafeText(foreign: line)), at: Point(column: 0, row: row), in: Rect(size))
    }
    return Frame(surface: surface, cursor: cursor)
  }

  private static func inks() -> Frame {
    var surface = Surface(size)
    for (index, role) in Role.allCases.enumerated() {
      let place = Point(column: index % 10 * 4, row: index / 10)
      surface.write(Line(SafeText(foreign: "r\(index)"), Ink(role)), at: place, in: Rect(size))
    }
    surface.write(
      Line([
        Span("bold", Ink(.text, .bold)), Span(" "), Span("struck", Ink(.text, .strikethrough)),
        Span(" "), Span("⚠️", Ink(.warning, .underline)), Span("under", Ink(.text, .underline)),
      ]), at: Point(column: 0, row: 5), in: Rect(size))
    return Frame(surface: surface)
  }
}
