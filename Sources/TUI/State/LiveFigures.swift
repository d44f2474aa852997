import Engine

/// The lines that tell figures beside a reply, as they are kept for a moment while it streams: made anew with every
/// word they would flicker, and cost as much as the words. The view makes them.
package struct LiveFigures: Sendable {
  /// So long they stand, unless something else changes than the text and the time.
  static let pace: Duration = .milliseconds(200)

  var title: String
  /// As cells, a row each.
  var status: Surface
  var stages: Surface
  /// When they were made.
  let moment: Duration
  let source: Source

  /// What they tell, but for the text's length and the time.
  struct Source: Equatable {
    var columns: Int
    var facts: Int
    /// A stage that begins changes them at once.
    var stages: Int
  }
}

extension AppState {
  /// `nil` while nothing streams.
  var figuresSource: LiveFigures.Source? {
    guard let reply = session.transcript.live?.reply else { return nil }
    return LiveFigures.Source(
      columns: size.columns, facts: session.revision - session.growths,
      stages: reply.clock.spans.count)
  }

  /// Those that were made still hold.
  var keepsFigures: Bool {
    guard let figures else { return false }
    let time = figures.moment..<figures.moment + LiveFigures.pace
    return time.contains(now) && figures.source == figuresSource
  }
}
