import Engine

/// A picture on disk as the data URL that requests carry.
enum ImageFile {
  /// Larger ones are refused: no local server takes them, and the request would be a third larger.
  static let largest = 20 << 20

  /// - Throws: a usage failure for a file that is missing, no picture, or too large.
  static func dataURL(of path: String) throws(Failure) -> String {
    let bytes = try NamedFile.read(path)
    guard let type = mediaType(bytes) else { throw ExecMessages.isNoPicture(path) }
    guard bytes.count <= largest else {
      throw ExecMessages.isTooLarge(path, bytes: bytes.count)
    }
    return "data:\(type);base64,\(Base64.encode(bytes))"
  }

  /// By content: names lie.
  static func mediaType(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
    if bytes.starts(with: "GIF8".utf8) { return "image/gif" }
    let isWebP = bytes.starts(with: "RIFF".utf8) && bytes.dropFirst(8).starts(with: "WEBP".utf8)
    return isWebP ? "image/webp" : nil
  }
}
