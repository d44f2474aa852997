/// Rows that stand higher or lower than before, over the whole width: a terminal can move them itself.
package struct RowShift: Equatable, Sendable {
  /// The rows that move and those that they leave blank.
  package var rows: Range<Int>
  /// Rows up; down where it is negative.
  package var up: Int

  /// What stands in the rows afterwards; those that nothing moves into are blank.
  package func moved<Row>(_ before: [Row], blank: Row) -> [Row] {
    var after = before
    for row in rows { after[row] = origin(of: row).map { before[$0] } ?? blank }
    return after
  }

  /// Where a row of the new picture stood; `nil` where a shift has left a blank one.
  func origin(of row: Int) -> Int? {
    guard rows.contains(row) else { return row }
    return rows.contains(row + up) ? row + up : nil
  }
}

/// Finds what moved between two pictures of the same size.
struct RowShiftSearch {
  /// Rows that a shift spares, at least: each costs more bytes than the shift.
  static let least = 4
  /// A streaming answer moves by a line or two, a wheel by three, a flood by as many as it brings.
  static let steps = [1, -1, 2, -2, 3, -3] + Array(4...16)

  /// The rows that differ.
  let changed: [Int]
  /// Whether a new row is what an old one was.
  let isSame: (_ new: Int, _ old: Int) -> Bool
  /// Cells by which a new row differs from an old one.
  let distance: (_ new: Int, _ old: Int) -> Int

  /// The shift that spares most, and rows that are the same after it.
  var best: (shift: RowShift, same: Range<Int>)? {
    guard let first = changed.first, let last = changed.last, changed.count > Self.least else {
      return nil
    }
    var best: (shift: RowShift, same: Range<Int>, spared: Int)?
    for up in Self.steps {
      guard let band = band(up, among: first...last), band.spared > best?.spared ?? Self.least
      else { continue }
      let moved = grown(band.rows, up, among: first...last)
      let rows =
        up > 0 ? moved.lowerBound..<moved.upperBound + up : moved.lowerBound + up..<moved.upperBound
      // What stood still within them has to be sent again.
      let spoiled =
        rows.count - band.rows.count
        - changed.count { rows.contains($0) && !band.rows.contains($0) }
      let spared = band.spared - spoiled
      guard spared > best?.spared ?? Self.least else { continue }
      best = (RowShift(rows: rows, up: up), band.rows, spared)
      // One that explains most of what changed is not beaten.
      if spared > changed.count / 2 { break }
    }
    return best.map { ($0.shift, $0.same) }
  }

  /// The longest run of rows that moved by so many, and how many of them would have to be sent again.
  private func band(
    _ up: Int, among span: ClosedRange<Int>
  ) -> (rows: Range<Int>, spared: Int)? {
    var best: (rows: Range<Int>, spared: Int)?
    var (start, spared, next) = (span.lowerBound, 0, changed.startIndex)
    for row in span {
      let isChanged = next < changed.endIndex && changed[next] == row
      if isChanged { next += 1 }
      guard span.contains(row + up), isSame(row, row + up) else {
        (start, spared) = (row + 1, 0)
        continue
      }
      if isChanged { spared += 1 }
      if spared > best?.spared ?? 0 { best = (start..<row + 1, spared) }
    }
    return best
  }

  /// The band with the rows behind it that are nearer to what moved there than to what stood there: a line that
  /// grew before the next began.
  private func grown(_ band: Range<Int>, _ up: Int, among span: ClosedRange<Int>) -> Range<Int> {
    var band = band
    while case let row = band.upperBound, span.contains(row), span.contains(row + up),
      distance(row, row + up) < distance(row, row)
    {
      band = band.lowerBound..<row + 1
    }
    return band
  }
}
