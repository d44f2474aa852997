/// Sizes of files as the screen writes them.
package enum ByteFormatter {
  /// `900 B`, `3.2 KB`, `10.0 MB`
  package static func short(_ bytes: Int) -> String {
    switch bytes {
    case ..<1000: "\(bytes) B"
    case ..<1_000_000: TimeFormatter.oneDecimal(Double(bytes) / 1000) + " KB"
    default: TimeFormatter.oneDecimal(Double(bytes) / 1_000_000) + " MB"
    }
  }
}
