extension JSON {
  /// How a server writes its JSON.
  enum Layout: Sendable, Equatable {
    /// One line, no spaces: SSE frames, llama.cpp, vLLM.
    case compact
    /// Indented by so many spaces: the bodies of Express servers.
    case pretty(Int)
    /// One line with `<`, `>` and `&` escaped, as Go's encoder does (Ollama).
    case go
  }

  func rendered(_ layout: Layout = .compact) -> String {
    var output = ""
    write(to: &output, layout: layout, depth: 0)
    return output
  }

  private func write(to output: inout String, layout: Layout, depth: Int) {
    switch self {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .int(let value): output += String(value)
    case .double(let value): output += Self.scriptNumber(value)
    case .decimal(let value): output += value.isFinite ? value.description : "null"
    case .string(let value): Self.quote(value, to: &output, layout: layout)
    case .array(let values):
      Self.list(values, "[", "]", to: &output, layout: layout, depth: depth) { value, output in
        value.write(to: &output, layout: layout, depth: depth + 1)
      }
    case .object(let members):
      Self.list(members, "{", "}", to: &output, layout: layout, depth: depth) { member, output in
        Self.quote(member.name, to: &output, layout: layout)
        if case .pretty = layout { output += ": " } else { output += ":" }
        member.value.write(to: &output, layout: layout, depth: depth + 1)
      }
    }
  }

  private static func list<Element>(
    _ elements: [Element], _ open: String, _ close: String, to output: inout String,
    layout: Layout, depth: Int, element: (Element, inout String) -> Void
  ) {
    output += open
    for (index, item) in elements.enumerated() {
      if index > 0 { output += "," }
      breakLine(in: &output, layout: layout, depth: depth + 1)
      element(item, &output)
    }
    if !elements.isEmpty { breakLine(in: &output, layout: layout, depth: depth) }
    output += close
  }

  private static func breakLine(in output: inout String, layout: Layout, depth: Int) {
    guard case .pretty(let width) = layout else { return }
    output += "\n" + String(repeating: " ", count: width * depth)
  }

  private static func scriptNumber(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value.magnitude < 1e15, value == value.rounded() { return String(Int(value)) }
    return value.description
  }

  private static func quote(_ text: String, to output: inout String, layout: Layout) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case "<" where layout == .go: output += "\\u003c"
      case ">" where layout == .go: output += "\\u003e"
      case "&" where layout == .go: output += "\\u0026"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}
