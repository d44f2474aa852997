/// A thin bar in halves of a cell, as the stage line and the warm-up's card draw theirs.
package enum Gauge {
  /// The same as plain text, for a shell.
  package static func bar(_ progress: Double, columns: Int) -> String {
    spans(progress, columns: columns).map(\.text).joined()
  }

  /// `━━━━━━╸───`, `columns` wide.
  static func spans(
    _ progress: Double, columns: Int, full fullRole: Role = .gaugeFull,
    empty emptyRole: Role = .gaugeEmpty
  ) -> [Span] {
    let halves = Int((min(1, max(0, progress)) * Double(columns * 2)).rounded())
    let full = String(repeating: "━", count: halves / 2) + (halves % 2 == 0 ? "" : "╸")
    let rest = String(repeating: "─", count: max(0, columns - (halves + 1) / 2))
    return [
      Span(SafeText(foreign: full), Ink(fullRole)),
      Span(SafeText(foreign: rest), Ink(emptyRole)),
    ]
  }
}
