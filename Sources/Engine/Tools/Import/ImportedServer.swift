/// A server of tools as another client's file has it (`mcpServers` of LM Studio, Claude and Cursor, `servers` of
/// VS Code), and what it becomes in ours.
package struct ImportedServer: Equatable, Sendable {
  package var server: ToolServer
  /// Names of secrets that were not copied: they must stand in variables of these names.
  package var secrets: [String] = []
  /// What was left out or has to be known.
  package var remarks: [ImportRemark] = []
  /// Why it cannot be taken over; `nil` when it can.
  package var obstacle: ImportRemark?

  /// All servers of a file; `nil` where it is no such file.
  ///
  /// - Parameters:
  ///   - text: JSON, perhaps with comments and trailing commas.
  ///   - home: what `${userHome}` stands for.
  package static func servers(in text: [UInt8], home: String) -> [ImportedServer]? {
    guard let json = JSON(parsing: CommentedJSON.plain(text)) else { return nil }
    let table = json["mcpServers"] ?? json["servers"] ?? json["mcp"]?["servers"]
    return table?.object?.map { ImportedServer($0.key, $0.value, home: home) }
  }

  private init(_ name: String, _ json: JSON, home: String) {
    let reader = ImportReader(home: home)
    server = ToolServer(name: Self.plainName(name))
    if server.name != name { remarks.append(.renamed(from: name)) }
    server.command = reader.text(json["command"], &obstacle)
    server.arguments = (json["args"]?.array ?? []).compactMap { reader.text($0, &obstacle) }
    server.folder = reader.text(json["cwd"], &obstacle)
    server.url = reader.text(json["url"] ?? json["serverUrl"], &obstacle)
    readEnvironment(json["env"]?.object ?? [], reader)
    readHeaders(json["headers"]?.object ?? [], reader)
    if json["disabled"]?.bool == true { server.isEnabled = false }
    if json["envFile"] != nil { remarks.append(.fileOfVariables) }
    if json["auth"] != nil || json["oauth"] != nil { remarks.append(.login) }
    let path = server.url?.prefix { $0 != "?" } ?? ""
    if json["type"]?.string == "sse" || path.hasSuffix("/sse") { obstacle = .olderTransport }
    if server.command == nil, server.url == nil { obstacle = obstacle ?? .noTransport }
    if server.command != nil { server.url = nil }
    if server.arguments.contains(where: Self.givesSecret) { remarks.append(.secretArgument) }
  }

  /// `--api-key=…`, or `--token` before its value.
  private static func givesSecret(_ argument: String) -> Bool {
    guard argument.hasPrefix("-") else { return false }
    return SecretName.isSecret(underscored(argument.prefix { $0 != "=" }))
  }

  /// Names are letters, digits, `-` and `_`.
  private static func plainName(_ name: String) -> String {
    String(
      name.map { character in
        character.isASCII && (character.isLetter || character.isNumber) || "-_".contains(character)
          ? character : "_"
      })
  }

  private mutating func readEnvironment(_ members: [JSON.Member], _ reader: ImportReader) {
    for member in members {
      let value = member.value.string ?? member.value.text
      if let variable = reader.variable(value) {
        server.inherited.append(member.key)
        if variable != member.key { remarks.append(.otherVariable(member.key, reads: variable)) }
      } else if SecretName.isSecret(member.key) || reader.isPlaceholder(value) {
        server.inherited.append(member.key)
        secrets.append(member.key)
      } else {
        server.environment.append(Provider.Pair(member.key, reader.filled(value)))
      }
    }
  }

  private mutating func readHeaders(_ members: [JSON.Member], _ reader: ImportReader) {
    for member in members {
      let value = member.value.string ?? member.value.text
      if member.key.lowercased() == "authorization" {
        let bearer = value.hasPrefix("Bearer ") ? String(value.dropFirst(7)) : value
        let variable = reader.variable(bearer) ?? variableName("TOKEN")
        server.tokenVariable = variable
        if reader.variable(bearer) == nil { secrets.append(variable) }
      } else if let variable = reader.variable(value) {
        server.environmentHeaders.append(Provider.Pair(member.key, variable))
      } else if SecretName.isSecret(Self.underscored(member.key)) || reader.isPlaceholder(value) {
        let variable = variableName(member.key)
        server.environmentHeaders.append(Provider.Pair(member.key, variable))
        secrets.append(variable)
      } else {
        server.headers.append(Provider.Pair(member.key, value))
      }
    }
  }

  private func variableName(_ what: String) -> String {
    Self.underscored("\(server.name)_\(what)").uppercased()
  }

  /// `X-Api-Key` as a variable's name is written: `X_Api_Key`.
  private static func underscored(_ name: some StringProtocol) -> String {
    String(name).replacing("-", with: "_")
  }

  // MARK: In our file

  /// Its table, as our file holds it.
  package var toml: String {
    var lines = ["[mcp_servers.\(server.name)]"]
    func add(_ key: String, _ text: String?) {
      if let text { lines.append("\(key) = \(Self.quoted(text))") }
    }
    func add(_ key: String, _ texts: [String]) {
      guard !texts.isEmpty else { return }
      lines.append("\(key) = [\(texts.map(Self.quoted).joined(separator: ", "))]")
    }
    func add(_ key: String, _ pairs: [Provider.Pair]) {
      guard !pairs.isEmpty else { return }
      let words = pairs.map { "\(Self.quoted($0.name)) = \(Self.quoted($0.value))" }
      lines.append("\(key) = { \(words.joined(separator: ", ")) }")
    }
    add("command", server.command)
    add("args", server.arguments)
    add("cwd", server.folder)
    add("url", server.url)
    add("env", server.environment)
    add("env_vars", server.inherited)
    add("bearer_token_env_var", server.tokenVariable)
    add("http_headers", server.headers)
    add("env_http_headers", server.environmentHeaders)
    if !server.isEnabled { lines.append("enabled = false") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A basic string: what JSON writes is one, but for a character that TOML wants escaped.
  private static func quoted(_ text: String) -> String {
    JSON.string(text).text.replacing("\u{7F}", with: "\\u007F")
  }
}

/// What is to be said of a server that is taken over, or is not.
package enum ImportRemark: Equatable, Sendable {
  case renamed(from: String)
  case fileOfVariables, login, secretArgument
  case otherVariable(String, reads: String)
  case olderTransport, noTransport
  /// Something that only the other client fills in.
  case placeholder(String)
}

/// The placeholders of other clients' files.
private struct ImportReader {
  let home: String

  /// A text without placeholders but the home folder; any other one is an obstacle.
  func text(_ json: JSON?, _ obstacle: inout ImportRemark?) -> String? {
    guard let text = json?.string else { return nil }
    let filled = filled(text)
    if let open = filled.firstRange(of: "${") {
      let end =
        filled[open.upperBound...].firstIndex(of: "}") ?? filled.index(before: filled.endIndex)
      obstacle = .placeholder(String(filled[open.lowerBound...end]))
    }
    return filled
  }

  func filled(_ text: String) -> String { text.replacing("${userHome}", with: home) }

  func isPlaceholder(_ text: String) -> Bool { filled(text).contains("${") }

  /// `${NAME}`, `${env:NAME}` and `${NAME:-default}` as a whole value.
  func variable(_ text: String) -> String? {
    guard text.hasPrefix("${"), text.hasSuffix("}"), !text.hasPrefix("${input:") else { return nil }
    var name = text.dropFirst(2).dropLast()
    if name.hasPrefix("env:") { name = name.dropFirst(4) }
    name = name.prefix { $0 != ":" }
    let isName = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    return isName && !name.isEmpty ? String(name) : nil
  }
}
