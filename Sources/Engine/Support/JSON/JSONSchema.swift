/// A JSON Schema, as far as answers of models are asked for by one (the 2020-12 words below; what it does not know, such as
/// `format`, holds of everything).
package struct JSONSchema: Sendable {
  private let root: JSON

  package init(_ root: JSON) { self.root = root }

  /// The first thing that does not hold, in the value's order.
  package struct Violation: Error, Equatable {
    /// A JSON Pointer (RFC 6901): `/items/0/name`; `/` is the whole.
    package var path: String
    package var words: String
  }

  private typealias Path = [String]
  /// A reference may lead back to itself.
  private static let deepest = 128

  /// - Returns: `nil` where the value is as the schema wants it.
  package func violation(of value: JSON) -> Violation? {
    do throws(Violation) {
      try check(value, root, [], 0)
      return nil
    } catch {
      return error
    }
  }

  private func fail(_ path: Path, _ words: String) throws(Violation) {
    let pointer = path.map {
      "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1")
    }
    throw Violation(path: pointer.isEmpty ? "/" : pointer.joined(), words: words)
  }

  private func check(
    _ value: JSON, _ schema: JSON, _ path: Path, _ depth: Int
  ) throws(Violation) {
    guard depth < Self.deepest else { return }
    switch schema {
    case .bool(true): return
    case .bool(false): try fail(path, SupportMessages.schemaAllowsNothing)
    default: break
    }
    if let reference = schema["$ref"]?.string, let target = resolved(reference) {
      try check(value, target, path, depth + 1)
    }
    if let types = schema["type"] {
      let names = types.array?.compactMap(\.string) ?? types.string.map { [$0] } ?? []
      if !names.isEmpty, !names.contains(where: { Self.isOf(value, $0) }) {
        try fail(path, SupportMessages.schemaWants(type: names, not: Self.type(value)))
      }
    }
    if let choices = schema["enum"]?.array, !choices.contains(where: { Self.same($0, value) }) {
      try fail(path, SupportMessages.schemaWants(one: choices.map(\.text)))
    }
    if let constant = schema["const"], !Self.same(constant, value) {
      try fail(path, SupportMessages.schemaWants(one: [constant.text]))
    }
    try checkCombined(value, schema, path, depth)
    switch value {
    case .object(let members): try check(members, schema, path, depth)
    case .array(let items): try check(items, schema, path, depth)
    case .string(let text): try check(text, schema, path)
    case .int, .double: try check(value.number ?? 0, schema, path)
    default: break
    }
  }

  /// `#/$defs/name`; what lies elsewhere is not looked up.
  private func resolved(_ reference: String) -> JSON? {
    guard reference.hasPrefix("#") else { return nil }
    var target: JSON? = root
    for part in reference.dropFirst().split(separator: "/") {
      let key = String(part.replacing("~1", with: "/").replacing("~0", with: "~"))
      let index = Int(key)
      target = target?[key] ?? index.flatMap { target?[$0] }
    }
    return target
  }

  private func checkCombined(
    _ value: JSON, _ schema: JSON, _ path: Path, _ depth: Int
  ) throws(Violation) {
    func holds(_ part: JSON) -> Bool {
      (try? check(value, part, path, depth + 1)) != nil
    }
    for part in schema["allOf"]?.array ?? [] { try check(value, part, path, depth + 1) }
    if let parts = schema["anyOf"]?.array, !parts.contains(where: holds) {
      try fail(path, SupportMessages.schemaWantsAny)
    }
    if let parts = schema["oneOf"]?.array, parts.count(where: holds) != 1 {
      try fail(path, SupportMessages.schemaWantsOne)
    }
    if let part = schema["not"], holds(part) { try fail(path, SupportMessages.schemaWantsNot) }
  }

  private func check(
    _ members: [JSON.Member], _ schema: JSON, _ path: Path, _ depth: Int
  ) throws(Violation) {
    let keys = Set(members.map(\.key))
    for name in schema["required"]?.array?.compactMap(\.string) ?? [] where !keys.contains(name) {
      try fail(path + [name], SupportMessages.schemaMisses)
    }
    try check(keys.count, of: "Properties", schema, path)
    for member in members {
      if let part = schema["properties"]?[member.key] {
        try check(member.value, part, path + [member.key], depth + 1)
      } else if let others = schema["additionalProperties"] {
        if others == .bool(false) { try fail(path + [member.key], SupportMessages.schemaKnowsNot) }
        try check(member.value, others, path + [member.key], depth + 1)
      }
    }
  }

  private func check(
    _ items: [JSON], _ schema: JSON, _ path: Path, _ depth: Int
  ) throws(Violation) {
    try check(items.count, of: "Items", schema, path)
    let first = schema["prefixItems"]?.array ?? []
    for (index, item) in items.enumerated() {
      guard let part = index < first.count ? first[index] : schema["items"] else { continue }
      try check(item, part, path + [String(index)], depth + 1)
    }
    guard schema["uniqueItems"]?.bool == true else { return }
    for (index, item) in items.enumerated()
    where items[..<index].contains(where: { Self.same($0, item) }) {
      try fail(path + [String(index)], SupportMessages.schemaWantsUnique)
    }
  }

  private func check(_ text: String, _ schema: JSON, _ path: Path) throws(Violation) {
    try check(text.unicodeScalars.count, of: "Length", schema, path)
    // A pattern that Swift does not read holds of everything.
    if let pattern = schema["pattern"]?.string, let expression = try? Regex(pattern),
      text.firstMatch(of: expression) == nil
    {
      try fail(path, SupportMessages.schemaWants(pattern: pattern))
    }
  }

  private func check(_ number: Double, _ schema: JSON, _ path: Path) throws(Violation) {
    func limit(_ key: String) -> Double? { schema[key]?.number }
    if let low = limit("minimum"), number < low { try fail(path, SupportMessages.below(low)) }
    if let high = limit("maximum"), number > high { try fail(path, SupportMessages.above(high)) }
    if let low = limit("exclusiveMinimum"), number <= low {
      try fail(path, SupportMessages.below(low))
    }
    if let high = limit("exclusiveMaximum"), number >= high {
      try fail(path, SupportMessages.above(high))
    }
    if let step = limit("multipleOf"), step > 0 {
      let parts = number / step
      if abs(parts - parts.rounded()) > 1e-9 {
        try fail(path, SupportMessages.schemaWants(step: step))
      }
    }
  }

  private func check(
    _ count: Int, of what: String, _ schema: JSON, _ path: Path
  ) throws(Violation) {
    if let least = schema["min\(what)"]?.count(.ordinal), count < least {
      try fail(path, SupportMessages.tooFew(least, what.lowercased()))
    }
    if let most = schema["max\(what)"]?.count(.ordinal), count > most {
      try fail(path, SupportMessages.tooMany(most, what.lowercased()))
    }
  }

  // MARK: Values

  private static func type(_ value: JSON) -> String {
    switch value {
    case .null: "null"
    case .bool: "boolean"
    case .int: "integer"
    case .double(let number): number == number.rounded() ? "integer" : "number"
    case .string, .cutString: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  private static func isOf(_ value: JSON, _ name: String) -> Bool {
    let type = type(value)
    return type == name || type == "integer" && name == "number"
  }

  /// Numbers by their value, objects whatever the order of their members.
  private static func same(_ left: JSON, _ right: JSON) -> Bool {
    if let one = left.number, let other = right.number { return one == other }
    switch (left, right) {
    case (.object(let one), .object(let other)):
      return one.count == other.count
        && one.allSatisfy { member in right[member.key].map { same($0, member.value) } ?? false }
    case (.array(let one), .array(let other)):
      return one.count == other.count && zip(one, other).allSatisfy(same)
    default: return left == right
    }
  }
}
