import ArgumentParser
import Engine
import TUI

/// Takes servers of tools over from other clients: shows all, writes only those that are named.
struct ToolsImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: say(
      "Shows the servers of tools of other clients, and takes over those that are named.",
      zh: "显示其他客户端的工具服务器，并导入指定的服务器。"),
    discussion: say(
      """
      Looks into the files of LM Studio, Claude, Claude Code, Cursor and VS Code in your home. Without a name \
      nothing is written. What is taken over is added to codex-tui's own configuration; secrets are never copied: \
      the command says which variables to export. Nothing is started.
      """,
      zh:
        """
        查看主目录中 LM Studio、Claude、Claude Code、Cursor 和 VS Code 的文件。
        不指定名称则不写入任何内容。导入的服务器会添加到 codex-tui 自己的配置文件；
        机密从不复制：命令会说明要用 export 设置哪些变量。不会启动任何服务器。
        """))

  @Argument(help: ArgumentHelp(say("The servers to take over.", zh: "要导入的服务器。")))
  var names: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "Look only here: lmstudio, claude, claude-code, cursor, vscode, or a file.",
        zh: "只查找 lmstudio、claude、claude-code、cursor、vscode 或一个文件。")),
    completion: .file())
  var from: String?

  @Flag(
    help: ArgumentHelp(
      say("Print what would be written instead of writing it.", zh: "只打印将要写入的内容，不写入。")))
  var dryRun = false

  @OptionGroup var common: CommonOptions

  mutating func run() throws {
    let environment = Environment.current
    let found = try ImportSearch.files(from: from, environment)
    guard !names.isEmpty else { return Self.list(found) }
    let chosen = try Self.chosen(names, of: found.flatMap(\.servers))
    let configured = try common.configuration(environment: environment).toolServers.map(\.name)
    if let name = chosen.map(\.server.name).first(where: configured.contains) {
      throw CommandsMessages.isConfigured(name)
    }
    let text = chosen.map(\.toml).joined(separator: "\n")
    if dryRun {
      StandardOutput.write(text)
    } else {
      try Self.append(text, names: chosen.map(\.server.name), environment)
    }
    for server in chosen {
      for name in server.secrets {
        StandardError.write("! \(CommandsMessages.setVariable(name, for: server.server.name))\n")
      }
      for remark in server.remarks {
        StandardError.write("! \(server.server.name): \(CommandsMessages.remark(remark))\n")
      }
    }
  }

  private static func chosen(
    _ names: [String], of servers: [ImportedServer]
  ) throws -> [ImportedServer] {
    try names.map { name in
      guard let server = servers.first(where: { $0.server.name == name }) else {
        throw CommandsMessages.noSuchServer(name, known: servers.map(\.server.name))
      }
      if let obstacle = server.obstacle { throw CommandsMessages.cannotImport(name, obstacle) }
      return server
    }
  }

  private static func append(
    _ text: String, names: [String], _ environment: [String: String]
  ) throws {
    guard let path = ConfigFiles(environment).own else { throw ConfigMessages.noPlaceForFile }
    do {
      let before = String(decoding: try TextFile.read(path) ?? [], as: UTF8.self)
      let gap = before.isEmpty ? "" : before.hasSuffix("\n") ? "\n" : "\n\n"
      try FileSystem.write(before + gap + text, to: path)
    } catch {
      throw ConfigMessages.cannotWrite(path, error)
    }
    StandardOutput.write(CommandsMessages.imported(names, to: path) + "\n")
  }

  /// What each server would start or reach. Values of variables are not shown.
  private static func list(_ files: [ImportSearch.File]) {
    guard !files.isEmpty else {
      return StandardError.write(CommandsMessages.nothingToImport + "\n")
    }
    for file in files {
      StandardOutput.write(CommandsMessages.found(file.servers.count, in: file.path) + "\n")
      let rows = file.servers.map { found in
        let server = found.server
        let variables = (server.environment.map(\.name) + server.inherited).joined(separator: " ")
        let what = server.url ?? ([server.command ?? ""] + server.arguments).joined(separator: " ")
        return [
          found.obstacle == nil ? "●" : "○", Sanitizer.sanitize(server.name),
          Sanitizer.sanitize(what), Sanitizer.sanitize(variables),
          found.obstacle.map { Sanitizer.sanitize(CommandsMessages.remark($0)) } ?? "",
        ]
      }
      for line in Columns.lines(rows) { StandardOutput.write("  \(line)\n") }
    }
    StandardOutput.write(CommandsMessages.importHint + "\n")
  }
}

/// The files of other clients that are here.
enum ImportSearch {
  struct File {
    var path: String
    var servers: [ImportedServer]
  }

  /// - Parameter name: a client or a file; `nil`: every client whose file is here.
  static func files(from name: String?, _ environment: [String: String]) throws -> [File] {
    let home = environment["HOME"] ?? ""
    let clients = ClientFiles.clients(
      environment, homePointer: ToolProcess.homePointer(environment))
    guard let name else {
      return clients.compactMap { try? file($0.paths, home) }
    }
    if let client = clients.first(where: { $0.name == name }) {
      return try file(client.paths, home).map { [$0] } ?? []
    }
    guard FileSystem.exists(name) else {
      throw ValidationError(CommandsMessages.unknownClient(name, known: clients.map(\.name)))
    }
    guard let file = try file([name], home) else { throw CommandsMessages.noServersIn(name) }
    return [file]
  }

  private static func file(_ paths: [String], _ home: String) throws -> File? {
    for path in paths {
      guard let bytes = try TextFile.read(path) else { continue }
      guard let servers = ImportedServer.servers(in: bytes, home: home), !servers.isEmpty else {
        continue
      }
      return File(path: path, servers: servers)
    }
    return nil
  }
}
