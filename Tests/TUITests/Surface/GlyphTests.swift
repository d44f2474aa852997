import Foundation
import Testing

@testable import TUI

@Suite("Glyphs: what a cell holds and how wide it is")
struct GlyphTests {
  @Test("The width table says what its source says")
  func table() throws {
    for (range, width) in try WidthReference().runs {
      for value in [range.lowerBound, (range.lowerBound + range.upperBound) / 2, range.upperBound] {
        #expect(WidthTable.width(value) == width, "U+\(String(value, radix: 16))")
      }
    }
    #expect(WidthTable.unicodeVersion == "17.0.0")
  }

  @Test("A text is as wide as wcwidth's graphemes say")
  func clusters() throws {
    for (text, width) in try WidthReference().clusters {
      let scalars = text.unicodeScalars.map { String($0.value, radix: 16) }
      #expect(Glyph.width(of: text) == width, "\(text) \(scalars)")
    }
  }

  @Test(
    "One emoji is one glyph",
    arguments: [
      ("👍🏽", 2), ("👩‍💻", 3), ("👨‍👩‍👧", 5), ("🇩🇪", 2), ("❤️", 2), ("1️⃣", 3), ("🧑🏽‍🚀", 4),
      ("❤‍🔥", 3), ("e\u{301}", 2), ("漢", 1), ("🏳️‍🌈", 4), ("한", 1),
    ])
  func single(text: String, scalars: Int) {
    let glyphs = Array(Glyphs(text))
    #expect(glyphs.map(\.text) == [text])
    #expect(glyphs[0].scalarCount == scalars)
    #expect(glyphs[0].scalars == Array(text.unicodeScalars))
  }

  @Test(
    "What terminals advance over separately are glyphs of their own",
    arguments: [
      ("हि", ["ह", "\u{93F}"]), ("क्ष", ["क\u{94D}", "ष"]), ("น้ำ", ["น\u{E49}", "\u{E33}"]),
      ("a🏽", ["a", "🏽"]), ("🇯🇵🇫🇷", ["🇯🇵", "🇫🇷"]), ("🇩x", ["🇩", "x"]),
    ])
  func several(text: String, expected: [String]) {
    #expect(Glyphs(text).map(\.text) == expected)
  }

  @Test(
    "A glyph never carries a control or a hidden scalar",
    arguments: [
      ("\u{1B}[31m", "␛[31m"), ("a\u{202E}b", "ab"), ("\u{0}", "␀"), ("\u{7F}", "␡"),
      ("\u{9B}", "\u{FFFD}"), ("\u{E0041}", ""), ("x\u{200B}y", "xy"),
      ("\u{301}", "\u{25CC}\u{301}"),
      ("\n", "␊"), ("👩\u{200D}", "👩"),
    ])
  func unsafe(text: String, shown: String) {
    #expect(Glyphs(text).map(\.text).joined() == shown)
  }

  @Test("A family that is too long for a cell shows its first member")
  func longFamily() {
    let glyphs = Array(Glyphs("👨‍👩‍👧‍👦!"))
    #expect(glyphs.map(\.text) == ["👨", "!"])
    #expect(glyphs[0].width == 2)
  }

  @Test("A hundred thousand marks are one glyph of five scalars")
  func pile() {
    let glyphs = Array(Glyphs("a" + String(repeating: "\u{301}", count: 100_000) + "b"))
    #expect(glyphs.count == 2)
    #expect(glyphs[0].scalarCount == 5)
    #expect(glyphs[1].text == "b")
  }

  @Test("The offset counts the bytes of the glyphs so far")
  func offset() {
    var glyphs = Glyphs("a漢👩‍💻e\u{301}")
    var offsets: [Int] = []
    while glyphs.next() != nil { offsets.append(glyphs.offset) }
    #expect(offsets == [1, 4, 15, 18])
  }

  @Test(
    "A cell gives back the glyph it was given",
    arguments: ["a", "~", "é", "漢", "👍🏽", "👨‍👩‍👧", "🇩🇪", "e\u{301}", "\u{10FFFD}"])
  func kept(_ text: String) {
    let glyph = Glyph(text)
    var cell = Cell(glyph, Ink(.link, .underline))
    #expect(cell.glyph == glyph && cell.ink == Ink(.link, .underline))
    #expect(cell == Cell(glyph, Ink(.link, .underline)) && cell != Cell(glyph, .text))
    #expect(
      cell.ascii.map { Character(Unicode.Scalar($0)) } == (text.utf8.count == 1 ? text.first : nil))
    #expect(!cell.isContinuation)
    cell.glyph = .continuation
    #expect(cell.isContinuation && cell.glyph == .continuation && cell.ascii == nil)
  }

  @Test("A cell is plain memory")
  func layout() {
    #expect(MemoryLayout<Glyph>.size == 16)
    #expect(MemoryLayout<Cell>.size == 8 && MemoryLayout<Cell>.stride == 8)
  }
}

/// `width-reference.txt`, written by `scripts/generate-width-table`.
struct WidthReference {
  var runs: [(ClosedRange<UInt32>, Int)] = []
  var clusters: [(String, Int)] = []

  init() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("width-reference.txt")
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let fields = line.split(separator: " ")
      if line.hasPrefix("=") {
        let scalars = fields.dropFirst().compactMap {
          UInt32($0, radix: 16).flatMap(Unicode.Scalar.init)
        }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        clusters.append((text, try #require(Int(fields[0].dropFirst()))))
      } else if !line.hasPrefix("#") {
        let first = try #require(UInt32(fields[0], radix: 16))
        let last = try #require(UInt32(fields[1], radix: 16))
        runs.append((first...last, try #require(Int(fields[2]))))
      }
    }
  }
}
