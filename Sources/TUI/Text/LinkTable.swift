/// The addresses that links of the screen lead to, by a number that fits into a cell.
///
/// Only what a click may open is in it: http, https and mailto, without anything that could end
/// the terminal's sequence.
package enum LinkTable {
  /// What the widely used terminals take (VTE: 2083 bytes).
  private static let longest = 2083
  private static let known = NumberTable<String>()

  /// The number of an address; 0 for one that is no link.
  static func number(of address: String) -> UInt16 {
    isSafe(address) ? known.number(of: address) : 0
  }

  /// The address of a number; `nil` for 0.
  package static func address(_ number: UInt16) -> String? { known.value(number) }

  private static func isSafe(_ address: String) -> Bool {
    let lower = address.prefix(8).lowercased()
    let isKnown = ["http://", "https://", "mailto:"].contains { lower.hasPrefix($0) }
    return isKnown && address.utf8.count <= longest
      && address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }
}
