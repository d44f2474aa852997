/// Letters that mathematics tells apart by their shape.
struct FormulaAlphabet: Sendable {
  private let capital: UInt32
  private let small: UInt32
  private var digit: UInt32?
  private var isGreek = false
  /// Letters that stood elsewhere in Unicode before the alphabet came.
  private var others: [Unicode.Scalar: Unicode.Scalar] = [:]

  private static let blackboard = FormulaAlphabet(
    capital: 0x1D538, small: 0x1D552, digit: 0x1D7D8,
    others: ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"])
  private static let script = FormulaAlphabet(
    capital: 0x1D49C, small: 0x1D4B6,
    others: [
      "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ",
      "g": "ℊ", "o": "ℴ",
    ])
  private static let fraktur = FormulaAlphabet(
    capital: 0x1D504, small: 0x1D51E,
    others: ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"])
  private static let bold = FormulaAlphabet(
    capital: 0x1D400, small: 0x1D41A, digit: 0x1D7CE, isGreek: true,
    others: ["∇": "𝛁", "∂": "𝛛", "ϵ": "𝛜", "ϑ": "𝛝", "ϰ": "𝛞", "ϕ": "𝛟", "ϱ": "𝛠", "ϖ": "𝛡"])

  /// Of a command, without its backslash; one without an entry is of another kind.
  static let named: [String: FormulaAlphabet] = [
    "mathbb": blackboard, "mathcal": script, "mathscr": script, "mathfrak": fraktur,
    "mathbf": bold, "boldsymbol": bold, "bm": bold, "pmb": bold, "bold": bold,
  ]

  /// The letter in this alphabet, all else as it is; `nil` for a letter it lacks.
  func letter(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    if let other = others[scalar] { return other }
    switch scalar.value {
    case 0x41...0x5A: return Unicode.Scalar(capital + scalar.value - 0x41)
    case 0x61...0x7A: return Unicode.Scalar(small + scalar.value - 0x61)
    case 0x30...0x39: return digit.flatMap { Unicode.Scalar($0 + scalar.value - 0x30) }
    case 0x391...0x3A9: return isGreek ? Unicode.Scalar(0x1D6A8 + scalar.value - 0x391) : nil
    case 0x3B1...0x3C9: return isGreek ? Unicode.Scalar(0x1D6C2 + scalar.value - 0x3B1) : nil
    default: return scalar.properties.isAlphabetic ? nil : scalar
    }
  }
}

/// One combining mark over or under one letter.
enum FormulaAccent {
  static let marks: [String: Unicode.Scalar] = [
    "hat": "\u{302}", "widehat": "\u{302}", "tilde": "\u{303}", "widetilde": "\u{303}",
    "bar": "\u{304}", "overline": "\u{304}", "vec": "\u{20D7}", "overrightarrow": "\u{20D7}",
    "dot": "\u{307}", "ddot": "\u{308}", "acute": "\u{301}", "grave": "\u{300}",
    "check": "\u{30C}", "breve": "\u{306}", "mathring": "\u{30A}", "underline": "\u{332}",
  ]

  /// Over a letter, which may have a small index (`ŷᵢ` for `\hat{y_i}`), but no power: the mean of a square
  /// is not the square of a mean.
  static func marked(
    _ items: [FormulaItem], _ mark: Unicode.Scalar
  ) throws(FormulaRefusal) -> FormulaItem {
    let shown = items.filter { $0.kind != .space && !$0.text.isEmpty }
    guard shown.count == 1, var item = shown.first,
      item.kind == .letter || item.kind == .number,
      item.traits.isDisjoint(with: [.raised, .endsInIndex, .wide]),
      let base = item.text.unicodeScalars.first, base.value > 0x20, isBase(base)
    else { throw FormulaRefusal() }
    let rest = item.text.unicodeScalars.dropFirst()
    guard rest.isEmpty || item.traits.contains(.scripted) && !rest.contains(where: isMark) else {
      throw FormulaRefusal()
    }
    var text = String(base)
    text.unicodeScalars.append(mark)
    text.unicodeScalars.append(contentsOf: rest)
    item.text = text
    return item
  }

  private static func isBase(_ scalar: Unicode.Scalar) -> Bool {
    let isPlain = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    return isPlain && WidthTable.width(scalar.value) == 1 || scalar == "∇"
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    WidthTable.width(scalar.value) == 0
  }
}
