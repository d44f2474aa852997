import Engine
import TUI

/// How fast one profile read and wrote, by how much stood in its window.
struct RateCurve: Sendable {
  struct Point: Equatable, Sendable {
    /// Of the prompt.
    var tokens: Int
    /// Tokens per second.
    var rate: Double
  }

  let profile: String
  /// A point for each prompt, the middle of its replies, the shortest prompt first.
  let reading: [Point]
  let writing: [Point]

  init(_ profile: String, _ measured: BenchRun.Measured) {
    self.profile = profile
    reading = Self.points(measured) { $0.reading?.rate }
    writing = Self.points(measured, \.rate)
  }

  init(profile: String, reading: [Point] = [], writing: [Point]) {
    (self.profile, self.reading, self.writing) = (profile, reading, writing)
  }

  private static func points(
    _ measured: BenchRun.Measured, _ rate: (BenchReply) -> Double?
  ) -> [Point] {
    let good = Dictionary(grouping: measured.filter { $0.reply.failure == nil }, by: \.prompt)
    return good.values.compactMap { replies in
      let tokens = Statistics.Spread(replies.compactMap { $0.reply.promptTokens.map(Double.init) })
      let rates = Statistics.Spread(replies.compactMap { rate($0.reply) })
      guard let tokens, let rates else { return nil }
      return Point(tokens: Int(tokens.median.rounded()), rate: rates.median)
    }.sorted { $0.tokens < $1.tokens }
  }
}

/// Curves as characters.
enum RatePlot {
  /// Differ in shape, not in colour.
  static let marks: [Character] = ["●", "○", "▲", "△", "◆", "◇"]
  private static let size = Size(columns: 56, rows: 8)

  /// `nil` where there are too few points for a curve.
  static func lines(_ curves: [RateCurve]) -> [String]? {
    let parts = [
      part(BenchmarkMessages.writingCurve, curves.map { ($0.profile, $0.writing) }),
      part(BenchmarkMessages.readingCurve, curves.map { ($0.profile, $0.reading) }),
    ].compactMap(\.self)
    return parts.isEmpty ? nil : Array(parts.joined(separator: [""]))
  }

  private static func part(
    _ title: String, _ curves: [(profile: String, points: [RateCurve.Point])]
  ) -> [String]? {
    let all = curves.flatMap(\.points)
    guard curves.contains(where: { $0.points.count > 2 }), let widest = all.map(\.tokens).max(),
      widest > 0,
      let fastest = all.map(\.rate).max(), fastest > 0
    else { return nil }
    var cells = Array(
      repeating: [Character](repeating: " ", count: size.columns), count: size.rows)
    for (index, curve) in curves.enumerated() {
      for point in curve.points {
        let column = point.tokens * (size.columns - 1) / widest
        let height = Int((point.rate / fastest * Double(size.rows - 1)).rounded())
        cells[size.rows - 1 - height][column] = marks[index % marks.count]
      }
    }
    let top = BenchTable.rate(fastest, isEstimate: false)
    let rows = cells.enumerated().map { row, line in
      let label = row == 0 ? top : row == size.rows - 1 ? "0" : ""
      let gap = String(repeating: " ", count: max(0, 6 - label.count))
      return trimmed(gap + label + " │" + String(line))
    }
    let axis = String(repeating: " ", count: 7) + "└" + String(repeating: "─", count: size.columns)
    let end = TokenFormatter.short(widest)
    let scale =
      String(repeating: " ", count: 8) + "0"
      + String(repeating: " ", count: size.columns - 1 - end.count) + end
    let names = curves.enumerated().map { index, curve in
      "\(marks[index % marks.count]) \(Sanitizer.sanitize(curve.profile))"
    }
    return [title] + rows + [axis, scale, "        " + names.joined(separator: "   ")]
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
