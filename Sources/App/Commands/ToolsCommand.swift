import ArgumentParser
import Engine
import TUI

/// The servers of tools: what they offer, and those of other clients.
struct ToolsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tools",
    abstract: say(
      "Lists what servers of tools offer, or takes servers over.", zh: "列出工具服务器提供的工具，或导入服务器。"),
    subcommands: [ToolsListCommand.self, ToolsImportCommand.self],
    defaultSubcommand: ToolsListCommand.self)
}

/// What the servers of tools offer, and what that would cost a model.
struct ToolsListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: say(
      "Starts the servers of tools that are configured, and lists what they offer.",
      zh: "启动已配置的工具服务器，并列出其提供的工具。"),
    discussion: say(
      """
      Servers are those of [mcp_servers.NAME], in the file that Codex reads as well. Each is started, asked, and \
      ended again. A model may call only what a conversation enables: /tools on the screen, --tools in exec.
      """,
      zh:
        """
        服务器取自 [mcp_servers.NAME]，所在文件 Codex 也会读取。每个服务器会被
        启动、查询，然后结束。模型只能调用对话中启用的工具：屏幕上用 /tools，
        exec 中用 --tools。
        """))

  @OptionGroup var common: CommonOptions

  @Flag(help: ArgumentHelp(say("One JSON object per server and line.", zh: "每个服务器输出一行 JSON 对象。")))
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
