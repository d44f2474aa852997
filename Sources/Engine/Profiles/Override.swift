/// `-c key=value` of the command line.
enum Override {
  /// Keys whose value is text even when it looks like a number: `-c model=4.1`.
  private static let textKeys: Set<String> = [
    "model", "model_provider", "profile", "oss_provider", "name", "base_url", "openai_base_url",
    "env_key", "experimental_bearer_token", "system_prompt", "theme", "model_reasoning_effort",
  ]

  /// All flags as one table, a later one over an earlier one.
  static func table(_ flags: [String]) throws(EngineError) -> TOMLValue {
    var table = TOMLValue.table(at: TOMLValue.Place(source: "-c"))
    for flag in flags { table = table.overlaid(by: try parse(flag)) }
    return table
  }

  /// One flag as a table that holds its value. What is no TOML value is taken as text, as in Codex.
  static func parse(_ flag: String) throws(EngineError) -> TOMLValue {
    guard let equals = firstEquals(flag) else { throw ProfilesMessages.hasNoEquals(flag) }
    let key = flag[..<equals].trimmed
    guard !key.isEmpty else { throw ProfilesMessages.hasEmptyKey(flag) }
    guard let path = SettingPath(key) else { throw ProfilesMessages.hasInvalidKey(flag) }
    let place = TOMLValue.Place(source: "-c \(path)")
    let text = flag[flag.index(after: equals)...].trimmed
    return value(text, isText: textKeys.contains(path.keys.last ?? ""))
      .placed(at: place).nested(in: path)
  }

  private static func value(_ text: String, isText: Bool) -> TOMLValue {
    let isQuoted = text.first == "\"" || text.first == "'"
    if isQuoted || !isText, let table = try? TOMLValue.parse("value = \(text)", source: ""),
      let members = table.members, members.count == 1, let value = table["value"]
    {
      return value
    }
    var bare = text[...]
    while let quote = bare.first, quote == "\"" || quote == "'" { bare.removeFirst() }
    while let quote = bare.last, quote == "\"" || quote == "'" { bare.removeLast() }
    return TOMLValue(.string(String(bare)), at: TOMLValue.Place(source: ""))
  }

  /// The first `=` outside quotes, so that a quoted key may hold one.
  private static func firstEquals(_ flag: String) -> String.Index? {
    var quote: Character?
    for index in flag.indices {
      switch (flag[index], quote) {
      case ("=", nil): return index
      case ("\"", nil), ("'", nil): quote = flag[index]
      case (let character, quote?) where character == quote: quote = nil
      default: continue
      }
    }
    return quote == nil ? nil : flag.firstIndex(of: "=")
  }
}

extension StringProtocol {
  /// Without white space at either end.
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }

  var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
