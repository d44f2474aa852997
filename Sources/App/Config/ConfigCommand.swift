import ArgumentParser
import Engine
import TUI

/// What the configuration files say, and a first one for who has none.
struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: say("Shows, checks, finds and writes the configuration.", zh: "显示、检查、定位和写入配置文件。"),
    subcommands: [Show.self, Check.self, Path.self, ConfigInitCommand.self],
    defaultSubcommand: Show.self)

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: say(
        "Shows every value that counts, with the place it was set at.", zh: "显示每个生效的值及其设置位置。"))

    @OptionGroup var common: CommonOptions
    @Flag(
      help: ArgumentHelp(say("One JSON object per setting and line.", zh: "每个设置项输出一行 JSON 对象。")))
    var json = false

    func run() throws {
      let settings = try common.loaded().shownSettings
      if json {
        for setting in settings {
          let row: JSON = [
            "key": .string(setting.path), "value": .string(setting.value),
            "set_at": .string("\(setting.place)"),
          ]
          StandardOutput.write(row.text + "\n")
        }
        return
      }
      for line in settings.lines { StandardOutput.write(line + "\n") }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: say(
        "Says what is wrong or odd, and what Codex itself would read otherwise.",
        zh: "指出错误或可疑之处，以及 Codex 本身会有不同解读的地方。"),
      discussion: say("Exit code 3 when something is wrong.", zh: "有错误时退出码为 3。"))

    @OptionGroup var common: CommonOptions

    func run() throws {
      let (configuration, refusal) = try readable()
      for notice in configuration.notices + configuration.codexOnly {
        StandardOutput.write("! \(Sanitizer.sanitize(notice.text))\n")
      }
      for words in Self.ofScreen(configuration.screen) {
        StandardOutput.write("! \(Sanitizer.sanitize(words))\n")
      }
      let remarks = try ConfigFiles(Environment.current).upstreamRemarks()
      for remark in remarks { StandardOutput.write("· \(Sanitizer.sanitize(remark.text))\n") }
      // Last, where it is read: the command ends with it.
      if let refusal { throw refusal }
      let active = configuration.activeProfile
      let words = ConfigMessages.activeProfile(
        active.name, model: active.model, from: configuration.provider(of: active).name)
      StandardOutput.write(words + "\n")
      // What merely has no meaning here is no fault: the file is Codex's too.
      var strict = common
      strict.strictConfig = true
      if (try? strict.loaded()) == nil { throw ExitCode(ExitStatus.configuration.rawValue) }
    }

    /// The files, and why they cannot be used where that is the choice of a profile: the rest is checked all the same.
    private func readable() throws -> (Configuration, refusal: (any Error)?) {
      do {
        return (try common.loaded(), nil)
      } catch {
        var other = common
        // Built in, so that it is always there.
        other.profile = "local"
        guard let configuration = try? other.loaded() else { throw error }
        return (configuration, error)
      }
    }

    /// What the full screen says at its start.
    private static func ofScreen(_ settings: ScreenSettings) -> [String] {
      let theme = ThemeChoice.shelf(wish: settings.theme, environment: Environment.current)
      return Keymap(changes: settings.keymap).complaints
        + StatusItem.complaints(settings.statusLine) + [theme.complaint].compactMap(\.self)
    }
  }

  struct Path: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "path",
      abstract: say(
        "Names the files that are read and the folders that are used.", zh: "列出读取的文件和使用的文件夹。"))

    func run() throws {
      for place in ConfigFiles(Environment.current).places {
        StandardOutput.write("\(place.exists ? "+" : "-") \(place.path)  \(place.meaning)\n")
      }
    }
  }
}

/// Where configuration and state are.
struct ConfigFiles {
  struct Place: Equatable {
    var path: String
    var meaning: String
    var exists: Bool
  }

  let environment: [String: String]

  init(_ environment: [String: String]) { self.environment = environment }

  /// Codex's own file, ours, the folder of themes, the state.
  var places: [Place] {
    var places: [(String, String)] = []
    if let codex { places.append((codex, ConfigMessages.sharedWithCodex)) }
    if let own { places.append((own, ConfigMessages.laidOverIt)) }
    if let own, let slash = own.lastIndex(of: "/") {
      places.append((own[..<slash] + "/themes", ConfigMessages.themes))
    }
    if let state = StateDirectory(environment: environment) {
      places.append((state.path, ConfigMessages.state))
    }
    return places.map { Place(path: $0.0, meaning: $0.1, exists: FileSystem.exists($0.0)) }
  }

  var codex: String? {
    if let home = environment["CODEX_HOME"], !home.isEmpty { return home + "/config.toml" }
    return environment["HOME"].map { $0 + "/.codex/config.toml" }
  }

  var own: String? {
    Environment.configFolder(environment).map { $0 + "/codex-tui/config.toml" }
  }

  /// What Codex would make of its file that we read otherwise.
  func upstreamRemarks() throws(Failure) -> [Notice] {
    guard let codex, let bytes = try? TextFile.read(codex) else { return [] }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let table = try? TOMLValue.parse(text, source: codex) else { return [] }
    return UpstreamReading.remarks(on: table)
  }
}

extension [ShownSetting] {
  /// Each with the place it was set at, in columns.
  var lines: [String] {
    Columns.lines(map { [Sanitizer.sanitize("\($0.path) = \($0.value)"), "\($0.place)"] })
  }

  /// Those that a file, a flag or the environment set.
  var own: Self { filter { "\($0.place)" != "built-in" } }
}
