/// Where one surface differs from another of the same size.
///
/// Runs never begin or end inside a wide glyph, so each can be sent by itself.
package struct SurfaceDiff: Equatable, Sendable {
  /// Neighbouring cells of one row that changed.
  package struct Run: Equatable, Sendable {
    package var row: Int
    package var columns: Range<Int>

    package init(row: Int, columns: Range<Int>) {
      self.row = row
      self.columns = columns
    }
  }

  /// What the terminal is to move before anything is sent.
  package private(set) var shift: RowShift?
  /// Top to bottom, left to right; what remains after the shift.
  package private(set) var runs: [Run] = []

  /// Both show the same.
  package var isEmpty: Bool { runs.isEmpty && shift == nil }

  /// Equal cells between two runs that are rather sent again than skipped.
  private let joint: Int

  /// What must be sent to turn `old` into `new`; everything when the sizes differ.
  ///
  /// - Parameter shifting: the terminal can move rows.
  package init(
    from old: Surface, to new: Surface, joining joint: Int = 0, shifting: Bool = false
  ) {
    self.joint = joint
    let columns = new.size.columns
    guard columns > 0 else { return }
    guard old.size == new.size else {
      runs = (0..<new.size.rows).map { Run(row: $0, columns: 0..<columns) }
      return
    }
    old.cells.withUnsafeBufferPointer { before in
      new.cells.withUnsafeBufferPointer { after in
        compare(
          Rows(cells: before, columns: columns), Rows(cells: after, columns: columns), shifting)
      }
    }
  }

  private mutating func compare(_ before: Rows, _ after: Rows, _ shifting: Bool) {
    let changed = (0..<after.count).filter { !after.isSame($0, before, $0) }
    let search = RowShiftSearch(
      changed: changed, isSame: { after.isSame($0, before, $1) },
      distance: { after.distance($0, before, $1) })
    guard shifting, let found = search.best else {
      for row in changed { compare(before[row], after[row], row: row) }
      return
    }
    shift = found.shift
    let moved = found.shift.rows
    let still = changed.filter { !moved.contains($0) }
    for row in (still + moved.filter { !found.same.contains($0) }).sorted() {
      if let origin = found.shift.origin(of: row) {
        compare(before[origin], after[row], row: row)
      } else {
        runs.append(Run(row: row, columns: 0..<after.columns))
      }
    }
  }

  private mutating func compare(
    _ before: UnsafeBufferPointer<Cell>, _ after: UnsafeBufferPointer<Cell>, row: Int
  ) {
    let count = after.count
    func differs(_ column: Int) -> Bool { before[column] != after[column] }
    func isHalf(_ column: Int) -> Bool {
      before[column].isContinuation || after[column].isContinuation
    }
    var column = 0
    while column < count {
      guard differs(column) else {
        column += 1
        continue
      }
      var start = column
      // The left half of what is or was a wide glyph goes along.
      while start > 0, isHalf(start) { start -= 1 }
      var end = column + 1
      column = end
      while column < count, column - end <= joint {
        if differs(column) || column == end && isHalf(column) { end = column + 1 }
        column += 1
      }
      runs.append(Run(row: row, columns: start..<end))
    }
  }
}

/// The cells of a picture, row by row.
private struct Rows {
  let cells: UnsafeBufferPointer<Cell>
  let columns: Int

  var count: Int { cells.count / columns }

  /// Words that are compared before the first difference is looked for.
  private static let stretch = 32

  subscript(row: Int) -> UnsafeBufferPointer<Cell> {
    UnsafeBufferPointer(rebasing: cells[row * columns..<(row + 1) * columns])
  }

  /// By their memory, several cells at a time.
  func isSame(_ row: Int, _ other: Rows, _ otherRow: Int) -> Bool {
    let (mine, theirs) = (words(row), other.words(otherRow))
    var word = 0
    while word + Self.stretch <= mine.count {
      var difference: UInt64 = 0
      for index in word..<word + Self.stretch { difference |= mine[index] ^ theirs[index] }
      if difference != 0 { return false }
      word += Self.stretch
    }
    return mine[word...].elementsEqual(theirs[word...])
  }

  private func words(_ row: Int) -> UnsafeBufferPointer<UInt64> {
    UnsafeRawBufferPointer(self[row]).assumingMemoryBound(to: UInt64.self)
  }

  /// Cells that differ.
  func distance(_ row: Int, _ other: Rows, _ otherRow: Int) -> Int {
    zip(self[row], other[otherRow]).reduce(0) { $1.0 == $1.1 ? $0 : $0 + 1 }
  }
}
