/// The images that a text links and that are at hand.
package struct MarkdownImages: Sendable {
  /// By the address that the text writes; with the room it is given where it can be drawn.
  private let images: [String: (image: Image, room: ImageRoom?)]

  package init(_ images: [String: (image: Image, room: ImageRoom?)] = [:]) {
    self.images = images
  }

  /// The frame that stands for a paragraph of one image; `nil` for any other, whose images stay words.
  func lines(_ paragraph: MarkdownNode, width: Int, emoji: Sanitizer.Emoji) -> [Line]? {
    guard !images.isEmpty, case let children = paragraph.children, children.count == 1,
      case .image = children[0].kind, let (image, room) = images[children[0].url]
    else { return nil }
    let said = children[0].children.flatMap { MarkdownInline.spans($0, .text, emoji: emoji) }
      .map(\.text).joined().split(whereSeparator: \.isNewline).joined(separator: " ")
    let address = children[0].url.hasPrefix("data:") ? "" : children[0].url
    return ImageBox.lines(
      image, name: said.isEmpty ? address : said, width: width, room: room, emoji: emoji)
  }
}

/// The addresses of the images that a text of Markdown links.
enum ImageLinks {
  static func addresses(in text: String) -> [String] {
    guard text.contains("![") else { return [] }
    var found: [String] = []
    MarkdownTree.read(Array(text.utf8)) { blocks in
      for block in blocks {
        block.walk { node, isEntering in
          if isEntering, case .image = node.kind { found.append(node.url) }
        }
      }
    }
    return found
  }
}
