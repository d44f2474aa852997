import Engine

/// What is known of a server of tools: how it is started, how it is, and what it says of its tools.
enum ToolServerPage {
  static func lines(_ report: ToolServerReport) -> [Line] {
    let server = report.server
    let command = ([server.command ?? server.url ?? ""] + server.arguments).joined(separator: " ")
    var lines = [Line(SafeText(foreign: command), Ink(.overlay))]
    if let version = report.version { lines.append(Line(SafeText(foreign: version), Ink(.faint))) }
    lines.append(Line())
    if case .failed(let error) = report.state {
      lines.append(Line("✗ \(SafeText(foreign: error.message))", Ink(.error)))
      if let remedy = error.remedy {
        lines.append(Line("→ \(SafeText(foreign: remedy))", Ink(.notice)))
      }
      lines += text(error.serverWords ?? "", .overlay)
    }
    for tool in report.tools {
      lines.append(Line(SafeText(foreign: tool.name), Ink(.heading)))
      if tool.hidesCharacters { lines += text(LayersMessages.hidesCharacters, .warning) }
      lines += text(LayersMessages.claims(tool), .faint) + text(tool.description, .overlay)
      lines.append(Line())
    }
    return lines
  }

  /// A stranger's text, of a length that a page can hold.
  static func text(_ text: String, _ role: Role) -> [Line] {
    guard !text.isEmpty else { return [] }
    return Sanitizer.sanitize(String(text.prefix(64 << 10)))
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { Line(SafeText(foreign: String($0)), Ink(role)) }
  }
}
