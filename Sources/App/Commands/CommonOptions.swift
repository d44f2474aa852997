import ArgumentParser
import Engine

/// What every command that talks to a model understands.
struct CommonOptions: ParsableArguments {
  @Option(
    name: .shortAndLong, help: "The profile to use.",
    completion: .custom { _, _, _ in KnownNames.profiles() })
  var profile: String?

  @Option(
    name: .shortAndLong, help: "The model to use instead of the profile's.",
    completion: .custom { _, _, _ in KnownNames.models() })
  var model: String?

  @Option(
    name: .customShort("c"),
    help: ArgumentHelp("Sets one configuration value.", valueName: "key=value"))
  var overrides: [String] = []

  @Flag(help: "Treat unknown configuration keys as errors.")
  var strictConfig = false

  @Flag(help: "Use the local server: the profile local.")
  var oss = false

  @Option(help: "Which local server: lmstudio, ollama or llamacpp. Implies --oss.")
  var localProvider: String?

  @Option(help: "How much goes into the log: off, error, info or debug.")
  var logLevel: LogLevel?

  @Option(
    help: ArgumentHelp(
      "Write everything that servers are asked and answer to a file, without keys.",
      valueName: "file"))
  var record: String?

  @Flag(help: "Talk to a simulated server inside this program.")
  var demo = false

  /// `--oss`, and neither a flag nor a file nor the environment says which local server is meant.
  func asksServer(_ configuration: Configuration) -> Bool {
    oss && localProvider == nil && profile == nil && !demo && !configuration.namesLocalServer
  }

  /// The configuration under these options.
  func configuration(environment: [String: String]) throws -> Configuration {
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
