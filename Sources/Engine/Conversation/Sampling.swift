/// What shapes the words of a reply. What is set is sent; what is not is the server's choice.
package struct Sampling: Equatable, Sendable {
  /// By the names that most servers use; a wire that calls one otherwise says so itself.
  package enum Name: String, CaseIterable, Sendable {
    case temperature
    case topP = "top_p"
    case topK = "top_k"
    case minP = "min_p"
    case repeatPenalty = "repeat_penalty"
    case presencePenalty = "presence_penalty"
    case frequencyPenalty = "frequency_penalty"
    case seed, stop
    case maxOutputTokens = "max_output_tokens"
  }

  /// What a parameter can be.
  package enum Kind: Equatable, Sendable {
    /// - Parameter step: what one press of a key changes.
    case number(ClosedRange<Double>, step: Double)
    case whole(ClosedRange<Int>, step: Int)
    case words(most: Int)
  }

  /// As JSON sends them: a number, or a list of texts.
  private var values: [Name: JSON] = [:]

  package init() {}

  package subscript(name: Name) -> JSON? {
    get { values[name] }
    set { values[name] = newValue }
  }

  package var isEmpty: Bool { values.isEmpty }

  /// Those that are set, in the table's order.
  package var entries: [(name: Name, value: JSON)] {
    Name.allCases.compactMap { name in values[name].map { (name, $0) } }
  }

  /// With what another one sets in the place of this one's.
  package func overlaid(by other: Sampling?) -> Sampling {
    var all = self
    for (name, value) in other?.entries ?? [] { all[name] = value }
    return all
  }

  package var temperature: Double? {
    get { values[.temperature]?.number }
    set { values[.temperature] = newValue.map(JSON.double) }
  }

  package var maxOutputTokens: Int? {
    get { values[.maxOutputTokens]?.count(.ordinal) }
    set { values[.maxOutputTokens] = newValue.map(JSON.int) }
  }

  /// `temperature 0.2 · seed 7`
  package var words: String {
    entries.map { "\($0.name.rawValue) \(Self.word($0.value))" }.joined(separator: " · ")
  }

  /// As a user writes it.
  package static func word(_ value: JSON) -> String {
    if let words = value.array { return words.map(\.text).joined(separator: " ") }
    let whole = value.number.flatMap(Int.init(exactly:))
    return whole.map(String.init) ?? value.text
  }
}

extension Sampling.Name {
  package var kind: Sampling.Kind {
    switch self {
    case .temperature: .number(0...2, step: 0.1)
    case .topP, .minP: .number(0...1, step: 0.05)
    case .topK: .whole(0...1000, step: 5)
    case .repeatPenalty: .number(0...2, step: 0.05)
    case .presencePenalty, .frequencyPenalty: .number(-2...2, step: 0.1)
    case .seed: .whole(0...Int.max, step: 1)
    case .stop: .words(most: 4)
    case .maxOutputTokens: .whole(1...Int.max, step: 256)
    }
  }

  /// Whether a character can stand in what is typed for it.
  package func takes(_ character: Character) -> Bool {
    switch kind {
    case .words: true
    case .number: character.isASCII && character.isNumber || character == "." || character == "-"
    case .whole: character.isASCII && character.isNumber
    }
  }

  /// Where a key begins that changes what is not set: nothing tells what a server does by itself.
  package var start: JSON {
    switch self {
    case .temperature: .double(0.7)
    case .topP: .double(0.95)
    case .topK: .int(40)
    case .minP: .double(0.05)
    case .repeatPenalty: .double(1)
    case .presencePenalty, .frequencyPenalty: .double(0)
    case .seed: .int(0)
    case .stop: .array([])
    case .maxOutputTokens: .int(1024)
    }
  }

  /// The value so many steps away, within the range; `nil` for words.
  package func moved(_ value: JSON, by steps: Int) -> JSON? {
    switch kind {
    case .number(let range, let step):
      // Steps of a tenth have no exact number: to the hundredth is what was meant.
      let moved = (((value.number ?? 0) + Double(steps) * step) * 100).rounded() / 100
      return .double(min(range.upperBound, max(range.lowerBound, moved)))
    case .whole(let range, let step):
      let whole = value.number.flatMap(Int.init(exactly:)) ?? 0
      let moved = whole.addingReportingOverflow(steps * step)
      let number = moved.overflow ? range.upperBound : moved.partialValue
      return .int(min(range.upperBound, max(range.lowerBound, number)))
    case .words: return nil
    }
  }

  /// How far a value is along a range that an eye can take in.
  package func share(_ value: JSON) -> Double? {
    guard let number = value.number else { return nil }
    switch kind {
    case .number(let range, _):
      return (number - range.lowerBound) / (range.upperBound - range.lowerBound)
    case .whole(let range, _):
      return range.upperBound > 10_000 ? nil : number / Double(range.upperBound)
    case .words: return nil
    }
  }

  /// - Returns: `nil` for what it cannot be.
  package func value(_ text: String) -> JSON? {
    switch kind {
    case .number(let range, _):
      guard let number = JSON(parsing: text)?.number, range.contains(number) else { return nil }
      return .double(number)
    case .whole(let range, _):
      guard let number = Int(text), range.contains(number) else { return nil }
      return .int(number)
    case .words(let most):
      let words = Self.words(text)
      return words.isEmpty || words.count > most ? nil : .array(words.map(JSON.string))
    }
  }

  /// Words between blanks; one with blanks of its own stands in quotes, as JSON writes it.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var rest = text.drop(while: \.isWhitespace)
    while let first = rest.first {
      if first == "\"",
        let close = rest.indices.dropFirst().first(where: {
          rest[$0] == "\"" && rest[rest.index(before: $0)] != "\\"
        }), let word = JSON(parsing: String(rest[...close]))?.string
      {
        if !word.isEmpty { words.append(word) }
        rest = rest[rest.index(after: close)...]
      } else {
        words.append(String(rest.prefix { !$0.isWhitespace }))
        rest = rest.drop { !$0.isWhitespace }
      }
      rest = rest.drop(while: \.isWhitespace)
    }
    return words
  }
}

extension Sampling {
  /// As the archive and exports hold it: an object of those that are set.
  package var json: JSON {
    var json: JSON = [:]
    for (name, value) in entries { json[name.rawValue] = value }
    return json
  }

  /// What is no parameter, or out of its range, is left out.
  package init(_ json: JSON) {
    for name in Name.allCases {
      guard let value = json[name.rawValue] else { continue }
      self[name] = name.value(Self.word(value))
    }
  }
}
