/// One effective setting as `config show` prints it.
package struct ShownSetting: Equatable, Sendable {
  /// `model_providers.openai.base_url`
  package var path: String
  /// As a file would write it; secrets are masked.
  package var value: String
  package var place: TOMLValue.Place
}

extension Configuration {
  /// Every setting that is no table, in order, each with its origin and never with a secret.
  package var shownSettings: [ShownSetting] { Self.shown(settings, below: []) }

  private static func shown(_ value: TOMLValue, below keys: [String]) -> [ShownSetting] {
    if let members = value.members {
      return members.flatMap { shown($0.value, below: keys + [$0.key]) }
    }
    var text = isSecret(keys) ? "\"•••\"" : value.written
    if let secret = UserInfo.written(in: text) { text = text.replacing(secret, with: "•••") }
    return [ShownSetting(path: SettingPath(keys).description, value: text, place: value.place)]
  }

  /// Tokens, header values, and whatever is named like a key.
  private static func isSecret(_ keys: [String]) -> Bool {
    guard let last = keys.last?.lowercased(), keys.first == "model_providers" else { return false }
    if keys.dropLast().last == "http_headers" || last == "experimental_bearer_token" { return true }
    // A command that prints a key may be given one.
    if keys.dropLast().last == "auth", last == "args" { return true }
    guard keys.dropLast().last == "query_params" else { return false }
    return ["key", "token", "secret", "sig", "password"].contains { last.contains($0) }
  }
}

extension TOMLValue {
  /// As a file would write it.
  var written: String {
    switch content {
    case .string(let text): "\"" + text.reduce(into: "") { $0 += Self.escaped($1) } + "\""
    case .array(let values): "[" + values.map(\.written).joined(separator: ", ") + "]"
    case .table(let members):
      "{ "
        + members.map { "\(SettingPath([$0.key])) = \($0.value.written)" }
        .joined(separator: ", ") + " }"
    case .integer, .double, .bool, .date: scalarText ?? ""
    }
  }

  private static func escaped(_ character: Character) -> String {
    switch character {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n", "\r\n": "\\n"
    default: String(character)
    }
  }
}

/// Printing a provider never prints its keys.
extension Provider: CustomStringConvertible, CustomReflectable {
  package var description: String { "Provider(\(id) at \(origin?.description ?? "no address"))" }

  package var customMirror: Mirror {
    Mirror(self, children: ["id": id, "name": name, "origin": origin?.description ?? ""])
  }
}
