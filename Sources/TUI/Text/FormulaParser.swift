/// Reads the source of a formula once, from left to right, into items.
///
/// A pure machine: what it does not know, and what is open at the end, is a refusal.
struct FormulaParser {
  enum End { case source, brace, bracket, environment }

  /// What `&` is, where it may stand.
  enum Cells { case forbidden, aligned, apart }

  /// Groups, arguments and environments within each other.
  static let deepest = 32

  let source: [Unicode.Scalar]
  var place = 0
  var depth = 0
  /// What letters become.
  var alphabet: FormulaAlphabet?
  var cells = Cells.forbidden
  /// Behind the last command's name and the blanks after it. TeX needs one there, so they say nothing.
  var wordEnd = 0
  /// Of `\left` without its `\right` in this group.
  var unclosed = 0

  init(_ source: String) { self.source = Array(source.unicodeScalars) }

  /// The items up to the end, which is passed over.
  mutating func list(until end: End) throws(FormulaRefusal) -> [FormulaItem] {
    let outer = unclosed
    unclosed = 0
    depth += 1
    guard depth <= Self.deepest else { throw FormulaRefusal() }
    var items: [FormulaItem] = []
    while try !ends(end) { try take(into: &items) }
    guard unclosed == 0 else { throw FormulaRefusal() }
    unclosed = outer
    depth -= 1
    return items
  }

  private mutating func ends(_ end: End) throws(FormulaRefusal) -> Bool {
    guard place < source.count else {
      guard end == .source else { throw FormulaRefusal() }
      return true
    }
    switch end {
    case .source: return false
    case .brace, .bracket:
      let isEnd = source[place] == (end == .brace ? "}" : "]")
      if isEnd { place += 1 }
      return isEnd
    case .environment: return passes("\\end")
    }
  }

  /// Passes over a command that stands here.
  mutating func passes(_ command: String) -> Bool {
    let scalars = command.unicodeScalars
    guard source[place...].starts(with: scalars) else { return false }
    let behind = place + scalars.count
    guard behind == source.count || !Self.isLetter(source[behind]) else { return false }
    place = behind
    return true
  }

  private mutating func take(into items: inout [FormulaItem]) throws(FormulaRefusal) {
    let scalar = source[place]
    switch scalar {
    case "\\": try takeCommand(into: &items)
    case "^", "_", "'": try takeScripts(into: &items)
    case "{":
      place += 1
      let group = try groupList()
      items += group.isEmpty ? [FormulaItem(.letter, "")] : group
    case "}", "$": throw FormulaRefusal()
    case "&":
      place += 1
      switch cells {
      case .forbidden: throw FormulaRefusal()
      case .aligned: items.append(.space(1))
      case .apart: items.append(.space(2, .parting))
      }
    case "0"..."9": items.append(try number())
    case " ", "\t", "\n", "\r":
      if place == wordEnd { wordEnd += 1 }
      place += 1
      items.append(.space(1, place == wordEnd ? .idle : []))
    default:
      place += 1
      items.append(try plain(scalar))
    }
  }

  /// Digits with a point among them.
  private mutating func number() throws(FormulaRefusal) -> FormulaItem {
    var number = ""
    while place < source.count {
      let scalar = source[place]
      let isPoint =
        scalar == "." && place + 1 < source.count && Self.isDigit(source[place + 1])
      guard Self.isDigit(scalar) || isPoint else { break }
      number.unicodeScalars.append(isPoint ? scalar : try shaped(scalar))
      place += 1
    }
    return FormulaItem(.number, number)
  }

