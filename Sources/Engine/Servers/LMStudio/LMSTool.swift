/// LM Studio's command line tool: where it is, what it is told, what its end means.
package enum LMSTool {
  /// One call of the tool.
  package enum Command: Equatable, Sendable {
    /// Downloads a model without asking back.
    case get(model: String)
    case load(model: String, LoadOptions = LoadOptions())
    /// Says how much memory a load would take, and loads nothing.
    case estimate(model: String, LoadOptions)
    /// Frees the memory of an instance.
    case unload(instance: String)
    /// Lists what is in memory, as JSON.
    case loaded
    /// Tells which devices LM Link connects, as JSON.
    case link

    package var arguments: [String] {
      switch self {
      case .get(let model): ["get", "--yes"] + Self.operand(model)
      case .load(let model, let options):
        ["load", "--yes"] + Self.flags(options) + Self.operand(model)
      case .estimate(let model, let options):
        ["load", "--estimate-only", "--yes"] + Self.flags(options) + Self.operand(model)
      case .unload(let instance): ["unload"] + Self.operand(instance)
      case .loaded: ["ps", "--json"]
      case .link: ["link", "status", "--json"]
      }
    }

    private static func flags(_ options: LoadOptions) -> [String] {
      var flags: [String] = []
      if let tokens = options.contextLength { flags += ["--context-length", String(tokens)] }
      if let share = options.graphicsShare {
        flags += ["--gpu", share == 1 ? "max" : share == 0 ? "off" : String(share)]
      }
      if let parallel = options.parallel { flags += ["--parallel", String(parallel)] }
      if let seconds = options.timeToLive, seconds > 0 { flags += ["--ttl", String(seconds)] }
      return flags
    }

    /// A name that looks like an option must not become one.
    private static func operand(_ name: String) -> [String] {
      name.hasPrefix("-") ? ["--", name] : [name]
    }

    /// As a user would type it.
    package var text: String { (["lms"] + arguments).joined(separator: " ") }
  }

  /// The tool's path: of `PATH`, else of LM Studio's own folder in the user's home.
  ///
  /// - Parameters:
  ///   - pointer: What `~/.lmstudio-home-pointer` holds, where there is one: LM Studio's folder,
  ///     moved by its user.
  ///   - isExecutable: Whether a file is there and may be run.
  package static func find(
    environment: [String: String], pointer: String? = nil, isExecutable: (String) -> Bool
  ) throws(EngineError) -> String {
    let path = candidates(environment, pointer).first(where: isExecutable)
    guard let path else { throw LMStudioMessages.toolNotFound }
    return path
  }

  private static func candidates(_ environment: [String: String], _ pointer: String?) -> [String] {
    SearchPath.paths(of: "lms", environment)
      + folders(environment, pointer: pointer).map { "\($0)/bin/lms" }
  }

  /// Where LM Studio may keep its own: the folder that its user moved it to, the usual one, that of older versions.
  package static func folders(_ environment: [String: String], pointer: String?) -> [String] {
    var folders: [String] = []
    if let line = pointer?.split(whereSeparator: \.isNewline).first, line.hasPrefix("/") {
      folders.append(String(line))
    }
    if let home = environment["HOME"], !home.isEmpty {
      folders += ["\(home)/.lmstudio", "\(home)/.cache/lm-studio"]
    }
    return folders
  }
}

extension LMSTool {
  /// What the end of a call means; `nil` when all is well.
  ///
  /// - Parameters:
  ///   - exitCode: `nil` when a signal ended the tool.
  ///   - words: What it printed last, for the error overlay.
  package static func error(
    of command: Command, exitCode: Int32?, words: [String] = []
  ) -> EngineError? {
    guard exitCode != 0 else { return nil }
    let kind: EngineError.Kind = if case .load = command { .loadFailed } else { .serverFault }
    return LMStudioMessages.toolFailed(
      kind, command, exitCode: exitCode ?? -1,
      serverWords: words.isEmpty ? nil : words.joined(separator: "\n"))
  }

  /// A tool that could not be started.
  package static func unstarted(_ command: Command, path: String, reason: String) -> EngineError {
    let call = ([path] + command.arguments).joined(separator: " ")
    return LMStudioMessages.toolNotStarted(call, path: path, reason: reason)
  }
}
