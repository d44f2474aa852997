/// Fractions and roots on one line, and what of them needs brackets.
enum FormulaFraction {
  static func fraction(
    _ above: [FormulaItem], _ below: [FormulaItem]
  ) throws(FormulaRefusal) -> FormulaItem {
    let (top, bottom) = (above.filter(isShown), below.filter(isShown))
    guard let first = top.first, !bottom.isEmpty else { throw FormulaRefusal() }
    let isProduct = isProduct(top[...]) && !hasWords(above)
    let isSigned = isProduct && isSign(first)
    let numerator = FormulaLine.joined(above, isProduct ? .product : .text)
    let isTight = self.isProduct(bottom[...]) && !hasWords(below)
    let denominator = FormulaLine.joined(below, isTight ? .product : .text)
    let text =
      (isProduct || isUnit(top) ? numerator : "(" + numerator + ")") + "/"
      + (isUnit(bottom) ? denominator : "(" + denominator + ")")
    var fraction = FormulaItem(.fraction, text, isSigned ? .signed : [])
    if top.count == 1, bottom.count == 1, first.kind == .number, bottom[0].kind == .number {
      fraction.traits.insert(.numeric)
    }
    return fraction
  }

  /// `√x`, `√(x+1)`, `∛x`, `ⁿ√x`.
  static func root(
    _ inside: [FormulaItem], index: [FormulaItem]
  ) throws(FormulaRefusal) -> FormulaItem {
    let radicand = inside.filter(isShown)
    guard let first = radicand.first, let last = radicand.last else { throw FormulaRefusal() }
    let text = FormulaLine.joined(inside)
    var root = try sign(index)
    let isName = first.kind == .letter && first.traits.isDisjoint(with: [.raised, .wide])
    if radicand.count == 1, isName || first.kind == .number {
      root.traits.insert(.bare)
      root.traits.formUnion(first.traits.intersection(.endsInIndex))
      root.text += text
    } else if radicand.count > 1, first.kind == .open || first.kind == .bar, isUnit(radicand),
      !last.traits.contains(.scripted), last.kind != .postfix
    {
      root.text += text
    } else {
      root.text += "(" + text + ")"
    }
    return root
  }

  private static func sign(_ index: [FormulaItem]) throws(FormulaRefusal) -> FormulaItem {
    let which = FormulaLine.joined(index, .script)
    switch which {
    case "", "2": return FormulaItem(.root, "√")
    case "3": return FormulaItem(.root, "∛")
    case "4": return FormulaItem(.root, "∜")
    default: break
    }
    guard let small = FormulaScript.small(index, which, .above) else { throw FormulaRefusal() }
    return FormulaItem(.root, small + "√", .indexed)
  }

  /// `(n choose k)`; Unicode has nothing that stands above something else.
  static func choice(
    _ all: [FormulaItem], _ some: [FormulaItem]
  ) throws(FormulaRefusal) -> [FormulaItem] {
    let (from, taken) = (FormulaLine.joined(all), FormulaLine.joined(some))
    guard !from.isEmpty, !taken.isEmpty else { throw FormulaRefusal() }
    return [
      FormulaItem(.open, "("), FormulaItem(.letter, from + " choose " + taken, .spaced),
      FormulaItem(.close, ")"),
    ]
  }

  private static func isShown(_ item: FormulaItem) -> Bool {
    item.kind != .space && !item.text.isEmpty
  }

  private static func isSign(_ item: FormulaItem) -> Bool {
    ["-", "+", "±", "∓"].contains(item.text)
  }

  // MARK: What holds together

  /// Whether it can stand behind `/` as it is: `2`, `xᵢ²`, `n!`, `(a+b)²`, `f(x)`, `|x|`, `dx`, `∂t²`.
  static func isUnit(_ items: [FormulaItem]) -> Bool {
    let core = items[..<(items.lastIndex { $0.kind != .postfix }.map { $0 + 1 } ?? 0)]
    guard let first = core.first, let last = core.last else { return false }
    if core.count == 1 {
      let isOne = [.letter, .number, .word, .root].contains(first.kind)
      return isOne && !first.traits.contains(.spaced)
    }
    if first.kind == .bar, last.kind == .bar {
      return core.count(where: { $0.kind == .bar }) == 2 && isBalanced(core.dropFirst().dropLast())
    }
    if first.kind == .open { return last.kind == .close && isBalanced(core.dropFirst().dropLast()) }
    guard first.kind == .letter || first.kind == .word else { return false }
    if core.count == 2, core[1].kind == .letter, !core[1].traits.contains(.spaced) {
      return first.text.unicodeScalars.first.map { "d∂Δδ".unicodeScalars.contains($0) } == true
        && !first.traits.contains(.wide)
    }
    // `f(x)`, but `x(x+1)` may be a product.
    guard core[1].kind == .open, last.kind == .close else { return false }
    let inside = core.dropFirst(2).dropLast()
    let isCall = first.kind == .word || first.traits.contains(.wide)
    return isBalanced(inside) && (isCall || !inside.contains { $0.kind == .binary || isSum($0) })
  }

  private static func isSum(_ item: FormulaItem) -> Bool {
    item.kind == .sign && item.text != "="
  }

  private static func isBalanced(_ items: ArraySlice<FormulaItem>) -> Bool {
    var depth = 0
    for item in items {
      if item.kind == .open { depth += 1 }
      if item.kind == .close { depth -= 1 }
      if depth < 0 { return false }
    }
    return depth == 0
  }

  /// Whether it is made of factors beside each other, with a sign in front or none.
  private static func isProduct(_ items: ArraySlice<FormulaItem>) -> Bool {
    var depth = 0
    var isInBars = false
    for (index, item) in zip(items.indices, items) {
      if item.kind == .close { depth -= 1 }
      if depth < 0 { return false }
      if depth == 0, item.kind == .bar { isInBars.toggle() }
      if depth == 0, !isInBars, !(index == items.startIndex && isSign(item)) {
        let next = index + 1 < items.endIndex ? items[index + 1] : nil
        guard isFactor(item, before: next) else { return false }
      }
      if item.kind == .open { depth += 1 }
    }
    return depth == 0 && !isInBars && items.last.map { !isSign($0) } == true
  }

  /// Whether a blank stands between numbers, or letters of which several are typed in a row: `n log n`.
  private static func hasWords(_ items: [FormulaItem]) -> Bool {
    let isLetter = { (item: FormulaItem) in
      item.kind == .letter && item.traits.isEmpty && item.text.utf8.count == 1
    }
    return items.indices.contains { index in
      guard index > 0, index + 1 < items.count, items[index].kind == .space else { return false }
      let (last, next) = (items[index - 1], items[index + 1])
      if last.kind == .number, next.kind == .number { return true }
      guard isLetter(last), isLetter(next) else { return false }
      let isLong = index > 1 && isLetter(items[index - 2])
      return isLong || index + 2 < items.count && isLetter(items[index + 2])
    }
  }

  private static func isFactor(_ item: FormulaItem, before next: FormulaItem?) -> Bool {
    switch item.kind {
    case .letter, .number, .root, .open, .close, .bar, .postfix:
      item.traits.isDisjoint(with: [.spaced, .endsInPower])
    case .word: next?.kind == .open
    default: false
    }
  }
}