  /// One sign that was typed.
  func plain(_ scalar: Unicode.Scalar) throws(FormulaRefusal) -> FormulaItem {
    switch scalar {
    case "~": return .space(1)
    case "+", "-", "=", "<", ">", "*", "/", ":": return FormulaItem(.sign, scalar)
    case ",", ";", ".": return FormulaItem(.punctuation, scalar)
    case "(", "[": return FormulaItem(.open, scalar)
    case ")", "]": return FormulaItem(.close, scalar)
    case "|": return FormulaItem(.bar, scalar)
    case "!": return FormulaItem(.postfix, scalar)
    case "0"..."9": return FormulaItem(.number, try shaped(scalar))
    case _ where scalar.value < 0x80: return FormulaItem(.letter, try shaped(scalar))
    default: break
    }
    let isPart = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    // A mark that was typed stays with its letter.
    let isLetter = isPart || WidthTable.width(scalar.value) != 1
    return FormulaItem(isLetter ? .letter : .sign, try shaped(scalar))
  }

  /// The scalar in the alphabet; never one that a terminal would obey or hide.
  func shaped(_ scalar: Unicode.Scalar) throws(FormulaRefusal) -> Unicode.Scalar {
    let isControl = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
    guard !isControl, !ScalarKind.isHidden(scalar.value) else { throw FormulaRefusal() }
    guard let alphabet else { return scalar }
    guard let letter = alphabet.letter(scalar) else { throw FormulaRefusal() }
    return letter
  }

  // MARK: Arguments

  /// What follows `{`, which is passed over already. Only cells of an environment are parted by `&`.
  mutating func groupList() throws(FormulaRefusal) -> [FormulaItem] {
    let (outerCells, outerAlphabet) = (cells, alphabet)
    cells = .forbidden
    let items = try list(until: .brace)
    (cells, alphabet) = (outerCells, outerAlphabet)
    return items
  }

  /// A group, a command with what it takes, or one sign.
  mutating func argument() throws(FormulaRefusal) -> [FormulaItem] {
    skipBlanks()
    guard place < source.count else { throw FormulaRefusal() }
    let scalar = source[place]
    switch scalar {
    case "{":
      place += 1
      return try groupList()
    case "\\":
      depth += 1
      guard depth <= Self.deepest else { throw FormulaRefusal() }
      let opened = unclosed
      var items: [FormulaItem] = []
      try takeCommand(into: &items)
      guard opened == unclosed, !items.isEmpty else { throw FormulaRefusal() }
      depth -= 1
      return items
    case "}", "^", "_", "&", "$", "'": throw FormulaRefusal()
    default:
      place += 1
      return [try plain(scalar)]
    }
  }

  mutating func skipBlanks() {
    while place < source.count, Self.isBlank(source[place]) { place += 1 }
  }

  // MARK: Scripts

  private mutating func takeScripts(into items: inout [FormulaItem]) throws(FormulaRefusal) {
    while items.last?.kind == .space { items.removeLast() }
    var script = FormulaScript()
    while place < source.count {
      let start = place
      skipBlanks()
      guard place < source.count, try takeScript(&script) else {
        place = start
        break
      }
    }
    let base = items.popLast() ?? FormulaItem(.letter, "")
    items.append(try script.attached(to: base))
  }

  /// Whether there was one. Two of a kind are an error in TeX, too.
  private mutating func takeScript(_ script: inout FormulaScript) throws(FormulaRefusal) -> Bool {
    switch source[place] {
    case "'":
      place += 1
      guard script.above == nil, script.primes < 3 else { throw FormulaRefusal() }
      script.primes += 1
    case "_":
      place += 1
      guard script.below == nil else { throw FormulaRefusal() }
      script.below = try argument()
    case "^":
      place += 1
      guard script.above == nil else { throw FormulaRefusal() }
      let items = try argument()
      guard items.allSatisfy({ $0.text == "′" }), !items.isEmpty else {
        script.above = items
        return true
      }
      script.primes += items.count
      guard script.primes <= 3 else { throw FormulaRefusal() }
    default: return passes("\\limits") || passes("\\nolimits")
    }
    return true
  }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    (0x61...0x7A).contains(scalar.value | 0x20) && scalar.value < 0x80
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value)
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    [0x20, 0x09, 0x0A, 0x0D].contains(scalar.value)
  }
}
