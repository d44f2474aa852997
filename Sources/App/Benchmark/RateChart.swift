import Engine
import TUI

/// Curves as a picture that any browser draws, in the colours of light and dark pages.
enum RateChart {
  private static let (width, height, margin) = (640, 240, 56)
  /// Okabe and Ito's colours, which colour-blind readers tell apart.
  private static let colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"]

  static func svg(_ curves: [RateCurve]) -> String {
    let parts = [
      part(BenchmarkMessages.writingCurve, curves.map(\.writing), top: 0),
      part(BenchmarkMessages.readingCurve, curves.map(\.reading), top: height),
    ]
    let names = curves.enumerated().map { index, curve in
      text(
        margin + index * 140, 2 * height + 20, curve.profile, fill: colors[index % colors.count])
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(2 * height + 32)" \
      font-family="sans-serif" font-size="12">
      <rect width="100%" height="100%" fill="#ffffff"/>
      \(parts.joined(separator: "\n"))
      \(names.joined(separator: "\n"))
      </svg>

      """
  }

  private static func part(_ title: String, _ curves: [[RateCurve.Point]], top: Int) -> String {
    let all = curves.joined()
    let widest = max(1, all.map(\.tokens).max() ?? 1)
    let fastest = max(1e-9, all.map(\.rate).max() ?? 1)
    let (left, right) = (margin, width - 24)
    let (low, high) = (top + height - 32, top + 32)
    func place(_ point: RateCurve.Point) -> (x: Int, y: Int) {
      (
        left + point.tokens * (right - left) / widest,
        low - Int(point.rate / fastest * Double(low - high))
      )
    }
    var lines = [
      text(left, top + 16, title),
      "<path d=\"M\(left) \(high)V\(low)H\(right)\" fill=\"none\" stroke=\"#888888\"/>",
      text(left - 8, high + 4, BenchTable.rate(fastest, isEstimate: false), anchor: "end"),
      text(left - 8, low, "0", anchor: "end"),
      text(right, low + 16, TokenFormatter.short(widest), anchor: "end"),
    ]
    for (index, points) in curves.enumerated() {
      let color = colors[index % colors.count]
      let places = points.map(place)
      let path = places.map { "\($0.x),\($0.y)" }.joined(separator: " ")
      lines.append("<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(color)\"/>")
      lines += places.map { "<circle cx=\"\($0.x)\" cy=\"\($0.y)\" r=\"3\" fill=\"\(color)\"/>" }
    }
    return lines.joined(separator: "\n")
  }

  private static func text(
    _ x: Int, _ y: Int, _ words: String, anchor: String = "start", fill: String = "#222222"
  ) -> String {
    let safe = Sanitizer.sanitize(words).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    return "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\" fill=\"\(fill)\">\(safe)</text>"
  }
}
