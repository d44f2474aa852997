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
      lines += ForeignText.lines(error.serverWords ?? "", .overlay)
    }
    if !report.words.isEmpty {
      lines.append(Line(ToolListMessages.standardError, Ink(.heading)))
      lines += report.words.flatMap { ForeignText.lines($0, .overlay) } + [Line()]
    }
    for tool in report.tools {
      lines.append(Line(SafeText(foreign: tool.name), Ink(.heading)))
      if tool.hidesCharacters {
        lines += ForeignText.lines(ToolListMessages.hidesCharacters, .warning)
      }
      lines += ForeignText.lines(ToolListMessages.claims(tool), .faint)
      lines += ForeignText.lines(tool.description, .overlay)
      lines.append(Line())
    }
    return lines
  }
}
