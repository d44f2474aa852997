/// What begins with a backslash.
extension FormulaParser {
  mutating func takeCommand(into items: inout [FormulaItem]) throws(FormulaRefusal) {
    place += 1
    guard place < source.count else { throw FormulaRefusal() }
    guard Self.isLetter(source[place]) else { return try takeEscape(into: &items) }
    let start = place
    while place < source.count, Self.isLetter(source[place]) { place += 1 }
    var name = ""
    name.unicodeScalars.append(contentsOf: source[start..<place])
    if name == "operatorname", place < source.count, source[place] == "*" {
      place += 1
      name += "*"
    }
    // Behind dots a blank looks meant.
    if FormulaSymbols.table[name]?.kind != .dots { wordEnd = place }
    try take(name, into: &items)
  }

  /// A backslash and a sign.
  private mutating func takeEscape(into items: inout [FormulaItem]) throws(FormulaRefusal) {
    let scalar = source[place]
    place += 1
    switch scalar {
    case " ", ",", ":", ";", ">", "\n", "\r", "\t": items.append(.space(1))
    case "!": break
    case "{": items.append(FormulaItem(.open, scalar))
    case "}": items.append(FormulaItem(.close, scalar))
    case "|": items.append(FormulaItem(.bar, "‖"))
    case "%", "$", "#", "&", "_": items.append(FormulaItem(.letter, scalar))
    case "\\": try endRow()
    default: throw FormulaRefusal()
    }
  }

  private mutating func take(
    _ name: String, into items: inout [FormulaItem]
  ) throws(FormulaRefusal) {
    if let symbol = FormulaSymbols.table[name] {
      var item = symbol
      if item.kind == .letter, alphabet != nil, let scalar = item.text.unicodeScalars.first {
        item.text = String(try shaped(scalar))
      }
      items.append(item)
    } else if FormulaSymbols.words.contains(name) {
      let isLimit = FormulaSymbols.limits.contains(name)
      items.append(FormulaItem(.word, name, isLimit ? .limits : []))
    } else if let columns = FormulaSymbols.widths[name] {
      items.append(.space(columns, columns > 1 ? .parting : []))
    } else if let mark = FormulaAccent.marks[name] {
      items.append(try FormulaAccent.marked(argument(), mark))
    } else if let alphabet = FormulaAlphabet.named[name] {
      items += try withAlphabet(alphabet)
    } else if FormulaSymbols.upright.contains(name) {
      items += try upright()
    } else if FormulaSymbols.texts.contains(name) {
      items += try text()
    } else if FormulaSymbols.sizes.contains(name) {
      items += try argument().map { bracket in
        var sized = bracket
        if bracket.kind == .open || bracket.kind == .close { sized.traits.insert(.sized) }
        return sized
      }
    } else if !FormulaSymbols.silent.contains(name) {
      try takeStructure(name, into: &items)
    }
  }

  private mutating func takeStructure(
    _ name: String, into items: inout [FormulaItem]
  ) throws(FormulaRefusal) {
    switch name {
    case "frac", "dfrac", "tfrac", "cfrac":
      let above = try argument()
      items.append(try FormulaFraction.fraction(above, argument()))
    case "binom", "dbinom", "tbinom":
      let all = try argument()
      items += try FormulaFraction.choice(all, argument())
    case "sqrt": items.append(try root())
    case "underbrace": items.append(try braced(by: "⏟"))
    case "overbrace": items.append(try braced(by: "⏞"))
    case "left", "right": try takeDelimiter(name, into: &items)
    case "begin": try takeEnvironment(into: &items)
    default: try takeRemark(name, into: &items)
    }
  }

  /// The brace stands behind what it holds, and before the words that name it: `(a+b)⏟_c`.
  private mutating func braced(by brace: String) throws(FormulaRefusal) -> FormulaItem {
    let inside = try argument()
    let line = FormulaLine.joined(inside)
    guard !line.isEmpty else { throw FormulaRefusal() }
    return FormulaItem(.letter, (inside.count == 1 ? line : "(" + line + ")") + brace, .wide)
  }

  /// Words, numbers of formulas, and what is around others.
  private mutating func takeRemark(
    _ name: String, into items: inout [FormulaItem]
  ) throws(FormulaRefusal) {
    switch name {
    case "not":
      let struck = try argument()
      guard struck.count == 1, let sign = FormulaSymbols.negated[struck[0].text] else {
        throw FormulaRefusal()
      }
      items.append(FormulaItem(.relation, sign))
    case "operatorname", "operatorname*":
      let word = FormulaLine.joined(try withAlphabet(nil))
      guard !word.isEmpty else { throw FormulaRefusal() }
      items.append(FormulaItem(.word, word, name.last == "*" ? .limits : []))
    case "underset": try takeUnderset(into: &items)
    case "bmod", "mod": items.append(FormulaItem(.binary, "mod"))
    case "pmod":
      let modulus = FormulaLine.joined(try argument())
      items += [.space(1), FormulaItem(.letter, "(mod " + modulus + ")", [.wide, .spaced])]
    case "tag":
      items += [.space(2, .parting), FormulaItem(.open, "(")] + (try text())
      items.append(FormulaItem(.close, ")"))
    case "label": _ = try rawArgument()
    case "hspace":
      _ = try rawArgument()
      items.append(.space(1))
    case "boxed", "mathop", "mathrel", "mathbin", "mathord": items += try argument()
    default: throw FormulaRefusal()
    }
  }

