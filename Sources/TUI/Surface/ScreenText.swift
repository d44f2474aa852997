/// A surface written down so that a user can read it and a diff shows what changed.
///
/// Every picture row stands between bars, so that blanks at its end are seen. In the ink rows every
/// column has one letter: `.` for plain text, `<` for the right half of a wide glyph, and others in
/// the order of roles and attributes, with their meaning below.
package struct ScreenText {
  package let text: String

  package init(_ surface: Surface, cursor: Point?) {
    var letters: [Ink: Character] = [:]
    let inks = Self.inks(of: surface)
    for (index, ink) in inks.enumerated() {
      letters[ink] = index < Self.alphabet.count ? Self.alphabet[index] : "?"
    }
    let size = surface.size
    var rows = [
      "\(size.columns)×\(size.rows)" + (cursor.map { " cursor \($0.column),\($0.row)" } ?? "")
    ]
    for row in 0..<size.rows {
      rows.append("│" + (0..<size.columns).map { surface[$0, row].glyph.text }.joined() + "│")
    }
    rows.append("ink")
    for row in 0..<size.rows {
      let line = (0..<size.columns).map { column -> Character in
        let cell = surface[column, row]
        return cell.glyph == .continuation ? "<" : letters[Self.written(cell.ink)] ?? "."
      }
      rows.append("│" + String(line) + "│")
    }
    for ink in inks { rows.append("\(letters[ink] ?? "?") \(Self.name(ink))") }
    text = rows.joined(separator: "\n") + "\n"
  }

  private static let alphabet = Array(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")

  /// The inks of a picture but plain text, by role and attributes.
  private static func inks(of surface: Surface) -> [Ink] {
    let order = Dictionary(uniqueKeysWithValues: Role.allCases.enumerated().map { ($1, $0) })
    return Set(surface.cells.map { written($0.ink) }).subtracting([.text]).sorted {
      (order[$0.role] ?? 0, $0.attributes.rawValue, $0.link)
        < (order[$1.role] ?? 0, $1.attributes.rawValue, $1.link)
    }
  }

  /// Of a link only that there is one: its number depends on what was drawn before.
  private static func written(_ ink: Ink) -> Ink {
    var ink = ink
    ink.link = min(ink.link, 1)
    return ink
  }

  /// `emphasis bold italic`
  private static func name(_ ink: Ink) -> String {
    let names: [(Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"),
      (.reverse, "reverse"), (.strikethrough, "strikethrough"),
    ]
    let attributes = names.filter { ink.attributes.contains($0.0) }.map(\.1)
    return ([ink.role.rawValue] + attributes + (ink.link > 0 ? ["linked"] : [])).joined(
      separator: " ")
  }

  /// Where two written pictures differ first, in the picture's own coordinates.
  package static func firstDifference(_ expected: String, _ actual: String) -> String {
    let before = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let after = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let ink = after.firstIndex(of: "ink") ?? after.count
    for line in 0..<max(before.count, after.count) {
      let old = line < before.count ? Array(before[line]) : []
      let new = line < after.count ? Array(after[line]) : []
      guard old != new else { continue }
      let index = zip(old, new).prefix { $0 == $1 }.count
      let column = Glyph.width(of: String(new.prefix(index))) - 1
      let was = index < old.count ? String(old[index]) : "nothing"
      let now = index < new.count ? String(new[index]) : "nothing"
      let (part, row) = line > ink ? ("ink", line - ink - 1) : ("picture", line - 1)
      return line == 0
        ? "size or cursor, \(String(old)) → \(String(new))"
        : "first in the \(part) at column \(column), row \(row): \(was) → \(now)"
    }
    return "nothing"
  }
}
