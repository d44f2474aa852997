/// Tells texts apart without holding a word of them: FNV-1a, 64 bits.
package struct Fingerprint: Sendable {
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  package init() {}

  package init(_ text: String) { add(text) }

  /// The end of each text counts, too.
  package mutating func add(_ text: String) {
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash = (hash ^ 0xff) &* 0x100_0000_01b3
  }

  /// Letters and digits.
  package var text: String { String(hash, radix: 36) }
}
