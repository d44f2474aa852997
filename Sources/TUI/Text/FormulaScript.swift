/// Superscripts, subscripts and limits.
struct FormulaScript {
  enum Place { case above, below }

  var above: [FormulaItem]?
  var below: [FormulaItem]?
  var primes = 0

  private static let raised = pairs(
    "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻=⁼(⁽)⁾aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐnⁿoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻ"
      + "AᴬBᴮDᴰEᴱGᴳHᴴIᴵJᴶKᴷLᴸMᴹNᴺOᴼPᴾRᴿTᵀUᵁVⱽWᵂ")
  private static let lowered = pairs(
    "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋=₌(₍)₎aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓ")
  /// What is raised by itself, or has a sign of its own.
  private static let own: [String: String] = [
    "∘": "°", "°": "°", "†": "†", "‡": "‡", "⊤": "ᵀ", "⊺": "ᵀ",
  ]

  private static func pairs(_ text: String) -> [Unicode.Scalar: Unicode.Scalar] {
    let scalars = Array(text.unicodeScalars)
    return Dictionary(
      uniqueKeysWithValues: stride(from: 0, to: scalars.count, by: 2).map {
        (scalars[$0], scalars[$0 + 1])
      })
  }

  /// The base with its scripts.
  func attached(to base: FormulaItem) throws(FormulaRefusal) -> FormulaItem {
    switch base.kind {
    case .big: return try limited(base)
    case .binary, .relation, .sign, .punctuation, .open, .space: throw FormulaRefusal()
    case .letter, .number, .word, .close, .bar, .postfix, .dots, .fraction, .root: break
    }
    var item = base
    let isWhole = base.kind == .fraction || base.kind == .root
    if isWhole || base.traits.contains(.scripted) {
      item = FormulaItem(.letter, "(" + base.text + ")")
    }
    if base.kind == .number { item.kind = .letter }
    var (index, power) = ("", "")
    if let below { index = try script(below, .below, "_", mayBeSmall: true, &item.traits) }
    let isSmall = !index.hasPrefix("_")
    if let above {
      power = try script(above, .above, "^", mayBeSmall: isSmall, &item.traits)
      item.traits.insert(.raised)
    }
    let hasBase = !item.text.isEmpty
    guard hasBase || isSmall && !power.hasPrefix("^") else { throw FormulaRefusal() }
    item.traits.insert(.scripted)
    if primes > 0 { item.traits.insert(.raised) }
    item.text += isSmall ? index + prime + power : prime + index + power
    return item
  }

  private var prime: String { primes > 0 ? ["′", "″", "‴"][primes - 1] : "" }

  /// A script of a sign that is no limit.
  private func script(
    _ items: [FormulaItem], _ place: Place, _ sign: String, mayBeSmall: Bool,
    _ traits: inout FormulaItem.Traits
  ) throws(FormulaRefusal) -> String {
    let text = FormulaLine.joined(items, .script)
    guard !text.isEmpty else { throw FormulaRefusal() }
    traits.subtract([.endsInIndex, .endsInPower])
    if mayBeSmall, let small = Self.small(items, text, place) { return small }
    let shown = items.filter { $0.kind != .space && !$0.text.isEmpty }
    let isOne = shown.count == 1 && shown[0].traits.isDisjoint(with: [.scripted, .spaced])
    let isName = text.unicodeScalars.allSatisfy(Self.isNamePart)
    let isBare =
      isOne && (isName || text.unicodeScalars.count == 1) || place == .below && isName
    // `PE_{(pos, 2i)}`; a power in brackets is another thing than a power.
    let isBracketed = place == .below && shown[0].kind == .open && FormulaFraction.isUnit(shown)
    if isBracketed { return sign + text }
    guard isBare else { return sign + "(" + text + ")" }
    if isName { traits.insert(place == .below ? .endsInIndex : .endsInPower) }
    return sign + text
  }

  // MARK: Small letters

