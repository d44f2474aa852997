import Support

@testable import TUI

extension FuzzTarget {
  static let text = [
    FuzzTarget("markdown", seeds: [".md"], longest: 1024) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let whole = markdown([text], width: 30)
      try isClean(whole.lines, width: 30)
      for pieces in Cuts.ways(text) {
        try requireEqual(
          markdown(pieces, width: 30).lines.map(\.text), whole.lines.map(\.text), "pieces differ")
        try requireEqual(markdown(pieces, width: 30).lines, whole.lines, "inks of pieces differ")
      }
      var resized = whole
      resized.width = 8
      try isClean(resized.lines, width: 8)
      resized.width = 30
      try requireEqual(resized.lines, whole.lines, "another width and back differs")
    },
    FuzzTarget("washer", seeds: ["width-reference.txt", ".md"]) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      for emoji in [Sanitizer.Emoji.safe, .full] {
        let sanitized = Sanitizer.sanitize(text, emoji: emoji)
        try require(!hasControl(sanitized), "washed \(text.debugDescription): \(sanitized)")
        try requireEqual(
          Sanitizer.sanitize(sanitized, emoji: emoji), sanitized, "a second wash differs")
        for pieces in Cuts.ways(text) {
          var washer = Sanitizer(emoji: emoji)
          let again = pieces.map { washer.spans($0, .text).map(\.text).joined() }.joined()
          try requireEqual(again, sanitized, "washed pieces differ")
        }
        try fits(sanitized)
      }
    },
    FuzzTarget("plain", seeds: ["width-reference.txt", ".md"], longest: 1024) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      for width in [2, 17] {
        let whole = plain([text], width: width)
        try isClean(whole, width: width)
        for pieces in Cuts.ways(text) {
          try requireEqual(plain(pieces, width: width), whole, "pieces differ at \(width)")
        }
      }
    },
  ]

  private static func markdown(_ pieces: [String], width: Int) -> MarkdownLayout {
    var layout = MarkdownLayout(width: width)
    for piece in pieces { layout.append(piece) }
    layout.settle()
    return layout
  }

  private static func plain(_ pieces: [String], width: Int) -> [Line] {
    var layout = PlainLayout(width: width)
    for piece in pieces { layout.append(piece) }
    layout.settle()
    return layout.lines
  }

  private static func isClean(_ lines: [Line], width: Int) throws {
    for line in lines {
      // An indent that is wider than the line stays whole, to be copied; the edge cuts it.
      let isBlank = line.text.utf8.allSatisfy { $0 == 0x20 }
      try require(isBlank || line.width <= width, "\(line.width) columns of \(width): \(line.text)")
      try require(!hasControl(line.text), "a control in \(line.text.debugDescription)")
      try require(!line.text.contains("\n"), "a line in a line: \(line.text.debugDescription)")
    }
  }

  /// Anything a terminal would obey or turn around; a line end is none.
  static func hasControl(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x0A: false
      case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
      case 0xE0000...0xE001F: true
      default: false
      }
    }
  }

  /// Glyphs measure a text as the surface draws it, whatever the clip.
  private static func fits(_ sanitized: String) throws {
    for line in sanitized.split(separator: "\n").prefix(8) {
      let text = String(line)
      let columns = Glyph.width(of: text)
      var surface = Surface(Size(columns: 12, rows: 1))
      let clip = Rect(column: 1, row: 0, columns: 10, rows: 1)
      let end = surface.write(Line(SafeText(foreign: text)), at: Point(column: 1, row: 0), in: clip)
      try require(end <= 1 + columns && (end == 1 + columns || end >= 11), "ends at \(end)")
      try requireEqual(surface[0, 0], .blank, "drawn left of the clip")
      try requireEqual(surface[11, 0], .blank, "drawn right of the clip")
      for cell in surface.cells where cell.glyph.width > 0 {
        try require(cell.glyph.scalar(at: 0) >= 0x20, "a control in a cell")
      }
      let short = Line(SafeText(foreign: text)).truncated(to: 5)
      try require(short.width <= 5, "\(short.width) columns of 5: \(short.text)")
    }
  }
}
