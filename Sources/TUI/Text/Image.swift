import Synchronization

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

/// The images of the screen, by a number that fits into a line. The same image has the same number for as
/// long as the program runs, so that equal lines are equal.
package enum ImageTable {
  private struct Known: Sendable {
    var images: [Image] = []
    var numbers: [String: UInt16] = [:]
  }

  private static let known = Mutex(Known())

  /// 0 where there are too many.
  package static func number(of image: Image) -> UInt16 {
    known.withLock { known in
      if let number = known.numbers[image.url] { return number }
      guard known.images.count < Int(UInt16.max) else { return 0 }
      known.images.append(image)
      let number = UInt16(known.images.count)
      known.numbers[image.url] = number
      return number
    }
  }

  /// `nil` for 0.
  package static func image(_ number: UInt16) -> Image? {
    guard number > 0 else { return nil }
    return known.withLock { known in
      known.images.count >= Int(number) ? known.images[Int(number) - 1] : nil
    }
  }
}
