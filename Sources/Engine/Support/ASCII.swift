/// Bytes as the ASCII characters that they are in UTF-8, wherever only those count.
extension UInt8 {
  package var isDigit: Bool { (0x30...0x39).contains(self) }
  package var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }

  /// A small letter for a capital one; any other byte as it is.
  package var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
