import TUI

extension Frame {
  /// Reads a kept picture back; `nil` when the text is none.
  package init?(screenText text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let head = lines.first?.split(separator: " ") ?? []
    let numbers = head.first?.split(separator: "×").compactMap { Int($0) } ?? []
    guard numbers.count == 2, let ink = lines.firstIndex(of: "ink") else { return nil }
    let size = Size(columns: numbers[0], rows: numbers[1])
    guard lines.count > ink + size.rows, ink == size.rows + 1 else { return nil }
    let inks = Self.legend(lines[(ink + size.rows + 1)...])
    var surface = Surface(size)
    for row in 0..<size.rows {
      let place = Point(column: 0, row: row)
      surface.write(
        String(lines[1 + row].dropFirst().dropLast()), ink: .text, at: place, in: Rect(size))
      for (column, letter) in lines[ink + 1 + row].dropFirst().dropLast().enumerated() {
        guard let ink = inks[letter] else { continue }
        surface.paint(Rect(column: column, row: row, columns: 1, rows: 1), ink)
      }
    }
    var cursor: Point?
    if head.count == 3 {
      let place = head[2].split(separator: ",").compactMap { Int($0) }
      if place.count == 2 { cursor = Point(column: place[0], row: place[1]) }
    }
    self.init(surface: surface, cursor: cursor)
  }

  /// `a status bold` → a: that ink.
  private static func legend(_ lines: ArraySlice<Substring>) -> [Character: Ink] {
    let attributes: [Substring: Attributes] = [
      "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline,
      "reverse": .reverse, "strikethrough": .strikethrough,
    ]
    var inks: [Character: Ink] = [:]
    for line in lines {
      let words = line.split(separator: " ")
      guard words.count >= 2, let letter = words[0].first,
        let role = Role(rawValue: String(words[1]))
      else { continue }
      inks[letter] = Ink(
        role, words.dropFirst(2).reduce(into: []) { $0.formUnion(attributes[$1] ?? []) })
    }
    return inks
  }
}
