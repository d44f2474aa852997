/// Text that arrives in pieces and is read while it grows.
///
/// A `String` shared with a reader is copied whole at its next append, so a frame of a one-megabyte
/// reply would cost a megabyte. Here the settled text stands in blocks that never change again, and
/// only the last, small block is copied. Appending costs the same however long the text already is.
package struct StreamText: Equatable, Sendable {
  /// UTF-8 bytes after which the tail becomes a block.
  static let blockSize = 4096

  private(set) var blocks: [String] = []
  private(set) var tail = ""
  /// UTF-8 bytes in `blocks`.
  private var settledBytes = 0

  package init() {}

  package init(_ text: String) {
    append(text)
  }

  /// Length in UTF-8 bytes.
  package var byteCount: Int { settledBytes + tail.utf8.count }

  package var isEmpty: Bool { byteCount == 0 }

  package mutating func append(_ text: String) {
    tail.append(text)
    guard tail.utf8.count >= Self.blockSize else { return }
    blocks.append(tail)
    settledBytes += tail.utf8.count
    tail = ""
  }

  /// The whole text as one string. Costs its length: for the end of a reply, never for a frame.
  package var string: String {
    var whole = ""
    whole.reserveCapacity(byteCount)
    for block in blocks { whole.append(block) }
    whole.append(tail)
    return whole
  }

  /// The text from a byte offset on, which must be an earlier `byteCount`.
  ///
  /// Costs the length of what is returned plus the blocks walked past from the end.
  package func suffix(from offset: Int) -> String {
    guard offset < byteCount else { return "" }
    if offset >= settledBytes {
      return String(decoding: tail.utf8.dropFirst(offset - settledBytes), as: UTF8.self)
    }
    var index = blocks.count
    var start = settledBytes
    while index > 0, start > offset {
      index -= 1
      start -= blocks[index].utf8.count
    }
    var text = String(decoding: blocks[index].utf8.dropFirst(offset - start), as: UTF8.self)
    for block in blocks[(index + 1)...] { text.append(block) }
    text.append(tail)
    return text
  }

  package static func == (a: StreamText, b: StreamText) -> Bool {
    a.byteCount == b.byteCount && a.string == b.string
  }
}

extension StreamText: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self.init(text) }
}
