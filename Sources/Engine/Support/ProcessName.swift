#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The name of a file that stands for one run of this program: `PID-HEX`. The second part tells apart
/// processes that got the same number.
package enum ProcessName {
  package static func fresh() -> String {
    "\(getpid())-" + String(UInt32.random(in: 0 ... .max), radix: 16)
  }

  /// Whether a name has that form. Another one, out of a crafted archive or folder, could be a path.
  package static func isOne(_ name: some StringProtocol) -> Bool {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0].utf8.count <= 10 && parts[1].utf8.count <= 8
      && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isHexDigit) }
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    byte.isDigit || (0x61...0x66).contains(byte)
  }
}
