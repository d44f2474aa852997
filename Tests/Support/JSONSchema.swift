import Engine

/// The part of JSON Schema 2020-12 that our own schemas use. A keyword outside it is a failure, so
/// that no rule is silently left unchecked.
package struct JSONSchema {
  let root: JSON

  package init(_ root: JSON) { self.root = root }

  /// What is wrong with a value, each with its place; empty when it fits.
  package func complaints(about value: JSON) -> [String] { check(value, root, "$") }

  private static let known: Set<String> = [
    "$schema", "$id", "$defs", "title", "description", "oneOf", "$ref", "type", "const", "enum",
    "minimum", "maximum", "properties", "required", "additionalProperties", "items",
  ]

  private func check(_ value: JSON, _ schema: JSON, _ place: String) -> [String] {
    var found = (schema.object ?? []).filter { !Self.known.contains($0.key) }
      .map { "\(place): the schema's \($0.key) is not understood" }
    if let reference = schema["$ref"]?.string {
      guard let target = resolve(reference) else { return found + ["\(place): no \(reference)"] }
      found += check(value, target, place)
    }
    if let choices = schema["oneOf"]?.array {
      let attempts = choices.map { check(value, $0, place) }
      let fitting = attempts.count { $0.isEmpty }
      if fitting != 1 {
        let nearest = attempts.min { $0.count < $1.count } ?? []
        found.append("\(place): fits \(fitting) of \(choices.count) forms; nearest: \(nearest)")
      }
    }
    if let type = schema["type"]?.string, !Self.isOf(type, value) {
      found.append("\(place): is no \(type)")
    }
    if let wanted = schema["const"], wanted != value {
      found.append("\(place): is not \(wanted.text)")
    }
    if let words = schema["enum"]?.array, !words.contains(value) {
      found.append("\(place): \(value.text) is none of \(words.map(\.text))")
    }
    if let least = schema["minimum"]?.number, (value.number ?? least) < least {
      found.append("\(place): \(value.text) is less than \(least)")
    }
    if let most = schema["maximum"]?.number, (value.number ?? most) > most {
      found.append("\(place): \(value.text) is more than \(most)")
    }
    return found + members(of: value, schema, place)
  }

  private func members(of value: JSON, _ schema: JSON, _ place: String) -> [String] {
    var found: [String] = []
    if let items = schema["items"], let elements = value.array {
      for (index, element) in elements.enumerated() {
        found += check(element, items, "\(place)[\(index)]")
      }
    }
    guard let members = value.object else { return found }
    for name in schema["required"]?.array?.compactMap(\.string) ?? []
    where !members.contains(where: { $0.key == name }) { found.append("\(place): lacks \(name)") }
    guard let properties = schema["properties"] else { return found }
    for member in members {
      if let below = properties[member.key] {
        found += check(member.value, below, "\(place).\(member.key)")
      } else if schema["additionalProperties"]?.bool == false {
        found.append("\(place): \(member.key) is not foreseen")
      }
    }
    return found
  }

  private func resolve(_ reference: String) -> JSON? {
    reference.split(separator: "/").dropFirst().reduce(Optional(root)) { $0?[String($1)] }
  }

  private static func isOf(_ type: String, _ value: JSON) -> Bool {
    switch type {
    case "object": value.object != nil
    case "array": value.array != nil
    case "string": value.string != nil
    case "boolean": value.bool != nil
    case "integer": value.wholeNumber != nil
    case "number": value.number != nil
    case "null": value == .null
    default: false
    }
  }
}

extension JSON {
  /// Any number, without the bounds of a figure.
  fileprivate var number: Double? {
    switch self {
    case .int(let number): Double(number)
    case .double(let number): number
    default: nil
    }
  }

  fileprivate var wholeNumber: Int? { number.flatMap { Int(exactly: $0) } }
}
