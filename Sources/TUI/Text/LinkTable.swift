import Synchronization

/// The addresses that links of the screen lead to, by a number that fits into a cell.
///
/// The same address has the same number for as long as the program runs, so that equal pictures are
/// equal. Only what a click may open is in it: http, https and mailto, without anything that could end
/// the terminal's sequence.
package enum LinkTable {
  private struct Known: Sendable {
    var addresses: [String] = []
    var numbers: [String: UInt16] = [:]
  }

  /// What the widely used terminals take (VTE: 2083 bytes).
  private static let longest = 2083
  private static let known = Mutex(Known())

  /// The number of an address; 0 for one that is no link.
  static func number(of address: String) -> UInt16 {
    guard isSafe(address) else { return 0 }
    return known.withLock { known in
      if let number = known.numbers[address] { return number }
      guard known.addresses.count < Int(UInt16.max) else { return 0 }
      known.addresses.append(address)
      let number = UInt16(known.addresses.count)
      known.numbers[address] = number
      return number
    }
  }

  /// The address of a number; `nil` for 0.
  package static func address(_ number: UInt16) -> String? {
    guard number > 0 else { return nil }
    return known.withLock { known in
      known.addresses.count >= Int(number) ? known.addresses[Int(number) - 1] : nil
    }
  }

  private static func isSafe(_ address: String) -> Bool {
    let lower = address.prefix(8).lowercased()
    let isKnown = ["http://", "https://", "mailto:"].contains { lower.hasPrefix($0) }
    return isKnown && address.utf8.count <= longest
      && address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }
}
