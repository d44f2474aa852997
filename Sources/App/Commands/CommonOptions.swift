import ArgumentParser
import Engine

/// What every command that talks to a model understands.
struct CommonOptions: ParsableArguments {
  @Option(
    name: .shortAndLong, help: ArgumentHelp(say("The profile to use.", zh: "要使用的配置。")),
    completion: .custom { _, _, _ in KnownNames.profiles() })
  var profile: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(say("The model to use instead of the profile's.", zh: "要使用的模型，代替配置中的模型。")),
    completion: .custom { _, _, _ in KnownNames.models() })
  var model: String?

  @Option(
    name: .customShort("c"),
    help: ArgumentHelp(
      say("Sets one configuration value.", zh: "设定一个设置项的值。"), valueName: "key=value"))
  var overrides: [String] = []

  @Flag(help: ArgumentHelp(say("Treat unknown configuration keys as errors.", zh: "将未知的设置项视为错误。")))
  var strictConfig = false

  @Flag(
    help: ArgumentHelp(say("Use the local server: the profile local.", zh: "使用本地服务器：即配置 local。")))
  var oss = false

  @Option(
    help: ArgumentHelp(
      say(
        "Which local server: lmstudio, ollama or llamacpp. Implies --oss.",
        zh: "本地服务器：lmstudio、ollama 或 llamacpp。隐含 --oss。")))
  var localProvider: String?

  @Option(
    help: ArgumentHelp(
      say(
        "How much goes into the log: off, error, info or debug.",
        zh: "日志的详细程度：off、error、info 或 debug。")))
  var logLevel: LogLevel?

  @Option(
    help: ArgumentHelp(
      say(
        "Write everything that servers are asked and answer to a file, without keys.",
        zh: "将与服务器的全部往来录制到文件，不含密钥。"),
      valueName: "file"))
  var record: String?

  @Flag(
    help: ArgumentHelp(say("Talk to a simulated server inside this program.", zh: "与程序内置的模拟服务器对话。"))
  )
  var demo = false

  /// `--oss`, and neither a flag nor a file nor the environment says which local server is meant.
  func asksServer(_ configuration: Configuration) -> Bool {
    oss && localProvider == nil && profile == nil && !demo && !configuration.namesLocalServer
  }

  /// The configuration under these options.
  ///
  /// - Parameter readsFiles: false: as if there were none.
  func configuration(
    environment: [String: String], readsFiles: Bool = true
  ) throws -> Configuration {
    let known = ServerRegistry.builtIn.map(\.id)
    if let localProvider, !known.contains(localProvider) {
      throw CommandsMessages.noLocalProvider(named: localProvider, known: known)
    }
    let local = oss || localProvider != nil ? "local" : nil
    let choice = localProvider.map { ["oss_provider=\"\($0)\""] } ?? []
    let source = ConfigurationSource(
      environment: environment, overrides: choice + overrides,
      profile: demo ? "demo" : profile ?? local,
      model: model, isStrict: strictConfig, includesDemo: demo
    ) { path throws(EngineError) in
      guard readsFiles else { return nil }
      if let trap = PathTrust.trap(file: path) { throw trap }
      do {
        return try TextFile.read(path).map { String(decoding: $0, as: UTF8.self) }
      } catch {
        throw CommandsMessages.cannotRead(path, error)
      }
    }
    return try Configuration.load(source)
  }
}
