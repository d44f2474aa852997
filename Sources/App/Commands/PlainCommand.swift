import ArgumentParser

/// Command lines without an option, of the two commands that are typed most: what they mean is plain.
///
/// The parser would build each command's options three times before it finds none of them: some 5 ms, as much as all
/// the rest until the first picture.
enum PlainCommand {
  /// Without the command around its options: Swift looks through all it knows for each group in there.
  case chat(CommonOptions, ScreenOptions, LinearOptions)
  case exec(ExecCommand)

  /// The command as the parser would make it; `nil` where it has to be asked.
  static func read(_ words: [String]) -> PlainCommand? {
    guard let first = words.first else { return .chat(.plain, .plain, .plain) }
    let rest = words.dropFirst()
    guard first == ExecCommand.name, !rest.contains(where: { $0.hasPrefix("-") }) else {
      return nil
    }
    return .exec(.plain(Array(rest)))
  }

  func run() async throws {
    switch self {
    case .chat(let common, let screen, let lines): try await ChatCommand.run(common, screen, lines)
    case .exec(var command): try await command.run()
    }
  }
}

extension LinearOptions {
  fileprivate static var plain: LinearOptions {
    var options = LinearOptions()
    options.linear = false
    return options
  }
}

extension ExecCommand {
  fileprivate static func plain(_ words: [String]) -> ExecCommand {
    var command = ExecCommand()
    command.common = .plain
    command.conversation = ResumeOptions()
    command.conversation.resume = nil
    command.conversation.last = false
    command.prompt = words
    command.stdin = false
    command.file = []
    command.image = []
    command.effort = nil
    command.system = nil
    command.output = nil
    command.schema = nil
    command.json = false
    command.quiet = false
    command.noThinking = false
    command.color = .auto
    command.maxTime = nil
    command.tools = nil
    command.allowTool = []
    command.pull = false
    command.race = nil
    command.parallel = false
    return command
  }
}

extension CommonOptions {
  fileprivate static var plain: CommonOptions {
    var options = CommonOptions()
    options.profile = nil
    options.model = nil
    options.overrides = []
    options.strictConfig = false
    options.oss = false
    options.localProvider = nil
    options.logLevel = nil
    options.record = nil
    options.demo = false
    return options
  }
}

extension ScreenOptions {
  fileprivate static var plain: ScreenOptions {
    var options = ScreenOptions()
    options.noAlternateScreen = false
    options.script = nil
    options.size = ScreenOptions.usualSize
    options.saveScreen = nil
    return options
  }
}
