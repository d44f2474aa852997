import ArgumentParser
import Engine
import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes a first file from what is found on this machine.
struct ConfigInitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: say(
      "Looks for servers and set-ups on this machine and writes a commented file.",
      zh: "查找本机的服务器和现有设置，写入一个带注释的配置文件。"))

  @Flag(help: ArgumentHelp(say("Print the file instead of writing it.", zh: "只打印文件内容，不写入。")))
  var dryRun = false

  @Flag(
    help: ArgumentHelp(
      say(
        "Replace a file that is there; it is kept as config.toml.old.",
        zh: "替换已有文件；原文件保留为 config.toml.old。")))
  var force = false

  mutating func run() async throws {
    let environment = Environment.current
    let files = ConfigFiles(environment)
    guard let path = files.own else {
      throw ConfigMessages.noPlaceForFile
    }
    if !dryRun, !force, FileSystem.exists(path) {
      throw ConfigMessages.isThereAlready(path)
    }
    let found = try await MachineSearch.run(environment)
    for words in found.report { StandardError.write("· \(words)\n") }
    for remark in try files.upstreamRemarks() { StandardError.write("· \(remark.text)\n") }
    let text = found.file
    if dryRun { return _ = StandardOutput.write(text) }
    do {
      if FileSystem.exists(path) { rename(path, path + ".old") }
      try FileSystem.write(text, to: path)
    } catch {
      throw ConfigMessages.cannotWrite(path, error)
    }
    StandardError.write(ConfigMessages.wrote(path) + "\n")
  }
}

/// What looking around told.
struct MachineSearch: Sendable {
  /// Local servers that answer, in the order they were looked for.
  var servers: [Inspection] = []
  /// What was found, a sentence each.
  var report: [String] = []
  var hasOpenAIKey = false
  var hasCodexFile = false

  /// Asks the usual ports of this machine, and looks for the set-ups of others. Nothing leaves it.
  static func run(_ environment: [String: String]) async throws -> MachineSearch {
    let transport = HTTPTransport(environment: environment)
    let source = ConfigurationSource(environment: [:]) { _ in nil }
    let engine = Engine(
      configuration: try Configuration.load(source),
      services: EngineServices(transport: transport, environment: environment))
    var search = MachineSearch()
    for provider in candidates(environment) {
      let inspection = await engine.inspect(provider)
      guard let facts = inspection.facts else { continue }
      let count = facts.models.count(where: \.isForChat)
      search.servers.append(inspection)
      search.report.append(
        ConfigMessages.answers(
          facts.kind.name ?? provider.name, at: provider.baseURL, models: count))
    }
    await engine.shutdown()
    await transport.shutdown()
    search.lookForFiles(environment)
    return search
  }

  /// The usual places, and those that the set-ups of this machine name.
  static func candidates(_ environment: [String: String]) -> [Provider] {
    let home = environment["HOME"] ?? ""
    let settings =
      (try? TextFile.read(home + "/.lmstudio/.internal/http-server-config.json")) ?? nil
    let port = settings.flatMap { JSON(parsing: $0)?["port"]?.count(.ordinal) } ?? 1234
    var ollama = environment["OLLAMA_HOST"] ?? ""
    if let scheme = ollama.firstRange(of: "://") { ollama = String(ollama[scheme.upperBound...]) }
    let isUsual = ollama.isEmpty || ollama.hasPrefix("0.0.0.0") || !ollama.contains(":")
    return [
      Provider(id: "lmstudio", name: "LM Studio", baseURL: "http://localhost:\(port)/v1"),
      Provider(
        id: "ollama", name: "Ollama",
        baseURL: isUsual ? "http://localhost:11434/v1" : "http://\(ollama)/v1"),
      Provider(id: "llamacpp", name: "llama.cpp", baseURL: "http://localhost:8080/v1"),
      Provider(id: "vllm", name: "vLLM", baseURL: "http://localhost:8000/v1"),
    ].filter { $0.location == .thisMachine }
  }

  private mutating func lookForFiles(_ environment: [String: String]) {
    let home = environment["HOME"] ?? ""
    hasOpenAIKey = environment["OPENAI_API_KEY"]?.isEmpty == false
    if let codex = ConfigFiles(environment).codex, FileSystem.exists(codex) {
      hasCodexFile = true
      report.append(ConfigMessages.codexFileIsRead(codex))
    }
    if FileSystem.exists(home + "/.lmstudio"),
      !servers.contains(where: { $0.provider.id == "lmstudio" })
    {
      report.append(ConfigMessages.lmStudioIsSilent)
    }
    if FileSystem.exists(home + "/.ollama"),
      !servers.contains(where: { $0.provider.id == "ollama" })
    {
      report.append(ConfigMessages.ollamaIsSilent)
    }
    if servers.isEmpty { report.append(ConfigMessages.noServerAnswers) }
    if hasOpenAIKey { report.append(ConfigMessages.openAIKeyIsSet) }
  }
}
