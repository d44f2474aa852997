/// Puts the items of a formula into a line: the blanks between them, and brackets where a fraction or a root
/// would run into its neighbour.
struct FormulaLine {
  enum Manner {
    case text
    /// Without blanks around operators, as TeX sets a script.
    case script
    /// Factors beside each other, a side of a fraction: without the blanks that were typed.
    case product
  }

  private struct Part {
    var item: FormulaItem
    /// Blanks before it that were asked for.
    var blanks = 0
    /// A blank that only a typed operator makes use of.
    var hasIdle = false
    /// They part it from what is before.
    var isParted = false
    /// A bar that opens.
    var isOpening = false
  }

  private let manner: Manner
  private var parts: [Part] = []
  private var line = ""

  static func joined(_ items: [FormulaItem], _ manner: Manner = .text) -> String {
    var line = FormulaLine(items, manner)
    return line.run()
  }

  private init(_ items: [FormulaItem], _ manner: Manner) {
    self.manner = manner
    // Bars so far in each pair of brackets that is open.
    var bars = [0]
    var pending = Part(item: .space(0))
    for item in items where !item.text.isEmpty {
      guard item.kind != .space else {
        add(item, to: &pending)
        continue
      }
      pending.item = item
      switch item.kind {
      case .open: bars.append(0)
      case .close where bars.count > 1: bars.removeLast()
      case .bar:
        pending.isOpening = bars[bars.count - 1] % 2 == 0
        bars[bars.count - 1] += 1
      default: break
      }
      append(pending)
      pending = Part(item: .space(0))
    }
    if !parts.isEmpty { parts[0].blanks = 0 }
  }

  private func add(_ space: FormulaItem, to part: inout Part) {
    let isParting = space.traits.contains(.parting)
    guard isParting || manner != .script else { return }
    if space.traits.contains(.idle) {
      part.hasIdle = true
      return
    }
    part.blanks = max(part.blanks, space.text.utf8.count)
    part.isParted = part.isParted || isParting
  }

  private mutating func append(_ part: Part) {
    var part = part
    if part.hasIdle, part.item.kind == .sign || part.isOpening { part.blanks = max(1, part.blanks) }
    if !part.isParted, let last = parts.last?.item, drops(between: last, part.item) {
      part.blanks = 0
    }
    parts.append(part)
  }

  /// Whether a blank that was typed means nothing.
  private func drops(between last: FormulaItem, _ next: FormulaItem) -> Bool {
    if last.kind == .open, !last.traits.isDisjoint(with: [.sized, .command]) { return true }
    if next.kind == .close, !next.traits.isDisjoint(with: [.sized, .command]) { return true }
    // `2 \pi r`
    if last.kind == .number, next.kind == .letter, next.traits.contains(.command) { return true }
    guard manner == .product, Self.isFactor(last) || last.kind == .bar,
      Self.isFactor(next) || next.kind == .open || next.kind == .bar
    else { return false }
    return last.traits.isDisjoint(with: [.wide, .endsInIndex, .endsInPower])
      && !next.traits.contains(.wide)
  }

  private mutating func run() -> String {
    var isUnary = false
    for index in parts.indices {
      let part = parts[index]
      let last = index > 0 ? parts[index - 1] : nil
      let startsTerm = last.map { $0.isOpening || Self.opensTerm($0.item) } ?? true
      let text = text(at: index)
      var blanks = part.blanks
      if let last, !(manner == .script && isOperator(last, part)) {
        let isTight = part.item.kind == .binary ? startsTerm : last.item.kind == .binary && isUnary
        if !isTight, needsBlank(last, part, isBracketed: text.first == "(") {
          blanks = max(1, blanks)
        }
      }
      isUnary = part.item.kind == .binary && startsTerm
      line += String(repeating: " ", count: blanks)
      line += text
    }
    return line
  }

  private func isOperator(_ last: Part, _ next: Part) -> Bool {
    [last.item.kind, next.item.kind].contains { $0 == .binary || $0 == .relation }
  }

  /// Whether an operator behind it has no left side: `= ±1`.
  private static func opensTerm(_ item: FormulaItem) -> Bool {
    switch item.kind {
    case .sign, .binary, .relation, .open, .punctuation: true
    default: false
    }
  }
}

