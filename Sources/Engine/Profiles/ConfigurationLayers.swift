/// Everything that was set anywhere, laid over each other, each value with its place.
///
/// Low to high: built in, Codex's file, the file of the chosen profile, our own file, the
/// environment; above them, kept apart, what the command line says.
struct ConfigurationLayers {
  /// Files and environment over what is built in. The file's own order comes first.
  let base: TOMLValue
  let flags: TOMLValue
  private(set) var advice: [Notice] = []
  /// `oss_provider` or a variable of Codex's says which local server is meant.
  let namesLocalServer: Bool

  /// Both as one.
  var all: TOMLValue { base.overlaid(by: flags) }

  init(_ source: ConfigurationSource) throws(EngineError) {
    flags = Self.openAIBase(try Override.table(source.overrides))
    let home = try source.codexHome()
    let empty = TOMLValue.table(at: .builtIn)
    var files = empty
    if let home { files = try source.table(home + "/config.toml") ?? empty }
    let own = try source.ownFile.flatMap { path throws(EngineError) in try source.table(path) }
    let chosen =
      source.profile
      ?? [flags, own, files].lazy.compactMap { $0?["profile"]?.scalarText }.first
    if let home, let chosen, let layer = try Self.profileFile(chosen, home, source) {
      files = files.overlaid(by: layer)
    }
    if let own { files = files.overlaid(by: own) }
    let local = flags["oss_provider"] ?? files["oss_provider"]
    let moved = Self.environment(source, localProvider: local?.scalarText)
    let ownLocal = files.overlaid(by: flags)[SettingPath(["profiles", "local", "model_provider"])]
    namesLocalServer = local != nil || moved != nil || ownLocal != nil
    if let moved { files = files.overlaid(by: moved.layer) }
    base = Self.openAIBase(files.underlaid(by: .builtIn))
    if let notice = moved?.notice { advice.append(notice) }
  }

  /// `$CODEX_HOME/NAME.config.toml`, Codex's newer form of a profile: what a profile can hold belongs
  /// to the profile NAME, so that switching away from it works; the rest counts for all.
  private static func profileFile(
    _ name: String, _ home: String, _ source: ConfigurationSource
  ) throws(EngineError) -> TOMLValue? {
    guard SettingPath.isPlainView(name),
      let file = try source.table("\(home)/\(name).config.toml")
    else { return nil }
    let keys = KnownKeys.profile
    let own = file.filtered { keys.contains($0.key) }
    let rest = file.filtered { !keys.contains($0.key) && $0.key != "profile" }
    return rest.overlaid(by: own.nested(in: SettingPath(["profiles", name])))
  }

  /// `CODEX_OSS_BASE_URL` and `CODEX_OSS_PORT` move the one local server that `oss_provider` names.
  /// Codex moves LM Studio and Ollama to the same address at once, which can only be a mistake.
  private static func environment(
    _ source: ConfigurationSource, localProvider: String?
  ) -> (layer: TOMLValue, notice: Notice?)? {
    let path = SettingPath([
      "model_providers", localProvider ?? Provider.lmStudioID, "base_url",
    ])
    if let url = source.variable("CODEX_OSS_BASE_URL") {
      let place = TOMLValue.Place(source: "CODEX_OSS_BASE_URL")
      return (TOMLValue(.string(url), at: place).nested(in: path), nil)
    }
    guard let text = source.variable("CODEX_OSS_PORT") else { return nil }
    let place = TOMLValue.Place(source: "CODEX_OSS_PORT")
    guard let port = UInt16(text), port > 0 else {
      return (.table(at: place), ProfilesMessages.isNoPort(text, at: place))
    }
    let url = TOMLValue(.string("http://localhost:\(port)/v1"), at: place)
    return (url.nested(in: path), nil)
  }

  /// The older `openai_base_url` counts where no table of its layer says otherwise.
  private static func openAIBase(_ table: TOMLValue) -> TOMLValue {
    let path = SettingPath(["model_providers", Provider.openAIID, "base_url"])
    let place = table[path]?.place
    guard let url = table["openai_base_url"], case .string = url.content,
      place == nil || place == .builtIn
    else { return table }
    return table.overlaid(by: url.nested(in: path))
  }
}