  /// The text in small letters, if all of them exist and it is no word.
  static func small(_ items: [FormulaItem], _ text: String, _ place: Place) -> String? {
    if place == .above, let own = own[text] { return own }
    guard !items.contains(where: isWord), !(place == .below && isTypedWord(text)) else {
      return nil
    }
    return small(text, place)
  }

  private static func small(_ text: String, _ place: Place) -> String? {
    let table = place == .above ? raised : lowered
    var small = ""
    for scalar in text.unicodeScalars {
      guard let letter = table[scalar] else { return nil }
      small.unicodeScalars.append(letter)
    }
    return small
  }

  private static func isWord(_ item: FormulaItem) -> Bool {
    item.kind == .word || item.traits.contains(.wide)
  }

  /// Three letters are a word (`x_{max}`), unless all are letters for indexes (`a_{ijk}`).
  private static func isTypedWord(_ text: String) -> Bool {
    guard text.utf8.count > 2, text.utf8.allSatisfy({ (0x61...0x7A).contains($0 | 0x20) }) else {
      return false
    }
    return FormulaSymbols.words.contains(text)
      || !text.utf8.allSatisfy { (UInt8(ascii: "i")...UInt8(ascii: "n")).contains($0) }
  }

  /// Letters, digits and their marks; no small ones.
  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0..<0x80, 0xAA, 0xB2, 0xB3, 0xB9, 0xBA, 0x2B0...0x2FF, 0x1D2C...0x1DBF: false
    case 0x300...0x36F, 0x20D0...0x20FF, 0x2202, 0x2205, 0x221E: true
    case 0x2070...0x209F, 0x2C7C, 0x2C7D: false
    default: scalar.properties.isAlphabetic
    }
  }

  // MARK: Limits

  private func limited(_ base: FormulaItem) throws(FormulaRefusal) -> FormulaItem {
    guard primes == 0, !base.traits.contains(.scripted) else { throw FormulaRefusal() }
    var item = base
    item.traits.insert(.scripted)
    var mayBeSmall = true
    if let below {
      let text = FormulaLine.joined(below, .script)
      guard let limit = Self.smallLimit(below, text) ?? Self.nameLimit("_", text) else {
        throw FormulaRefusal()
      }
      mayBeSmall = !limit.hasPrefix("_")
      item.text += limit
    }
    if let above {
      let text = FormulaLine.joined(above, .script)
      let small = mayBeSmall ? Self.small(above, text, .above) : nil
      guard let limit = small ?? Self.nameLimit("^", text) else { throw FormulaRefusal() }
      item.text += limit
    }
    return item
  }

  /// `i₌₁`, where `,` may stand between small letters and `∞` behind a small sign: `∑ᵢ,ⱼ`, `∑ₙ₌₋∞`.
  private static func smallLimit(_ items: [FormulaItem], _ text: String) -> String? {
    guard !items.contains(where: isWord), !isTypedWord(text) else { return nil }
    let scalars = Array(text.unicodeScalars)
    var small = ""
    for (index, scalar) in scalars.enumerated() {
      if let letter = lowered[scalar] {
        small.unicodeScalars.append(letter)
        continue
      }
      let last = index > 0 ? scalars[index - 1] : " "
      let isBetween = scalar == "," && index + 1 < scalars.count && lowered[last] != nil
      guard isBetween || scalar == "∞" && "+-=".unicodeScalars.contains(last) else { return nil }
      small.unicodeScalars.append(scalar)
    }
    return small.isEmpty ? nil : small
  }

  /// A name, with a sign or without, or a condition in brackets: `∫_Ω`, `^∞`, `_-π`, `∑_(x ∈ X)`.
  private static func nameLimit(_ sign: String, _ text: String) -> String? {
    let isSigned = text.first == "-" || text.first == "+"
    let name = text.unicodeScalars.dropFirst(isSigned ? 1 : 0)
    guard !name.isEmpty else { return nil }
    return name.allSatisfy(isNamePart) ? sign + text : sign + "(" + text + ")"
  }
}
