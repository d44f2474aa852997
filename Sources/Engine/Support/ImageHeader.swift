/// What the first bytes of an image say of it. By content: names lie.
///
/// PNG: w3.org/TR/png-3 (5.2, 11.2.1) · GIF: w3.org/Graphics/GIF/spec-gif89a.txt (17, 18) · JPEG: itu.int/rec/T-REC-T.81
/// (B.1, B.2.2) · WebP: developers.google.com/speed/webp/docs/riff_container, RFC 6386 (9.1).
package struct ImageHeader: Hashable, Sendable {
  package enum Format: String, Hashable, Sendable { case png, jpeg, gif, webp }

  package let format: Format
  /// Pixels; 0 where the bytes at hand do not tell.
  package let width: Int
  package let height: Int

  package var mediaType: String { "image/" + format.rawValue }

  /// `nil` for what is no image of these kinds.
  package init?(_ bytes: some RandomAccessCollection<UInt8>) {
    let bytes = Array(bytes)
    guard let format = Self.format(bytes) else { return nil }
    self.format = format
    let size =
      switch format {
      case .png: Self.pair(bytes, at: 16, bytesEach: 4, isLittle: false)
      case .gif: Self.pair(bytes, at: 6, bytesEach: 2, isLittle: true)
      case .jpeg: Self.jpeg(bytes)
      case .webp: Self.webp(bytes)
      }
    (width, height) = size ?? (0, 0)
  }

  private static func format(_ bytes: [UInt8]) -> Format? {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
    if bytes.starts(with: "GIF8".utf8) { return .gif }
    let isWebP = bytes.starts(with: "RIFF".utf8) && bytes.dropFirst(8).starts(with: "WEBP".utf8)
    return isWebP ? .webp : nil
  }

  private static func number(_ bytes: ArraySlice<UInt8>, isLittle: Bool) -> Int {
    isLittle
      ? bytes.reversed().reduce(0) { $0 << 8 | Int($1) } : bytes.reduce(0) { $0 << 8 | Int($1) }
  }

  /// Two numbers behind each other.
  private static func pair(
    _ bytes: [UInt8], at offset: Int, bytesEach count: Int, isLittle: Bool
  ) -> (Int, Int)? {
    guard bytes.count >= offset + 2 * count else { return nil }
    let middle = offset + count
    return (
      number(bytes[offset..<middle], isLittle: isLittle),
      number(bytes[middle..<middle + count], isLittle: isLittle)
    )
  }

  /// From the first frame header (SOF), which stands behind segments of any length.
  private static func jpeg(_ bytes: [UInt8]) -> (Int, Int)? {
    var at = 2
    while at + 4 <= bytes.count, bytes[at] == 0xFF {
      let marker = bytes[at + 1]
      // A marker may be led by any number of 0xFF.
      if marker == 0xFF {
        at += 1
        continue
      }
      // C4, C8 and CC among C0…CF are tables.
      if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
        return pair(bytes, at: at + 5, bytesEach: 2, isLittle: false).map { ($1, $0) }
      }
      at += 2 + number(bytes[at + 2..<at + 4], isLittle: false)
    }
    return nil
  }

  private static func webp(_ bytes: [UInt8]) -> (Int, Int)? {
    guard bytes.count >= 30 else { return nil }
    switch String(decoding: bytes[12..<16], as: UTF8.self) {
    case "VP8 ":
      // The two highest bits of each are a scale.
      return pair(bytes, at: 26, bytesEach: 2, isLittle: true).map { ($0 & 0x3FFF, $1 & 0x3FFF) }
    case "VP8L":
      let bits = number(bytes[21..<25], isLittle: true)
      return (bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
    case "VP8X":
      return pair(bytes, at: 24, bytesEach: 3, isLittle: true).map { ($0 + 1, $1 + 1) }
    default: return nil
    }
  }
}
