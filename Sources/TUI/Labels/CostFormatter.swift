/// Money in words: `$0.0021`, `$1.30`.
package enum CostFormatter {
  package static func dollars(_ amount: Double) -> String {
    let digits = amount < 0.01 ? 4 : 2
    let scale = digits == 4 ? 10_000 : 100
    let units = Int((amount * Double(scale)).rounded())
    let rest = String(units % scale)
    return "$\(units / scale)." + String(repeating: "0", count: digits - rest.count) + rest
  }
}
