/// One field of a form, of the few kinds that a server may ask for.
package struct FormField: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// Lengths in characters. A `pattern` is left to the server: a foreign expression may take for ever.
    case text(format: String?, shortest: Int, longest: Int)
    case number(isWhole: Bool, least: Double?, most: Double?)
    case flag
    case choice([Choice])
    case choices([Choice], fewest: Int, most: Int)
  }

  package struct Choice: Equatable, Sendable {
    package var value: String
    package var title: String
  }

  /// What is entered in a field.
  package enum Entry: Equatable, Sendable {
    case text(String)
    case flag(Bool)
    /// Places in the list of choices.
    case chosen(Set<Int>)
  }

  package var name: String
  package var title: String
  package var about: String
  package var isRequired: Bool
  package var kind: Kind
  /// What stands in it at first.
  package var initial: Entry

  init?(_ name: String, _ json: JSON, isRequired: Bool) {
    self.name = name
    self.isRequired = isRequired
    title = json["title"]?.string ?? name
    about = json["description"]?.string ?? ""
    let usual = json["default"]
    switch json["type"]?.string {
    case "boolean":
      kind = .flag
      initial = .flag(usual?.bool ?? false)
    case "integer", "number":
      kind = .number(
        isWhole: json["type"]?.string == "integer", least: json["minimum"]?.number,
        most: json["maximum"]?.number)
      initial = .text(usual.map(\.text) ?? "")
    case "string":
      if let choices = Self.choices(json) {
        kind = .choice(choices)
        initial = .chosen(Set(choices.indices.filter { choices[$0].value == usual?.string }))
      } else {
        kind = .text(
          format: json["format"]?.string, shortest: json["minLength"]?.identity ?? 0,
          longest: json["maxLength"]?.identity ?? .max)
        initial = .text(usual?.string ?? "")
      }
    case "array":
      guard let items = json["items"], let choices = Self.choices(items) else { return nil }
      kind = .choices(
        choices, fewest: json["minItems"]?.identity ?? 0, most: json["maxItems"]?.identity ?? .max)
      let chosen = Set(usual?.array?.compactMap(\.string) ?? [])
      initial = .chosen(Set(choices.indices.filter { chosen.contains(choices[$0].value) }))
    default: return nil
    }
  }

  /// `enum` with `enumNames`, or `oneOf`/`anyOf` of constants with titles.
  private static func choices(_ json: JSON) -> [Choice]? {
    if let values = json["enum"]?.array?.compactMap(\.string) {
      let titles = json["enumNames"]?.array?.compactMap(\.string) ?? []
      return values.indices.map {
        Choice(value: values[$0], title: titles.indices.contains($0) ? titles[$0] : values[$0])
      }
    }
    return (json["oneOf"] ?? json["anyOf"])?.array?.compactMap { entry in
      entry["const"]?.string.map { Choice(value: $0, title: entry["title"]?.string ?? $0) }
    }
  }

  /// A form must not ask for secrets; one whose name looks like it gets a word of warning.
  package var looksSecret: Bool {
    let text = "\(name) \(title)".lowercased()
    if text.split(whereSeparator: { !$0.isLetter }).contains("pin") { return true }
    let letters = text.filter(\.isLetter)
    return ["password", "passphrase", "passwd", "secret", "token", "apikey", "privatekey"]
      .contains { letters.contains($0) }
  }

  // MARK: Values

  /// The value of what was entered; `nil` where the field is left out.
  package func value(_ entry: Entry) throws(FormComplaint) -> JSON? {
    switch (kind, entry) {
    case (.flag, .flag(let isOn)): return .bool(isOn)
    case (.choice(let choices), .chosen(let places)):
      guard let place = places.first else { return try nothing() }
      return .string(choices[place].value)
    case (.choices(let choices, let fewest, let most), .chosen(let places)):
      if places.isEmpty, !isRequired { return nil }
      guard fewest...max(fewest, most) ~= places.count else {
        throw .count(fewest: fewest, most: most)
      }
      return .array(places.sorted().map { .string(choices[$0].value) })
    case (.number(let isWhole, let least, let most), .text(let text)):
      return try number(text.filter { !$0.isWhitespace }, isWhole, least, most)
    case (.text(let format, let shortest, let longest), .text(let text)):
      if text.isEmpty, !isRequired || shortest == 0 { return isRequired ? .string("") : nil }
      guard shortest...max(shortest, longest) ~= text.count else {
        throw .length(shortest: shortest, longest: longest)
      }
      if let format, !TextFormat.holds(format, text) { throw .format(format) }
      return .string(text)
    default: return nil
    }
  }

  private func number(
    _ text: String, _ isWhole: Bool, _ least: Double?, _ most: Double?
  ) throws(FormComplaint) -> JSON? {
    if text.isEmpty { return try nothing() }
    guard let number = Double(text), number.isFinite, !isWhole || Int(text) != nil else {
      throw isWhole ? .wholeNumber : .number
    }
    guard number >= least ?? number, number <= most ?? number else {
      throw .range(least: least, most: most)
    }
    return isWhole ? Int(text).map(JSON.int) : .double(number)
  }

  private func nothing() throws(FormComplaint) -> JSON? {
    if isRequired { throw .missing }
    return nil
  }
}

/// Why an entry cannot be sent.
package enum FormComplaint: Error, Equatable, Sendable {
  case missing, number, wholeNumber, yesOrNo, choice
  case range(least: Double?, most: Double?)
  case length(shortest: Int, longest: Int)
  case count(fewest: Int, most: Int)
  case format(String)
}

/// The formats that a form may ask for, as far as a look tells.
private enum TextFormat {
  static func holds(_ format: String, _ text: String) -> Bool {
    switch format {
    case "email":
      let parts = text.split(separator: "@", omittingEmptySubsequences: false)
      return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
        && !text.contains(where: \.isWhitespace)
    case "uri":
      let scheme = text.prefix { $0 != ":" }
      return !scheme.isEmpty && scheme.count + 1 < text.count
        && !text.contains(where: \.isWhitespace)
    case "date": return isDate(text[...])
    case "date-time":
      let parts = text.split(separator: "T", maxSplits: 1)
      return parts.count == 2 && isDate(parts[0]) && parts[1].count >= 5
    default: return true
    }
  }

  private static func isDate(_ text: Substring) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, text.count == 10, let month = parts[1], let day = parts[2] else {
      return false
    }
    return parts[0] != nil && 1...12 ~= month && 1...31 ~= day
  }
}
