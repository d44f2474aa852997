/// Where the lanes of a race stand: beside each other where each has 36 columns, else above each other.
struct RaceLayout: Equatable, Sendable {
  struct Lane: Equatable, Sendable {
    var frame: PaneFrame
    /// The line that stands for the thinking, or its title while it is open.
    var fold: Rect
    /// The thinking, while it is open.
    var thinking: Rect?
    var text: Rect
    var stages: Rect
    var figures: Rect
  }

  private static let least = 36

  let lanes: [Lane]

  init(_ count: Int, showsThinking: Bool, in area: Rect) {
    let isBeside = area.columns / count >= Self.least
    lanes = (0..<count).map { place in
      func part(_ whole: Int) -> (start: Int, length: Int) {
        (whole * place / count, whole * (place + 1) / count - whole * place / count)
      }
      var frame = area
      if isBeside {
        let (start, length) = part(area.columns)
        frame.column += start
        // The last column is the line to the next lane.
        frame.columns = length - (place + 1 < count ? 1 : 0)
      } else {
        let (start, length) = part(area.rows)
        frame.row += start
        frame.rows = length
      }
      return Self.lane(
        PaneFrame(frame, isLow: !isBeside || frame.rows < ScreenLayout.lowRows),
        showsThinking: showsThinking)
    }
  }

  private static func lane(_ frame: PaneFrame, showsThinking: Bool) -> Lane {
    let inside = frame.text
    func rows(_ first: Int, _ count: Int) -> Rect {
      Rect(
        column: inside.column, row: inside.row + first, columns: inside.columns,
        rows: max(0, min(count, inside.rows - first)))
    }
    let head = inside.rows >= 4 ? 1 : 0
    let thought = showsThinking && head > 0 ? max(1, (inside.rows - 3) * 2 / 5) : 0
    // Low lanes keep their words and the figures.
    let foot = inside.rows >= 6 ? 2 : inside.rows >= 3 ? 1 : 0
    let textRows = max(0, inside.rows - head - thought - foot)
    return Lane(
      frame: frame, fold: rows(0, head), thinking: thought > 0 ? rows(head, thought) : nil,
      text: rows(head + thought, textRows),
      stages: rows(inside.rows - foot, foot == 2 ? 1 : 0),
      figures: rows(inside.rows - 1, foot > 0 ? 1 : 0))
  }
}
