import Engine

/// Text that a pane shows, as lines by the turn they belong to.
package protocol PaneText: Sendable {
  associatedtype Block: PaneBlock

  /// Columns it is laid out for.
  var width: Int { get }
  var turnCount: Int { get }

  /// Takes the newest text and width.
  mutating func update(_ source: PaneSource, width: Int)

  /// Whether `update` would break the same text at other places, so that a line number means other words.
  func breaksAnew(_ source: PaneSource, width: Int) -> Bool

  /// The second of the thinking in which a line began; `nil` where that is not told, or the line before says it.
  func second(at place: Viewport.Place) -> Int?

  /// A line as it is shown; what says nothing new stands back.
  func shown(_ line: Line, at place: Viewport.Place) -> Line

  /// The lines of a turn, made now if they were not in view before.
  mutating func layOut(_ turn: Int) -> Block
}

/// The lines of one turn.
package protocol PaneBlock {
  var lineCount: Int { get }
  func line(_ index: Int) -> Line
}

/// What the panes show, of which each takes its part.
package struct PaneSource: Sendable {
  package var transcript: Transcript
  /// The turn whose thinking belongs on the screen.
  package var turn: Turn?
  /// The thinking in another language, where that is wanted.
  package var translation: Translation?
  /// Answers stand as they were written, not as Markdown.
  package var isRaw = false
  package var images = ImageShelf()

  package init(
    transcript: Transcript, turn: Turn? = nil, translation: Translation? = nil,
    isRaw: Bool = false, images: ImageShelf = ImageShelf()
  ) {
    self.transcript = transcript
    self.turn = turn
    self.translation = translation
    self.isRaw = isRaw
    self.images = images
  }
}

package struct PlacedLine: Equatable, Sendable {
  package var place: Viewport.Place
  package var line: Line
}

extension PaneText {
  package func second(at place: Viewport.Place) -> Int? { nil }
  package func shown(_ line: Line, at place: Viewport.Place) -> Line { line }

  /// The lines from a place on, as many as fit; lays out what it passes.
  package mutating func lines(from place: Viewport.Place, rows: Int) -> [PlacedLine] {
    var lines: [PlacedLine] = []
    lines.reserveCapacity(rows)
    var place = place
    while lines.count < rows, place.turn < turnCount {
      let block = layOut(place.turn)
      let end = min(block.lineCount, place.line + rows - lines.count)
      while place.line < end {
        let line = shown(block.line(place.line), at: place)
        lines.append(PlacedLine(place: place, line: line))
        place.line += 1
      }
      place = Viewport.Place(turn: place.turn + 1, line: 0)
    }
    return lines
  }

  /// One line; `nil` past the end of its turn.
  mutating func line(at place: Viewport.Place) -> Line? {
    guard place.turn < turnCount else { return nil }
    let block = layOut(place.turn)
    return place.line < block.lineCount ? block.line(place.line) : nil
  }

  /// The top line when the end of the text stands at the bottom of `rows` rows.
  package mutating func followingTop(rows: Int) -> Viewport.Place {
    moved(Viewport.Place(turn: turnCount, line: 0), by: -rows)
  }

  /// A place moved by lines, stopped at the first and after the last line.
  package mutating func moved(_ place: Viewport.Place, by step: Int) -> Viewport.Place {
    var place = place
    var step = step
    while step < 0 {
      if place.line >= -step { return Viewport.Place(turn: place.turn, line: place.line + step) }
      guard place.turn > 0 else { return Viewport.Place(turn: 0, line: 0) }
      step += place.line
      place = Viewport.Place(turn: place.turn - 1, line: layOut(place.turn - 1).lineCount)
    }
    while step > 0, place.turn < turnCount {
      let left = layOut(place.turn).lineCount - place.line
      if step < left { return Viewport.Place(turn: place.turn, line: place.line + step) }
      step -= left
      place = Viewport.Place(turn: place.turn + 1, line: 0)
    }
    return place
  }

  /// Lines from a place to the end, counted up to `limit`.
  package mutating func distanceToEnd(from place: Viewport.Place, limit: Int) -> Int {
    var count = 0
    var turn = place.turn
    var line = place.line
    while turn < turnCount, count < limit {
      count += max(0, layOut(turn).lineCount - line)
      turn += 1
      line = 0
    }
    return count
  }
}
