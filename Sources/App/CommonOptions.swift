import ArgumentParser
import Engine

/// What every command that talks to a model understands.
struct CommonOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "The profile to use.")
  var profile: String?

  @Option(name: .shortAndLong, help: "The model to use instead of the profile's.")
  var model: String?

  @Option(
    name: .customShort("c"),
    help: ArgumentHelp("Sets one configuration value.", valueName: "key=value"))
  var overrides: [String] = []

  @Flag(help: "Treat unknown configuration keys as errors.")
  var strictConfig = false

  @Flag(help: "Talk to a simulated server inside this program.")
  var demo = false

  /// The configuration under these options.
  func configuration(environment: [String: String]) throws -> Configuration {
    let source = ConfigurationSource(
      environment: environment, overrides: overrides, profile: demo ? "demo" : profile,
      model: model, isStrict: strictConfig, includesDemo: demo
    ) { path throws(EngineError) in
      do {
        return try TextFile.read(path).map { String(decoding: $0, as: UTF8.self) }
      } catch {
        throw EngineError(
          .configuration, "\(path) cannot be read: \(error).",
          remedy: "Correct its permissions, or move it away.")
      }
    }
    return try Configuration.load(source)
  }
}
