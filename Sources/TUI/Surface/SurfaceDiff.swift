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

  /// Top to bottom, left to right.
  package private(set) var runs: [Run] = []

  /// Equal cells between two runs that are rather sent again than skipped.
  private let joint: Int

  /// What must be sent to turn `old` into `new`; everything when the sizes differ.
  package init(from old: Surface, to new: Surface, joining joint: Int = 0) {
    self.joint = joint
    let columns = new.size.columns
    guard old.size == new.size else {
      if columns > 0 { runs = (0..<new.size.rows).map { Run(row: $0, columns: 0..<columns) } }
      return
    }
    old.cells.withUnsafeBufferPointer { before in
      new.cells.withUnsafeBufferPointer { after in
        for row in 0..<new.size.rows {
          compare(before, after, row: row, from: row * columns, count: columns)
        }
      }
    }
  }

  private mutating func compare(
    _ before: UnsafeBufferPointer<Cell>, _ after: UnsafeBufferPointer<Cell>, row: Int, from: Int,
    count: Int
  ) {
    guard !isSame(before, after, from: from, count: count) else { return }
    func differs(_ column: Int) -> Bool { before[from + column] != after[from + column] }
    func isHalf(_ column: Int) -> Bool {
      before[from + column].glyph == .continuation || after[from + column].glyph == .continuation
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

  /// Tells most rows that did not change by their memory alone, several cells at a time.
  ///
  /// Where it says no, the cells may still be equal: what pads them may differ.
  private func isSame(
    _ before: UnsafeBufferPointer<Cell>, _ after: UnsafeBufferPointer<Cell>, from: Int, count: Int
  ) -> Bool {
    guard let before = before.baseAddress, let after = after.baseAddress else { return true }
    let words = count * MemoryLayout<Cell>.stride / MemoryLayout<UInt64>.stride
    let old = UnsafeRawPointer(before + from).assumingMemoryBound(to: UInt64.self)
    let new = UnsafeRawPointer(after + from).assumingMemoryBound(to: UInt64.self)
    var difference: UInt64 = 0
    for word in 0..<words { difference |= old[word] ^ new[word] }
    return difference == 0
  }
}