// MARK: Blanks

extension FormulaLine {
  private func needsBlank(_ last: Part, _ next: Part, isBracketed: Bool) -> Bool {
    let (before, after) = (last.item, next.item)
    let endsHere = after.kind == .close || after.kind == .punctuation
    switch (before.kind, after.kind) {
    case (.relation, _), (.binary, _): return !endsHere
    case (_, .relation), (_, .binary): return before.kind != .open
    case (.punctuation, _): return before.traits.contains(.command)
    case (.big, _): return !endsHere && after.kind != .postfix
    case (_, .big), (_, .word):
      let isClosing = before.kind == .bar && !last.isOpening
      return Self.isFactor(before) || before.kind == .dots || isClosing
    case (.word, _): return wordNeedsBlank(before, after, isBracketed: isBracketed)
    default: break
    }
    if isBracketed || after.kind == .open {
      return before.traits.contains(.endsInPower)
    }
    guard Self.isFactor(after), !endsHere, after.kind != .postfix else { return false }
    if !before.traits.isDisjoint(with: [.endsInPower, .endsInIndex]) { return true }
    if after.kind == .fraction || after.traits.contains(.indexed) { return Self.isFactor(before) }
    // `\mathrm{Var}X`
    return before.traits.contains(.wide) && !before.traits.contains(.scripted)
      && !after.traits.contains(.wide) && after.kind != .root
  }

  private func wordNeedsBlank(
    _ word: FormulaItem, _ next: FormulaItem, isBracketed: Bool
  ) -> Bool {
    let hasLimits = word.traits.isSuperset(of: [.limits, .scripted])
    switch next.kind {
    case .open: return hasLimits
    case .fraction: return !isBracketed || hasLimits
    case .letter, .number, .root, .dots: return true
    default: return false
    }
  }

  /// What multiplies or is multiplied by standing beside a factor.
  private static func isFactor(_ item: FormulaItem) -> Bool {
    switch item.kind {
    case .letter, .number, .close, .postfix, .root, .fraction, .word: true
    default: false
    }
  }
}

// MARK: Brackets

extension FormulaLine {
  private func text(at index: Int) -> String {
    let item = parts[index].item
    switch item.kind {
    case .fraction where needsBrackets(index): return "(" + item.text + ")"
    case .root where item.traits.contains(.bare) && touchesNext(index):
      guard let sign = item.text.unicodeScalars.firstIndex(where: FormulaSymbols.isRoot) else {
        return item.text
      }
      let inside = item.text.unicodeScalars.index(after: sign)
      return item.text[..<inside] + "(" + item.text[inside...] + ")"
    default: return item.text
    }
  }

  private func needsBrackets(_ index: Int) -> Bool {
    let traits = parts[index].item.traits
    if touchesNext(index) || index + 1 < parts.count && Self.divides(parts[index + 1].item) {
      return true
    }
    guard index > 0 else { return false }
    let last = parts[index - 1].item
    if Self.divides(last) { return true }
    if traits.contains(.signed) {
      return last.kind == .binary || ["+", "-", "*"].contains(last.text) || touchesLast(index)
    }
    // `2 1/3`
    if last.kind == .number, traits.contains(.numeric) { return false }
    return touchesLast(index)
  }

  private func touchesNext(_ index: Int) -> Bool {
    guard index + 1 < parts.count, !parts[index + 1].isParted else { return false }
    let next = parts[index + 1]
    switch next.item.kind {
    case .letter, .number, .open, .root, .fraction, .word, .big, .postfix: return true
    case .bar: return next.isOpening
    // `\right|_{x=0}`
    case .close: return next.item.text.first == "|" && next.item.traits.contains(.scripted)
    default: return false
    }
  }

  private func touchesLast(_ index: Int) -> Bool {
    guard index > 0, !parts[index].isParted else { return false }
    let last = parts[index - 1]
    switch last.item.kind {
    case .word: return !last.item.traits.contains(.limits)
    case .bar: return !last.isOpening
    default: return Self.isFactor(last.item)
    }
  }

  private static func divides(_ item: FormulaItem) -> Bool { ["/", ":", "÷"].contains(item.text) }
}
