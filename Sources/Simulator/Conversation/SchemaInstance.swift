/// The least value that a JSON Schema allows, as far as a simulated model can tell.
enum SchemaInstance {
  /// The schema that a request asks its answer to have, wherever its wire keeps it.
  static func schema(in body: JSON) -> JSON? {
    let format = body["format"]
    return body["response_format"]?["json_schema"]?["schema"]
      ?? body["text"]?["format"]?["schema"] ?? (format?.members == nil ? nil : format)
  }

  static func value(_ schema: JSON, depth: Int = 0) -> JSON {
    guard depth < 8 else { return .null }
    if let constant = schema["const"] { return constant }
    if let first = schema["enum"]?.elements?.first { return first }
    let type = schema["type"]?.text ?? schema["type"]?.elements?.first?.text
    switch type {
    case "string": return .string(String(repeating: "a", count: schema["minLength"]?.whole ?? 1))
    case "integer", "number": return .int(schema["minimum"]?.whole ?? 1)
    case "boolean": return .bool(true)
    case "array":
      let count = schema["minItems"]?.whole ?? 1
      let item = value(schema["items"] ?? ["type": "string"], depth: depth + 1)
      return .array(Array(repeating: item, count: min(count, 8)))
    case "null": return .null
    default: return .object(members(of: schema, depth))
    }
  }

  private static func members(of schema: JSON, _ depth: Int) -> [JSON.Member] {
    (schema["properties"]?.members ?? []).map { member in
      JSON.Member(name: member.name, value: value(member.value, depth: depth + 1))
    }
  }
}
