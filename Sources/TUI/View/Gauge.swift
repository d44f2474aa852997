/// A bar in eighths of a cell.
package enum Gauge {
  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// The same as plain text, for a shell.
  package static func bar(_ progress: Double, columns: Int) -> String {
    spans(progress, columns: columns).map(\.text).joined()
  }

  /// `▕██████▎  ▏`, `columns` wide inside its edges.
  static func spans(_ progress: Double, columns: Int) -> [Span] {
    let filled = Int((min(1, max(0, progress)) * Double(columns * 8)).rounded())
    let full = String(repeating: "█", count: filled / 8) + eighths[filled % 8]
    let rest = columns - filled / 8 - (filled % 8 == 0 ? 0 : 1)
    return [
      Span("▕", Ink(.gaugeEmpty)), Span(SafeText(foreign: full), Ink(.gaugeFull)),
      Span(SafeText(foreign: String(repeating: " ", count: max(0, rest)) + "▏"), Ink(.gaugeEmpty)),
    ]
  }
}
