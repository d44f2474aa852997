import Engine

/// A picture on disk as the data URL that requests carry.
enum ImageFile {
  /// Larger ones are refused: no local server takes them, and the request would be a third larger.
  static let largest = 20 << 20

  /// - Throws: a usage failure for a file that is missing, no picture, or too large.
  static func dataURL(of path: String) throws(Failure) -> String {
    let bytes = try NamedFile.read(path)
    guard let header = ImageHeader(bytes) else { throw ExecMessages.isNoPicture(path) }
    guard bytes.count <= largest else {
      throw ExecMessages.isTooLarge(path, bytes: bytes.count)
    }
    return dataURL(bytes, header)
  }

  static func dataURL(_ bytes: [UInt8], _ header: ImageHeader) -> String {
    "data:\(header.mediaType);base64," + Base64.encode(bytes)
  }
}
