/// Rows of cells as lines whose columns stand under each other.
package enum Columns {
  package static func lines(_ rows: [[String]], gap: Int = 2) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      // The last cell of a row stands before nothing.
      rows.map { column < $0.count - 1 ? Glyph.width(of: $0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        line += cell
        guard column + 1 < row.count else { break }
        line += String(repeating: " ", count: widths[column] - Glyph.width(of: cell) + gap)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
