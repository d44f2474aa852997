import ArgumentParser
import Engine
import TUI

/// What F2 walks through.
struct ProfilesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profiles",
    abstract: say(
      "Lists the profiles: model, provider, where each is set.", zh: "列出配置：模型、提供方及各自的设置位置。"))

  @OptionGroup var common: CommonOptions

  @Flag(help: ArgumentHelp(say("One JSON object per profile and line.", zh: "每个配置输出一行 JSON 对象。")))
  var json = false

  func run() throws {
    let configuration = try common.loaded()
    let lines = json ? Self.json(configuration) : Self.table(configuration)
    for line in lines { StandardOutput.write(line + "\n") }
  }

  private static func table(_ configuration: Configuration) -> [String] {
    Columns.lines(
      configuration.profiles.map { profile in
        let provider = configuration.provider(of: profile)
        let isActive = profile.name == configuration.activeProfile.name
        return [
          isActive ? "*" : " ", Sanitizer.sanitize(profile.name),
          Sanitizer.sanitize(profile.model.isEmpty ? CommandsMessages.noModel : profile.model),
          Sanitizer.sanitize(provider.name), provider.origin?.address ?? CommandsMessages.noAddress,
          CommandsMessages.name(of: provider.location),
          configuration.origin(of: "model", in: profile)?.description ?? CommandsMessages.builtIn,
        ]
      })
  }

  private static func json(_ configuration: Configuration) -> [String] {
    configuration.profiles.map { profile in
      let provider = configuration.provider(of: profile)
      var row: JSON = [
        "profile": .string(profile.name), "model": .string(profile.model),
        "provider": .string(profile.providerID), "local": .bool(provider.location == .thisMachine),
        "location": .string(provider.location.rawValue),
        "active": .bool(profile.name == configuration.activeProfile.name),
      ]
      row["base_url"] = provider.baseURL.isEmpty ? nil : .string(provider.baseURL)
      row["effort"] = profile.effort.map { .string($0) }
      row["set_at"] = configuration.origin(of: "model", in: profile).map { .string("\($0)") }
      return row.text
    }
  }
}

extension CommonOptions {
  /// The configuration, its error as the command's own.
  func loaded() throws -> Configuration {
    do {
      return try configuration(environment: Environment.current)
    } catch let error as EngineError {
      throw Failure(error)
    }
  }
}
