/// Reads the known keys of one table and remembers what was wrong or unknown.
struct TableReader {
  /// An unread member, and the table it stands in.
  struct UnknownKey: Equatable {
    var table: String
    var member: TOMLMember
    /// The keys that mean something in that table.
    var known: Set<String>
  }

  let table: TOMLValue
  /// As the file writes it: `[profiles.local]`; empty for the top of the file.
  let name: String
  private(set) var complaints: [Notice] = []
  private var asked: Set<String> = []
  private var absorbed: [UnknownKey] = []

  init(_ table: TOMLValue, name: String) {
    self.table = table
    self.name = name
  }

  mutating func string(_ key: String) -> String? {
    read(key, ProfilesKeyMessages.aString) { if case .string(let text) = $0 { text } else { nil } }
  }

  /// A text with something in it.
  mutating func text(_ key: String) -> String? {
    guard let text = string(key) else { return nil }
    if !text.isBlank { return text.trimmed }
    complain(key, ProfilesKeyMessages.isEmpty)
    return nil
  }

  mutating func bool(_ key: String) -> Bool? {
    read(key, ProfilesKeyMessages.trueOrFalse) {
      if case .bool(let flag) = $0 { flag } else { nil }
    }
  }

  mutating func int(_ key: String, in range: ClosedRange<Int> = Int.min...Int.max) -> Int? {
    let number: Int? = read(key, ProfilesKeyMessages.anInteger) {
      if case .integer(let number) = $0 { number } else { nil }
    }
    guard let number else { return nil }
    if range.contains(number) { return number }
    complain(key, ProfilesKeyMessages.isOutside(range, number))
    return nil
  }

  /// Whole numbers are numbers too: `temperature = 1`.
  mutating func double(_ key: String, in range: ClosedRange<Double>) -> Double? {
    let number: Double? = read(key, ProfilesKeyMessages.aNumber) {
      switch $0 {
      case .double(let number): number
      case .integer(let number): Double(number)
      default: nil
      }
    }
    guard let number else { return nil }
    if range.contains(number) { return number }
    complain(key, ProfilesKeyMessages.isOutside(range, number))
    return nil
  }

  /// Whole milliseconds, zero included.
  mutating func milliseconds(_ key: String) -> Duration? {
    int(key, in: 0...Int.max / 1000).map { .milliseconds($0) }
  }

  /// A list of texts; one text alone counts as a list of one.
  mutating func strings(
    _ key: String, _ expected: String = ProfilesKeyMessages.aListOfStrings
  ) -> [String]? {
    read(key, expected) {
      switch $0 {
      case .string(let text): return [text]
      case .array(let values):
        let texts = values.compactMap {
          if case .string(let text) = $0.content { text } else { nil }
        }
        return texts.count == values.count ? texts : nil
      default: return nil
      }
    }
  }

  /// A table of texts, numbers and flags counted as texts, in the file's order.
  mutating func pairs(_ key: String) -> [(name: String, value: String)]? {
    read(key, ProfilesKeyMessages.aTableOfStrings) { content in
      guard case .table(let members) = content else { return nil }
      let pairs = members.compactMap { member in member.value.scalarText.map { (member.key, $0) } }
      return pairs.count == members.count ? pairs : nil
    }
  }

  mutating func table(_ key: String) -> TOMLValue? {
    let isTable: Bool? = read(key, ProfilesKeyMessages.aTable) {
      if case .table = $0 { true } else { nil }
    }
    return isTable == nil ? nil : table[key]
  }

  /// A value whose kind the caller looks at.
  mutating func any(_ key: String) -> TOMLValue? {
    asked.insert(key)
    return table[key]
  }

  /// A path as its file means it: relative to that file.
  func besideItsFile(_ path: String, _ key: String) -> String {
    guard !path.hasPrefix("/"), !path.hasPrefix("~"), let place = table[key]?.place,
      place.line > 0, let slash = place.source.lastIndex(of: "/")
    else { return path }
    return place.source[...slash] + path
  }

  /// Takes over what a reader of a table below found.
  mutating func absorb(_ below: TableReader) {
    complaints += below.complaints
    absorbed += below.unknownKeys
  }

  /// One of a few words.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Choice.Type = Choice.self
  ) -> Choice? where Choice.RawValue == String {
    guard let text = string(key) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    complain(key, ProfilesKeyMessages.isNone(of: Choice.allCases.map(\.rawValue), text))
    return nil
  }

  private mutating func read<Value>(
    _ key: String, _ expected: String, _ convert: (TOMLValue.Content) -> Value?
  ) -> Value? {
    asked.insert(key)
    guard let value = table[key] else { return nil }
    if let converted = convert(value.content) { return converted }
    complain(key, ProfilesKeyMessages.shouldBe(expected, not: value.kindName))
    return nil
  }

  mutating func complain(_ key: String, _ words: String) {
    var notice = ProfilesKeyMessages.wrongValue(
      of: path(key), words, at: table[key]?.place)
    notice.isWrongValue = true
    complaints.append(notice)
  }

  /// The keys that mean something in this table.
  var known: Set<String> { asked }

  /// Unread members, here and below.
  var unknownKeys: [UnknownKey] {
    let own = (table.members ?? []).filter { !asked.contains($0.key) }
    return own.map { UnknownKey(table: name, member: $0, known: asked) } + absorbed
  }

  func path(_ key: String) -> String {
    name.isEmpty ? key : ProfilesKeyMessages.key(key, in: name)
  }
}

extension TOMLValue {
  /// A text, number or flag as text.
  var scalarText: String? {
    switch content {
    case .string(let text), .date(let text): text
    case .integer(let number): "\(number)"
    case .double(let number): "\(number)"
    case .bool(let flag): "\(flag)"
    case .table, .array: nil
    }
  }
}
