/// One pass over all layers: what they say, and what is odd about them.
struct ConfigurationReading {
  let layers: ConfigurationLayers
  /// Files and flags as one table, and its top.
  let all: TOMLValue
  var top: TableReader
  /// Wrong values and what follows from them; `--strict-config` stops at these.
  var faults: [Notice] = []
  var advice: [Notice]
  var unknownKeys: [TableReader.UnknownKey] = []

  init(_ layers: ConfigurationLayers) {
    self.layers = layers
    all = layers.all
    advice = layers.advice
    top = TableReader(all, name: "")
    // Asks for every key that may stand at the top, so that the rest are strangers.
    for key in KnownKeys.top { _ = top.any(key) }
    var anyProfile = Profile(name: "", providerID: "", model: "")
    anyProfile.read(&top)
    var settings = TopSettings()
    TopSettings.table.read(into: &settings, &top)
  }

  mutating func record(_ reader: TableReader) {
    faults += reader.complaints
    unknownKeys += reader.unknownKeys
  }

  /// The tables below `[profiles]` or `[model_providers]`. What is no table is told, and where it
  /// hides something built in, that stays.
  mutating func entries(of key: String) -> [TOMLMember] {
    let builtIn = TOMLValue.builtIn[key] ?? .table(at: .builtIn)
    guard let table = top.table(key) else { return builtIn.members ?? [] }
    var below = TableReader(table, name: SettingPath([key]).heading)
    let entries: [TOMLMember] = (table.members ?? []).compactMap { member in
      if below.table(member.key) != nil { return member }
      return builtIn.members?.first { $0.key == member.key }
    }
    record(below)
    return entries
  }

  mutating func screen() -> ScreenSettings {
    var screen = ScreenSettings()
    guard let table = top.table("tui") else { return screen }
    var reader = TableReader(table, name: "[tui]")
    ScreenSettings.table.read(into: &screen, &reader)
    record(reader)
    return screen
  }

  mutating func toolServers() -> [ToolServer] {
    guard let table = top.table("mcp_servers") else { return [] }
    return (table.members ?? []).compactMap { member in
      guard member.value.members != nil else { return nil }
      var reader = TableReader(
        member.value, name: SettingPath(["mcp_servers", member.key]).heading)
      var server = ToolServer(name: member.key)
      ToolServer.table.read(into: &server, &reader)
      // Keys of Codex that mean nothing here are told with the others of its file.
      record(reader)
      return server
    }
  }

  mutating func presets() -> [Configuration.Preset] {
    (top.table("presets")?.members ?? []).compactMap { member in
      guard member.value.members != nil else { return nil }
      var reader = TableReader(member.value, name: SettingPath(["presets", member.key]).heading)
      var sampling = Sampling()
      Sampling.presets.read(into: &sampling, &reader)
      record(reader)
      return Configuration.Preset(name: member.key, sampling: sampling)
    }
  }

  mutating func tools() -> ToolSettings {
    var settings = ToolSettings()
    settings.asksAlways = top.any("approval_policy")?.scalarText == "untrusted"
    SandboxSettings.top.read(into: &settings.sandbox, &top)
    if let table = top.table("sandbox_workspace_write") {
      var reader = TableReader(table, name: "[sandbox_workspace_write]")
      SandboxSettings.workspace.read(into: &settings.sandbox, &reader)
      record(reader)
    }
    if let table = top.table("tools") {
      var reader = TableReader(table, name: "[tools]")
      ToolSettings.table.read(into: &settings, &reader)
      record(reader)
    }
    if settings.sandbox.mode == .fullAccess, settings.hasShell {
      advice.append(ProfilesMessages.noUnsandboxedShell(at: top.table["sandbox_mode"]?.place))
    }
    return settings
  }

  mutating func keepsHistory() -> Bool {
    var settings = TopSettings()
    guard let table = top.table("history") else { return settings.keepsHistory }
    var reader = TableReader(table, name: "[history]")
    TopSettings.history.read(into: &settings, &reader)
    record(reader)
    return settings.keepsHistory
  }

  /// Reads the file a profile keeps its system prompt in.
  mutating func readSystemPrompt(_ profile: inout Profile, _ source: ConfigurationSource) {
    guard let file = profile.systemPromptFile else { return }
    let path = file.fromHome(source.variable("HOME"))
    do {
      if let text = try source.read(path) {
        profile.systemPrompt = text.isBlank ? nil : text.trimmed
      } else {
        faults.append(ProfilesMessages.systemPromptIsMissing(of: profile.name, path: path))
      }
    } catch {
      faults.append(
        ProfilesMessages.systemPromptIsUnreadable(of: profile.name, error.message))
    }
  }

  /// What is to be said, each thing once. Faults first, each kind in the file's order.
  mutating func finish() -> (faults: [Notice], advice: [Notice], codexOnly: [Notice]) {
    record(top)
    let found = UnknownKeys(unknownKeys)
    return (Self.tidy(faults + found.unknown), Self.tidy(advice), Self.tidy(found.foreign))
  }

  private static func tidy(_ notices: [Notice]) -> [Notice] {
    var once: [Notice] = []
    for notice in notices where !once.contains(notice) { once.append(notice) }
    return once.enumerated().sorted { a, b in
      (a.element.place?.line ?? 0, a.offset) < (b.element.place?.line ?? 0, b.offset)
    }.map(\.element)
  }

  /// All layers, the command line's own flags included.
  func settings(_ source: ConfigurationSource) -> TOMLValue {
    var settings = all
    for (key, flag, value) in [
      ("profile", "--profile", source.profile), ("model", "--model", source.model),
    ] {
      guard let value else { continue }
      let place = TOMLValue.Place(source: flag)
      settings = settings.overlaid(
        by: TOMLValue(.string(value), at: place).nested(in: SettingPath([key])))
    }
    return settings
  }
}
