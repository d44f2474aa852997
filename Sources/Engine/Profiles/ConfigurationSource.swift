/// What a configuration is made from: the environment, the command line, and a way to read files.
package struct ConfigurationSource: Sendable {
  package var environment: [String: String]
  /// `-c key=value`, in the order given.
  package var overrides: [String]
  /// `--profile`
  package var profile: String?
  /// `--model`, for the active profile only.
  package var model: String?
  /// `--strict-config`: what is otherwise a notice is an error.
  package var isStrict: Bool
  /// Adds the profile `demo` on the simulated server.
  package var includesDemo: Bool
  /// The text of a file; `nil` when there is none.
  package var read: @Sendable (String) throws(EngineError) -> String?

  package init(
    environment: [String: String], overrides: [String] = [], profile: String? = nil,
    model: String? = nil, isStrict: Bool = false, includesDemo: Bool = false,
    read: @escaping @Sendable (String) throws(EngineError) -> String?
  ) {
    self.environment = environment
    self.overrides = overrides
    self.profile = profile
    self.model = model
    self.isStrict = isStrict
    self.includesDemo = includesDemo
    self.read = read
  }

  /// A variable that says something.
  func variable(_ name: String) -> String? {
    guard let value = environment[name], !value.isBlank else { return nil }
    return value.trimmed
  }

  /// Codex's own directory, `$CODEX_HOME` or `~/.codex`; `nil` without a home.
  func codexHome() throws(EngineError) -> String? {
    guard let home = variable("CODEX_HOME") else { return variable("HOME").map { $0 + "/.codex" } }
    switch kind(of: home) {
    case .directory: return home
    case .missing: throw ProfilesMessages.codexHomeIsMissing(home)
    case .file: throw ProfilesMessages.codexHomeIsNoDirectory(home)
    }
  }

  private enum PathKind { case missing, file, directory }

  /// A directory is what is there and cannot be read as text, or what holds our file.
  private func kind(of path: String) -> PathKind {
    do {
      if try read(path) != nil { return .file }
      return try read(path + "/config.toml") == nil ? .missing : .directory
    } catch {
      return .directory
    }
  }

  /// Our own file, `$XDG_CONFIG_HOME/codex-tui/config.toml` or below `~/.config`.
  var ownFile: String? {
    // The XDG specification wants relative paths ignored.
    if let base = variable("XDG_CONFIG_HOME"), base.hasPrefix("/") {
      return base + "/codex-tui/config.toml"
    }
    return variable("HOME").map { $0 + "/.config/codex-tui/config.toml" }
  }

  /// The settings of one file; `nil` when there is none.
  func table(_ path: String) throws(EngineError) -> TOMLValue? {
    guard let text = try read(path) else { return nil }
    do {
      return try TOMLValue.parse(text, source: path)
    } catch {
      throw ProfilesMessages.isNoTOML(error)
    }
  }
}
