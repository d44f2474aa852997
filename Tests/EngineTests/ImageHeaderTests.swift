import Engine
import Testing

@Suite("What an image's first bytes say")
struct ImageHeaderTests {
  private static let riff = Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WEBP".utf8)
  private static let png: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
    + [0, 0, 2, 0x80, 0, 0, 1, 0x90]
  /// A preview's segment first, then the size: the height before the width.
  private static let jpeg: [UInt8] =
    [0xFF, 0xD8, 0xFF, 0xE1, 0, 6, 0xFF, 0xC0, 9, 9, 0xFF, 0xC4, 0, 4, 1, 1]
    + [0xFF, 0xFF, 0xC2, 0, 17, 8, 1, 0x90, 2, 0x80, 3]

  @Test(
    "Kind and size",
    arguments: [
      (png, "image/png", 640, 400), (jpeg, "image/jpeg", 640, 400),
      (Array("GIF89a".utf8) + [0x80, 2, 0x90, 1, 0], "image/gif", 640, 400),
      (
        riff + Array("VP8 ".utf8) + [0, 0, 0, 0, 0, 0, 0, 0x9D, 1, 0x2A, 0x80, 0x42, 0x90, 1],
        "image/webp", 640, 400
      ),
      (
        riff + Array("VP8L".utf8) + [0, 0, 0, 0, 0x2F, 0x7F, 0xC2, 0x63, 0]
          + [UInt8](repeating: 0, count: 5), "image/webp", 640, 400
      ),
      (
        riff + Array("VP8X".utf8) + [10, 0, 0, 0, 0, 0, 0, 0, 0x7F, 2, 0, 0x8F, 1, 0],
        "image/webp", 640, 400
      ),
    ])
  func sizes(bytes: [UInt8], type: String, width: Int, height: Int) throws {
    let header = try #require(ImageHeader(bytes))
    #expect(header.mediaType == type)
    #expect((header.width, header.height) == (width, height))
    // Whatever is missing, it is no size and no crash.
    for count in 0..<bytes.count {
      if let short = ImageHeader(bytes.prefix(count)) {
        #expect([0, width].contains(short.width) && [0, height].contains(short.height))
      }
    }
  }

  @Test("What is no image has no header")
  func others() {
    for text in ["", "no image", "RIFF....WAVE", "%PDF-1.7", "P6 3 2 255"] {
      #expect(ImageHeader(Array(text.utf8)) == nil)
    }
  }
}
