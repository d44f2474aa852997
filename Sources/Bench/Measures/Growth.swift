import Engine
import Foundation
import TUI

/// Whether a delta costs more in a long conversation than in a short one.
@ScreenActor
enum Growth {
  /// Pictures of one measure, seven deltas each: a second and a half of a reply at 200 per second.
  private static let pictures = 50
  private static let deltasPerPicture = 7
  /// Two kilobytes: a paragraph of so much is cut, and its first lines are settled.
  private static let settlingDeltas = 200

  static func figures() throws -> [Figure] {
    let kilobyte = String(repeating: "Words of a reply, and some more of them.\n", count: 25)
    var figures: [Figure] = []
    figures += try curve("answer of", [10, 100, 1000, 10_000], "kB") { size, pipeline in
      for _ in 0..<size { pipeline.grow(.text(kilobyte)) }
    }
    figures += try curve("thinking of", [10, 100, 1000], "kB") { size, pipeline in
      for _ in 0..<size { pipeline.grow(.reasoning(kilobyte)) }
    }
    figures += try curve("conversation of", [10, 100, 1000, 10_000], "turns", turns: true) { _, _ in
    }
    return figures
  }

  private static func curve(
    _ what: String, _ sizes: [Int], _ unit: String, turns: Bool = false,
    _ prepare: (Int, inout Pipeline) -> Void
  ) throws -> [Figure] {
    let group = "cost of a delta as things grow (CPU of decoding, layout and drawing, best of 7)"
    var points: [(x: Double, y: Double)] = []
    var figures: [Figure] = []
    for size in sizes {
      let screen = HeadlessScreen(size: Size(columns: 200, rows: 50))
      var long = try Pipeline(screen: screen, turns: turns ? size : 0)
      prepare(size, &long)
      long.show()
      let cost = cost(long)
      points.append((Double(size), cost))
      figures.append(Figure(group, "\(what) \(size) \(unit)", cost, "µs"))
    }
    let exponent = Spread.exponent(points)
    figures.append(
      Figure(group, "\(what) n \(unit): grows with n to the power of", exponent, "", budget: 0.05))
    return figures
  }

  /// Microseconds of CPU per delta.
  private static func cost(_ long: Pipeline) -> Double {
    let deltas = pictures * deltasPerPicture
    let chunks = Stream.chat(deltas)
    let rounds = (0..<7).map { _ in
      var pipeline = long
      // The first append after a copy pays for the copy, and the first lines that settle for the room
      // of twice as many, once.
      for _ in 0..<settlingDeltas {
        pipeline.receive(chunks[0])
        pipeline.show()
      }
      let start = Clock.thread
      for picture in 0..<pictures {
        let first = picture * deltasPerPicture
        pipeline.receive(Array(chunks[first..<first + deltasPerPicture].joined()))
        pipeline.show()
      }
      return Clock.thread - start
    }
    return (rounds.min() ?? .nan) / Double(deltas) * 1e6
  }
}
