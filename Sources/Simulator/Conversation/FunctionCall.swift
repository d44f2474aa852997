/// A call of a function that the client offered and has to run.
struct FunctionCall: Sendable, Equatable {
  var name: String
  /// JSON, unless a fault has spoiled it.
  var arguments: String
  /// Among the calls of its reply.
  var index = 0
  /// What the wire gives as its id; nil gives none.
  var id: JSON?

  /// The arguments as they are streamed.
  var pieces: [String] { TokenPieces.cut(arguments) }

  /// The first of the offered functions that a word means, with arguments that its schema takes.
  ///
  /// - Parameter word: `NAME`, `NAME{…}` with arguments of its own, or nothing for the first one.
  init?(word: Substring, offered: [OfferedFunction]) {
    let name = word.prefix { $0 != "{" }
    let given = word[name.endIndex...]
    let function =
      name.isEmpty
      ? offered.first
      : offered.first { $0.name.hasSuffix(name) }
        ?? offered.first { $0.name.contains(name) }
    guard let function else { return nil }
    self.name = function.name
    arguments = given.isEmpty ? function.example.rendered() : String(given)
  }

  /// The call with whatever a server was seen to do to one.
  func spoiled(by faults: FaultSet) -> FunctionCall {
    var call = self
    if faults.contains(.argumentsTwice) { call.arguments = JSON.string(arguments).rendered() }
    if faults.contains(.argumentsCut) { call.arguments = String(arguments.dropLast(2)) }
    if faults.contains(.argumentsEmpty) { call.arguments = "" }
    if faults.contains(.callIDsMissing) { call.id = nil }
    if faults.contains(.callIDsBlank) { call.id = "" }
    if faults.contains(.callIDsSame) { call.id = "call_0" }
    if faults.contains(.callIDsNumeric) { call.id = .int(index) }
    return call
  }

  /// As a model writes it whose server does not recognise calls.
  var text: String {
    "<tool_call>\n{\"name\": \(JSON.string(name).rendered()), \"arguments\": \(arguments)}\n</tool_call>"
  }
}

/// A function of a request's `tools`.
struct OfferedFunction: Sendable, Equatable {
  var name: String
  /// Of its arguments.
  var schema: JSON

  /// Without the name of its server, which clients put before it.
  var bareName: String { name.split(separator: "__").last.map(String.init) ?? name }

  /// Nested in `function` on Chat Completions and Ollama's wire, flat on Responses.
  init?(json: JSON) {
    let function = json["function"] ?? json
    guard json["type"]?.text == "function", let name = function["name"]?.text else { return nil }
    self.name = name
    schema = function["parameters"] ?? [:]
  }

  /// Arguments that the schema takes: every required one, made up by its type.
  var example: JSON { Self.example(of: schema) }

  private static func example(of schema: JSON) -> JSON {
    if let usual = schema["default"] ?? schema["const"] ?? schema["enum"]?.elements?.first {
      return usual
    }
    switch schema["type"]?.text {
    case "string": return "example"
    case "integer", "number": return 1
    case "boolean": return true
    case "array": return []
    default: return object(schema)
    }
  }

  private static func object(_ schema: JSON) -> JSON {
    let names = (schema["required"]?.elements ?? []).compactMap(\.text)
    return .object(
      names.map {
        JSON.Member(name: $0, value: example(of: schema["properties"]?[$0] ?? ["type": "string"]))
      })
  }
}
