import Engine

/// A JSON value as lines: one per member, what is inside it indented.
package enum JSONTree {
  package static func lines(_ json: JSON) -> [(key: String, value: String)] {
    var lines: [(key: String, value: String)] = []
    write(json, key: "", depth: 0, to: &lines)
    return lines
  }

  private static func write(
    _ json: JSON, key: String, depth: Int, to lines: inout [(key: String, value: String)]
  ) {
    let indent = String(repeating: "  ", count: max(0, depth - 1))
    switch json {
    case .object(let members) where !members.isEmpty:
      if depth > 0 { lines.append((indent + key, "")) }
      for member in members { write(member.value, key: member.key, depth: depth + 1, to: &lines) }
    case .array(let items) where !items.isEmpty:
      if depth > 0 { lines.append((indent + key, "")) }
      for item in items { write(item, key: "-", depth: depth + 1, to: &lines) }
    default:
      let text = json.string ?? json.text
      let parts = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      for (index, part) in parts.enumerated() {
        lines.append((index == 0 ? indent + key : indent, String(part)))
      }
    }
  }
}
