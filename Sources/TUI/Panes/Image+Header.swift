import Engine

extension Image {
  /// Letters of base64 that are looked at for the size; a photograph's comes behind its preview.
  private static let lookedAt = 1 << 18

  /// A few bytes may say that they are gigabytes of pixels.
  private static let mostPixels = 100_000_000

  /// `nil` for what is no image that a terminal could be given.
  package init?(url: String) {
    guard url.hasPrefix("data:image/"),
      let comma = url.utf8.prefix(64).firstIndex(of: UInt8(ascii: ","))
    else { return nil }
    let base64 = url.utf8[url.utf8.index(after: comma)...]
    // It is written to the terminal as it is: whatever else stands in it could end the sequence.
    guard Base64.isEncoded(base64),
      let bytes = Base64.decode(Substring(base64.prefix(Self.lookedAt))),
      let header = ImageHeader(bytes),
      header.width > 0, header.height > 0,
      case (let pixels, let isTooMany) = header.width.multipliedReportingOverflow(by: header.height),
      !isTooMany, pixels <= Self.mostPixels
    else { return nil }
    self.init(
      url: url, kind: header.format.rawValue.uppercased(), width: header.width,
      height: header.height)
  }
}
