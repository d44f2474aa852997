/// An image of the conversation: one that went with a prompt, or one that an answer links.
package struct Image: Hashable, Sendable {
  /// The whole of it, as `data:image/png;base64,…`.
  package let url: String
  /// `PNG`
  package let kind: String
  /// Pixels, at least one.
  package let width: Int
  package let height: Int

  init(url: String, kind: String, width: Int, height: Int) {
    self.url = url
    self.kind = kind
    self.width = width
    self.height = height
  }

  /// What follows the comma.
  package var base64: Substring {
    url.utf8.firstIndex(of: UInt8(ascii: ",")).map { url[url.utf8.index(after: $0)...] } ?? ""
  }

  package var byteCount: Int { base64.utf8.count / 4 * 3 }
}

/// The images of the screen, by a number that fits into a line.
package enum ImageTable {
  private static let known = NumberTable<Image>()

  /// 0 where there are too many.
  package static func number(of image: Image) -> UInt16 { known.number(of: image) }

  /// `nil` for 0.
  package static func image(_ number: UInt16) -> Image? { known.value(number) }
}
