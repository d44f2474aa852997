/// `\begin{…}`: one row is a line, more are none.
extension FormulaParser {
  /// Brackets around the cells.
  private static let matrices: [String: (String, String)] = [
    "matrix": ("", ""), "smallmatrix": ("", ""), "array": ("", ""), "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"), "Bmatrix": ("{", "}"), "vmatrix": ("|", "|"), "Vmatrix": ("‖", "‖"),
    "cases": ("{", ""),
  ]
  private static let alignments: Set<String> = [
    "equation", "equation*", "align", "align*", "aligned", "gather", "gather*", "gathered",
    "split", "multline", "multline*",
  ]

  mutating func takeEnvironment(into items: inout [FormulaItem]) throws(FormulaRefusal) {
    let name = try environmentName()
    let brackets = Self.matrices[name]
    guard brackets != nil || Self.alignments.contains(name) else { throw FormulaRefusal() }
    if name == "array" { _ = try environmentName() }
    let outer = cells
    cells = brackets == nil ? .aligned : .apart
    let row = try list(until: .environment)
    cells = outer
    guard try environmentName() == name else { throw FormulaRefusal() }
    guard let brackets else { return items += row }
    // Blanks at the ends of a matrix's source are no cells.
    items.append(FormulaItem(.open, brackets.0, .sized))
    items += row
    items.append(FormulaItem(.close, brackets.1, .sized))
  }

  /// `{name}`, also the columns of an array.
  private mutating func environmentName() throws(FormulaRefusal) -> String {
    skipBlanks()
    guard place < source.count, source[place] == "{",
      let end = source[place...].prefix(20).firstIndex(of: "}")
    else { throw FormulaRefusal() }
    var name = ""
    name.unicodeScalars.append(contentsOf: source[(place + 1)..<end])
    place = end + 1
    return name
  }

  /// `\\` behind the only row says nothing.
  mutating func endRow() throws(FormulaRefusal) {
    skipBlanks()
    guard place < source.count else { return }
    let start = place
    guard cells != .forbidden, passes("\\end") else { throw FormulaRefusal() }
    place = start
  }
}
