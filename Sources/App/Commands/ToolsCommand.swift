import ArgumentParser
import Engine
import TUI

/// The servers of tools: what they offer, and those of other clients.
struct ToolsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tools", abstract: "Lists what servers of tools offer, or takes servers over.",
    subcommands: [ToolsListCommand.self, ToolsImportCommand.self],
    defaultSubcommand: ToolsListCommand.self)
}

/// What the servers of tools offer, and what that would cost a model.
struct ToolsListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Starts the servers of tools that are configured, and lists what they offer.",
    discussion: """
      Servers are those of [mcp_servers.NAME], in the file that Codex reads as well. Each is started, asked, and \
      ended again. A model may call only what a conversation enables: /tools on the screen, --tools in exec.
      """)

  @OptionGroup var common: CommonOptions

  @Flag(help: "One JSON object per server and line.")
  var json = false

  mutating func run() async throws {
    let json = json
    try await Runtime.use(common) { runtime in
      let reports = await runtime.engine.surveyedTools()
      if reports.isEmpty, !json { throw CommandsMessages.noToolServers }
      let lines = json ? reports.map(Self.row) : Self.table(reports)
      for line in lines where StandardOutput.write(line + "\n") != nil { return }
    }
  }

  private static func table(_ reports: [ToolServerReport]) -> [String] {
    let rows = reports.flatMap { report -> [[String]] in
      let name = Sanitizer.sanitize(report.id)
      switch report.state {
      case .disabled, .idle, .starting:
        return [["·", name, CommandsMessages.toolServerDisabled]]
      case .failed(let error):
        let remedy = error.remedy.map { [["", "", "→ " + Sanitizer.sanitize($0)]] } ?? []
        return [["○", name, Sanitizer.sanitize(error.message)]] + remedy
      case .ready(let tools):
        let head = [
          "●", name,
          CommandsMessages.offers(tools),
        ]
        return [head] + tools.map(row)
      }
    }
    return Columns.lines(rows)
  }

  private static func row(_ tool: Tool) -> [String] {
    let about =
      tool.defect ?? tool.description.split(whereSeparator: \.isNewline).first.map(String.init)
    return [
      "", "  " + Sanitizer.sanitize(tool.name),
      tool.defect == nil ? TokenFormatter.short(tool.tokens) : "-",
      Sanitizer.sanitize(String((about ?? "").prefix(100))),
    ]
  }

  private static func row(_ report: ToolServerReport) -> String {
    var row: JSON = ["server": .string(report.id), "state": .string(word(report.state))]
    row["version"] = report.version.map(JSON.string)
    row["seconds"] = report.took.map { .double(($0 / .milliseconds(1)).rounded() / 1000) }
    if case .failed(let error) = report.state { row["issue"] = .string(error.message) }
    if case .ready(let tools) = report.state {
      row["tools"] = .array(
        tools.map { tool in
          var json: JSON = [
            "name": .string(tool.name), "wire_name": .string(tool.wireName),
            "description": .string(tool.description), "tokens": .int(tool.tokens),
          ]
          json["issue"] = tool.defect.map(JSON.string)
          return json
        })
    }
    return row.text
  }

  private static func word(_ state: ToolServerReport.State) -> String {
    switch state {
    case .disabled, .idle, .starting: "disabled"
    case .ready: "ready"
    case .failed: "failed"
    }
  }
}
