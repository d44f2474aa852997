import Engine
import Support
import Testing

@testable import TUI

/// Images that exist as far as a screen looks at them: a PNG's first bytes.
enum SampleImage {
  static func url(_ width: Int, _ height: Int) -> String {
    func bytes(_ number: Int) -> [UInt8] {
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
    let head: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
    return "data:image/png;base64,"
      + Base64.encode(head + Array("IHDR".utf8) + bytes(width) + bytes(height))
  }

  static func image(_ width: Int, _ height: Int) throws -> Image {
    try #require(Image(url: url(width, height)))
  }
}

@Suite("The frame around an image")
struct ImageBoxTests {
  private static let cell = CellPixels(width: 10, height: 20)

  private func lines(_ image: Image, _ width: Int, _ pixels: CellPixels?) -> [Line] {
    ImageBox.lines(
      image, name: "plot", width: width, room: pixels.map { ImageRoom(pixels: $0, mostRows: 16) },
      emoji: .safe)
  }

  @Test("With room for it, with its name alone where none is drawn, and in a few columns")
  func shapes() throws {
    let image = try SampleImage.image(300, 60)
    #expect(
      lines(image, 80, Self.cell).map(\.text) == [
        "╭─ ▣ plot · PNG 300×60 ────────╮",
        "│                              │",
        "│                              │",
        "│                              │",
        "╰──────────────────────────────╯",
      ])
    #expect(
      lines(image, 80, nil).map(\.text) == [
        "╭─────────────────────╮", "│ ▣ plot · PNG 300×60 │", "╰─────────────────────╯",
      ])
    for width in 1...60 {
      for line in lines(image, width, Self.cell) + lines(image, width, nil) {
        #expect(line.width <= width)
      }
    }
  }

  @Test(
    "It keeps its shape, is no larger than it is, and leaves room to what was said",
    arguments: [
      (100, 20, 10, 1), (640, 400, 51, 16), (4000, 20, 60, 1), (20, 4000, 1, 16), (1, 1, 1, 1),
      (9_999, 9_999, 32, 16),
    ])
  func sizes(width: Int, height: Int, columns: Int, rows: Int) throws {
    let image = try SampleImage.image(width, height)
    let size = ImageBox.size(of: image, Self.cell, in: Size(columns: 60, rows: 16))
    #expect(size == Size(columns: columns, rows: rows))
  }

  @Test(
    "Every row of it says which image is drawn there, also behind the bar of a list or a prompt")
  func marks() throws {
    let image = try SampleImage.image(300, 60)
    let rows = lines(image, 80, Self.cell).filter { $0.image != nil }
    #expect(rows.count == 3 && rows.allSatisfy { $0.image?.columns == 30 })
    #expect(rows[0].image.flatMap { ImageTable.image($0.number) } == image)
    #expect(Line("• ").joined(rows[0]).image == rows[0].image)
    #expect(rows[0].indented().image == rows[0].image)
  }

  @Test("What is no image, or too short to tell its size, is none")
  func others() {
    for url in [
      "", "plot.png", "https://example.org/a.png", "data:text/plain;base64,aGk=",
      "data:image/png;base64,", "data:image/png;base64,aGVsbG8=", "data:image/png,x",
      "data:image/png;base64,iVBORw0KGgo=",
      SampleImage.url(300, 60) + String(repeating: "A", count: 300_000) + "\u{7}\u{1b}]52;c;eA==",
      SampleImage.url(300, 60) + " ", SampleImage.url(60_000, 60_000),
      SampleImage.url(4_294_967_295, 4_294_967_295),
    ] {
      #expect(Image(url: url) == nil, "\(url)")
    }
  }
}
