import Engine
import Testing

@testable import App

@Suite("Curves of a benchmark")
struct RatePlotTests {
  private static func curve(_ name: String, _ points: [(Int, Double)]) -> RateCurve {
    RateCurve(profile: name, writing: points.map { RateCurve.Point(tokens: $0.0, rate: $0.1) })
  }

  @Test("Two curves, each with its own mark")
  func plot() throws {
    let lines = try #require(
      RatePlot.lines([
        Self.curve("local", [(0, 40), (4000, 30), (8000, 10)]),
        Self.curve("cloud", [(0, 120), (8000, 115)]),
      ]))
    #expect(
      lines.joined(separator: "\n") == """
        Tokens written per second, by tokens of the prompt
           120 │○                                                      ○
               │
               │
               │
               │
               │●                          ●
               │                                                       ●
             0 │
               └────────────────────────────────────────────────────────
                0                                                     8k
                ● local   ○ cloud
        """)
  }

  @Test("Two points are no curve")
  func tooFew() {
    #expect(RatePlot.lines([Self.curve("p", [(10, 40), (20, 30)])]) == nil)
    #expect(RatePlot.lines([]) == nil)
  }

  @Test("A name cannot break out of the picture")
  func picture() {
    let svg = RateChart.svg([Self.curve("<script>&\u{1B}", [(1, 2), (3, 4)])])
    #expect(svg.contains("&lt;script>&amp;"))
    #expect(!svg.contains("<script") && !svg.contains("\u{1B}"))
    #expect(svg.hasSuffix("</svg>\n"))
  }
}