  // MARK: Brackets and roots

  private mutating func root() throws(FormulaRefusal) -> FormulaItem {
    var index: [FormulaItem] = []
    skipBlanks()
    if place < source.count, source[place] == "[" {
      place += 1
      index = try list(until: .bracket)
    }
    return try FormulaFraction.root(argument(), index: index)
  }

  /// `\left(`, `\right.`
  private mutating func takeDelimiter(
    _ side: String, into items: inout [FormulaItem]
  ) throws(FormulaRefusal) {
    unclosed += side == "left" ? 1 : -1
    skipBlanks()
    guard unclosed >= 0, place < source.count else { throw FormulaRefusal() }
    let kind: FormulaItem.Kind = side == "left" ? .open : .close
    switch source[place] {
    case ".":
      place += 1
      // The bracket of the other side holds nothing together.
      items.append(FormulaItem(.letter, ""))
      return
    case "<", ">":
      items.append(FormulaItem(kind, source[place] == "<" ? "⟨" : "⟩", .sized))
      place += 1
      return
    default: break
    }
    let bracket = try argument()
    guard bracket.count == 1, [.open, .close, .bar].contains(bracket[0].kind) else {
      throw FormulaRefusal()
    }
    items.append(FormulaItem(kind, bracket[0].text, .sized))
  }

  /// What stands under a word is its index: `\underset{x}{\min}`.
  private mutating func takeUnderset(into items: inout [FormulaItem]) throws(FormulaRefusal) {
    var script = FormulaScript()
    script.below = try argument()
    var base = try argument()
    guard let last = base.popLast(), last.kind == .word || last.kind == .big else {
      throw FormulaRefusal()
    }
    items += base
    items.append(try script.attached(to: last))
  }

  // MARK: Letters and text

  private mutating func withAlphabet(
    _ alphabet: FormulaAlphabet?
  ) throws(FormulaRefusal) -> [FormulaItem] {
    let outer = self.alphabet
    self.alphabet = alphabet
    let items = try argument()
    self.alphabet = outer
    return items
  }

  /// Several letters are a word.
  private mutating func upright() throws(FormulaRefusal) -> [FormulaItem] {
    let items = try withAlphabet(nil)
    let isPlain = items.allSatisfy {
      ($0.kind == .letter || $0.kind == .number) && $0.traits.isEmpty
    }
    guard isPlain, items.count > 1 else { return items }
    return [FormulaItem(.letter, items.map(\.text).joined(), .wide)]
  }

  /// Text, whose blanks count.
  private mutating func text() throws(FormulaRefusal) -> [FormulaItem] {
    let words = try rawArgument().split(separator: " ", omittingEmptySubsequences: false)
    let text = words.filter { !$0.isEmpty }.joined(separator: " ")
    guard !text.isEmpty else { return words.count > 1 ? [.space(1, .parting)] : [] }
    let scalars = text.unicodeScalars
    let hasLetter = scalars.contains { $0.properties.isAlphabetic || $0.value >= 0x30 }
    var item = FormulaItem(hasLetter ? .letter : .punctuation, text)
    if hasLetter, scalars.count > 1 { item.traits.insert(.wide) }
    if text.utf8.contains(0x20) { item.traits.insert(.spaced) }
    let before: [FormulaItem] = words.first?.isEmpty == true ? [.space(1, .parting)] : []
    let after: [FormulaItem] = words.last?.isEmpty == true ? [.space(1, .parting)] : []
    return before + [item] + after
  }

  /// An argument that is no mathematics. Mathematics in it, and commands, are refused.
  private mutating func rawArgument() throws(FormulaRefusal) -> String {
    skipBlanks()
    guard place < source.count else { throw FormulaRefusal() }
    var open = 0
    var text = ""
    repeat {
      guard place < source.count else { throw FormulaRefusal() }
      let scalar = source[place]
      place += 1
      switch scalar {
      case "{": open += 1
      case "}": open -= 1
      case "$",
        "\\" where place == source.count:
        throw FormulaRefusal()
      case "\\":
        guard "%$#&_{} ,".unicodeScalars.contains(source[place]) else { throw FormulaRefusal() }
        text.unicodeScalars.append(source[place] == "," ? " " : source[place])
        place += 1
      case _ where Self.isBlank(scalar) || scalar == "~": text += " "
      default: text.unicodeScalars.append(try shaped(scalar))
      }
    } while open > 0
    guard open == 0 else { throw FormulaRefusal() }
    return text
  }
}
