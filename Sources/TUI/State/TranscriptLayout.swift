import Engine

/// The conversation as lines, laid out only where it is in view.
///
/// Turns are laid out when they first come into view and kept until the width changes, so opening
/// a long conversation costs its last screenful.
package struct TranscriptLayout: Sendable {
  private var turns: [Turn.ID: TurnLayout] = [:]
  private var transcript = Transcript()
  private(set) var width = 1
  private(set) var isRaw = false

  private let emoji: Sanitizer.Emoji

  package init(emoji: Sanitizer.Emoji = .safe) {
    self.emoji = emoji
  }

  package var turnCount: Int { transcript.count }

  /// Takes the newest conversation and width. Lays nothing out by itself.
  package mutating func update(_ transcript: Transcript, width: Int, isRaw: Bool = false) {
    if width != self.width || isRaw != self.isRaw { turns = [:] }
    self.width = width
    self.isRaw = isRaw
    self.transcript = transcript
  }

  /// The layout of a turn, made now if it was not in view before, else brought up to date.
  package mutating func layOut(_ index: Int) -> TurnLayout {
    let turn = transcript[index]
    let place = transcript.place(of: turn.id)
    if turns[turn.id]?.isOutdated(by: turn) == true { turns[turn.id] = nil }
    turns[turn.id]?.update(turn, place: place)
    if let known = turns[turn.id] { return known }
    let fresh = TurnLayout(
      turn, width: width, marker: marker(before: index), place: place, isRaw: isRaw, emoji: emoji)
    turns[turn.id] = fresh
    return fresh
  }

  /// The lines from a place on, as many as fit; lays out what it passes.
  package mutating func lines(from place: Viewport.Place, rows: Int) -> [PlacedLine] {
    var lines: [PlacedLine] = []
    var place = place
    while lines.count < rows, place.turn < turnCount {
      let layout = layOut(place.turn)
      while place.line < layout.lineCount, lines.count < rows {
        lines.append(PlacedLine(place: place, line: layout.line(place.line)))
        place.line += 1
      }
      place = Viewport.Place(turn: place.turn + 1, line: 0)
    }
    return lines
  }

  /// The top line when the end of the conversation stands at the bottom of `rows` rows.
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

  /// Says so when another profile or model is asked than in the turn before.
  private func marker(before index: Int) -> String? {
    let source = transcript[index].reply.source
    if transcript[index].cut != nil {
      return "— from here on a model is sent "
        + (transcript[index].cut?.summary == nil
          ? "only what follows" : "a summary and what follows")
        + "; all of it stays here —"
    }
    guard index > 0, transcript[index - 1].reply.source.profile != source.profile else {
      return nil
    }
    return
      "— now on \(Sanitizer.sanitize(source.profile)) · \(Sanitizer.sanitize(source.requestedModel)) —"
  }
}

package struct PlacedLine: Equatable, Sendable {
  package var place: Viewport.Place
  package var line: Line
}
