/// A table as lines: columns side by side, cells wrapped. Where that would break words it is wider than its pane, which
/// scrolls it sideways; on a narrow screen it is `name: value`.
struct MarkdownTable {
  enum Alignment {
    case left, center, right

    /// - Parameter letter: libcmark-gfm's `l`, `c`, `r`, or 0 for none.
    init(letter: UInt8) {
      switch letter {
      case UInt8(ascii: "c"): self = .center
      case UInt8(ascii: "r"): self = .right
      default: self = .left
      }
    }
  }

  /// A column narrower than this breaks most words.
  private static let narrowest = 6
  /// A word may be longer than a column of this width.
  private static let widestWord = 40
  /// Columns of a pane in which a table is a list rather than wider than it.
  private static let narrowPane = 48
  /// ` │ `
  private static let gap = 3

  private let alignments: [Alignment]
  private let header: [[Span]]
  private let rows: [[[Span]]]

  init(_ table: MarkdownNode, emoji: Sanitizer.Emoji) {
    alignments = table.alignments
    let cells = table.children.enumerated().map { row, node in
      node.children.map {
        MarkdownInline.spans($0, row == 0 ? Ink(.heading, .bold) : .text, emoji: emoji)
      }
    }
    header = cells.first ?? []
    rows = Array(cells.dropFirst())
  }

  func lines(width: Int) -> [Line] {
    let room = width - Self.gap * (header.count - 1)
    guard let widths = columnWidths(in: room, isNarrow: width < Self.narrowPane) else {
      return list(width: width)
    }
    // All lines of one that is wider than its pane are moved alike, so all are as wide as it is.
    let isWider = widths.reduce(0, +) > room
    var lines = self.lines(of: header, widths, isPadded: isWider)
    lines.append(rule(widths))
    let written = rows.map { self.lines(of: $0, widths, isPadded: isWider) }
    // Rows of several lines need something between them.
    let isTall = written.contains { $0.count > 1 }
    for (index, row) in written.enumerated() {
      if isTall, index > 0 { lines.append(rule(widths)) }
      lines += row
    }
    return lines
  }

  /// As wide as their longest lines where that fits; else cut down as far as no word breaks, and wider than the room
  /// where one would. `nil`: too narrow for columns.
  private func columnWidths(in room: Int, isNarrow: Bool) -> [Int]? {
    let whole = header.indices.map { column in
      max(1, ([header] + rows).map { Self.width(of: $0, column) }.max() ?? 1)
    }
    guard whole.reduce(0, +) > room else { return whole }
    let cut = Self.cut(whole, to: room)
    if isNarrow { return cut }
    let least = leastWidths(whole)
    guard let cut, !zip(cut, least).contains(where: { $0 < $1 }) else {
      return Self.grown(least, to: whole, in: room)
    }
    return cut
  }

  /// The widest are cut down until all fit.
  private static func cut(_ whole: [Int], to room: Int) -> [Int]? {
    var widths = whole
    var limit = room
    while limit >= narrowest, widths.reduce(0, { $0 + min($1, limit) }) > room { limit -= 1 }
    guard limit >= narrowest else { return nil }
    var spare = room - widths.reduce(0) { $0 + min($1, limit) }
    for column in widths.indices where widths[column] > limit {
      let more = min(spare, 1, widths[column] - limit)
      widths[column] = limit + more
      spare -= more
    }
    return widths
  }

  /// What no column is narrower than without breaking a word; one of sentences has room for a few of them.
  private func leastWidths(_ whole: [Int]) -> [Int] {
    whole.enumerated().map { column, whole in
      let cells = ([header] + rows).filter { column < $0.count }
      let word = cells.map { Self.longestPiece($0[column].map(\.text).joined()) }.max() ?? 1
      return min(max(word, min(whole, Self.sentence)), Self.widestWord)
    }
  }

  /// What a line cannot be broken in: a word, or one wide glyph.
  private static func longestPiece(_ text: String) -> Int {
    var (longest, piece) = (1, 0)
    var glyphs = Glyphs(text)
    while let glyph = glyphs.next() {
      let endsPiece = glyph.width != 1 || glyph.text == " "
      piece = endsPiece ? 0 : piece + 1
      longest = max(longest, piece, endsPiece ? glyph.width : 0)
    }
    return longest
  }

  /// What the room has beyond the least widths goes to the columns that want more.
  private static func grown(_ least: [Int], to whole: [Int], in room: Int) -> [Int] {
    var widths = least
    var spare = room - least.reduce(0, +)
    while spare > 0 {
      let wanting = widths.indices.filter { widths[$0] < whole[$0] }
      guard !wanting.isEmpty else { break }
      for column in wanting where spare > 0 {
        widths[column] += 1
        spare -= 1
      }
    }
    return widths
  }

  /// Columns of a cell that holds more than a few words.
  private static let sentence = 16

  private static func width(of row: [[Span]], _ column: Int) -> Int {
    guard column < row.count else { return 0 }
    return Wrap.lines(row[column], width: 1 << 16).map(\.width).max() ?? 0
  }

  private func lines(of row: [[Span]], _ widths: [Int], isPadded: Bool) -> [Line] {
    let cells = widths.indices.map { column in
      column < row.count ? Wrap.lines(row[column], width: widths[column]) : []
    }
    return (0..<(cells.map(\.count).max() ?? 0)).map { index in
      var line = Line()
      for (column, cell) in cells.enumerated() {
        if column > 0 { line.append(Span(" │ ", Ink(.tableBorder))) }
        let isLast = column == cells.count - 1 && !isPadded
        let text = index < cell.count ? cell[index] : Line()
        for span in set(text, column, widths[column], isLast: isLast) { line.append(span) }
      }
      return line
    }
  }

  private func set(_ text: Line, _ column: Int, _ width: Int, isLast: Bool) -> [Span] {
    let spare = max(0, width - text.width)
    let alignment = column < alignments.count ? alignments[column] : .left
    let left =
      switch alignment {
      case .left: 0
      case .center: spare / 2
      case .right: spare
      }
    let right = isLast ? 0 : spare - left
    return [Span(SafeText(washed: String(repeating: " ", count: left)))] + text.spans
      + [Span(SafeText(washed: String(repeating: " ", count: right)))]
  }

  private func rule(_ widths: [Int]) -> Line {
    let parts = widths.map { String(repeating: "─", count: $0) }
    return Line(SafeText(washed: parts.joined(separator: "─┼─")), Ink(.tableBorder))
  }

  /// Every row as `name: value` lines, a blank line between rows.
  private func list(width: Int) -> [Line] {
    var lines: [Line] = []
    for row in rows {
      if !lines.isEmpty { lines.append(Line()) }
      for (column, cell) in row.enumerated() where column < header.count {
        let name = header[column] + [Span(": ", Ink(.heading, .bold))]
        lines += Wrap.lines(name + cell, width: width)
      }
    }
    return lines.isEmpty ? header.flatMap { Wrap.lines($0, width: width) } : lines
  }
}
