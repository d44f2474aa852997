/// LM Studio's command line tool: where it is, what it is told, what its end means.
package enum LMSTool {
  /// One call of the tool.
  package enum Command: Equatable, Sendable {
    /// Downloads a model without asking back.
    case get(model: String)
    case load(model: String, contextLength: Int? = nil)
    /// Frees the memory of an instance.
    case unload(instance: String)
    /// Lists what is in memory, as JSON.
    case loaded

    package var arguments: [String] {
      switch self {
      case .get(let model): ["get", "--yes"] + Self.operand(model)
      case .load(let model, let contextLength):
        ["load", "--yes"] + (contextLength.map { ["--context-length", String($0)] } ?? [])
          + Self.operand(model)
      case .unload(let instance): ["unload"] + Self.operand(instance)
      case .loaded: ["ps", "--json"]
      }
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
    guard let path else {
      throw EngineError(
        .configuration,
        "LM Studio not found. Please install LM Studio from https://lmstudio.ai/",
        remedy: "If it is installed, start it once, or add the folder of lms to PATH.")
    }
    return path
  }

  private static func candidates(_ environment: [String: String], _ pointer: String?) -> [String] {
    var candidates = SearchPath.paths(of: "lms", environment)
    if let line = pointer?.split(whereSeparator: \.isNewline).first, line.hasPrefix("/") {
      candidates.append("\(line)/bin/lms")
    }
    if let home = environment["HOME"], !home.isEmpty {
      candidates.append("\(home)/.lmstudio/bin/lms")
      // Where older versions put it.
      candidates.append("\(home)/.cache/lm-studio/bin/lms")
    }
    return candidates
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
    let code = exitCode ?? -1
    let (kind, task): (EngineError.Kind, String) =
      switch command {
      case .get: (.serverFault, "Model download")
      case .load: (.loadFailed, "Model load")
      case .unload: (.serverFault, "Model unload")
      case .loaded: (.serverFault, "The list of loaded models")
      }
    return EngineError(
      kind, "\(task) failed with exit code: \(code)",
      remedy: "Run it by hand to see more: \(command.text)",
      serverWords: words.isEmpty ? nil : words.joined(separator: "\n"))
  }

  /// A tool that could not be started.
  package static func unstarted(_ command: Command, path: String, reason: String) -> EngineError {
    let call = ([path] + command.arguments).joined(separator: " ")
    return EngineError(
      .configuration, "Failed to execute '\(call)': \(reason)",
      remedy: "Check that \(path) is LM Studio's tool and may be run.")
  }
}
