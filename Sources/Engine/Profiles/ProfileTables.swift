extension ConfigurationReading {
  /// Every profile in the file's order, then the built-in ones, and the name of the active one.
  mutating func profiles(
    _ source: ConfigurationSource, providers: [Provider]
  ) throws(EngineError) -> (profiles: [Profile], active: String) {
    let tables = profileTables(source)
    let active = try activeName(source, tables, providers)
    var profiles: [Profile] = []
    for member in tables {
      var profile = profile(member, isActive: member.key == active)
      if member.key == active, let model = source.model { profile.model = model }
      record(missing(profile, member, providers))
      profiles.append(profile)
    }
    return (profiles, active)
  }

  /// The profiles as tables. What the top of a file chooses without naming a profile is the profile
  /// `default`, as it is what Codex would start with.
  private mutating func profileTables(_ source: ConfigurationSource) -> [TOMLMember] {
    var members = entries(of: "profiles")
    func add(_ name: String, at place: TOMLValue.Place, first: Bool = false) {
      guard !members.contains(where: { $0.key == name }) else { return }
      let member = TOMLMember(key: name, place: place, value: .table(at: place))
      members.insert(member, at: first ? 0 : members.endIndex)
    }
    let isNamed = source.profile != nil || all["profile"] != nil
    let choice = isNamed ? layers.base["model_provider"] : all["model_provider"]
    if let choice { add("default", at: choice.place, first: true) }
    if source.includesDemo { add(Provider.demoID, at: .builtIn) }
    return members
  }

  private func activeName(
    _ source: ConfigurationSource, _ tables: [TOMLMember], _ providers: [Provider]
  ) throws(EngineError) -> String {
    if let name = source.profile ?? all["profile"]?.scalarText {
      guard tables.contains(where: { $0.key == name }) else {
        throw unknownProfile(name, source, tables.map(\.key))
      }
      return name
    }
    if all["model_provider"] != nil { return "default" }
    // No choice was made: what stays on this machine goes before what leaves it, and that before the cloud.
    let nearest = [Location.thisMachine, .network].lazy.compactMap { location in
      tables.first { member in
        guard member.place != .builtIn else { return false }
        let id = member.value["model_provider"]?.scalarText
        return providers.contains { $0.id == id && $0.location == location && $0.defect == nil }
      }
    }.first
    return nearest?.key ?? "local"
  }

  private func unknownProfile(
    _ name: String, _ source: ConfigurationSource, _ known: [String]
  ) -> EngineError {
    ProfilesMessages.profileNotFound(
      name, named: source.profile == nil ? all["profile"]?.place : nil,
      near: NearestMatch.of(name, among: known), known: known)
  }

  /// Built in < top of the file < its own table < the command line.
  private mutating func profile(_ member: TOMLMember, isActive: Bool) -> Profile {
    let own = member.value.filtered { $0.value.place != .builtIn }
    var profile = Profile(name: member.key, providerID: "", model: "")
    profile.isBuiltIn = own.members?.isEmpty ?? true && member.key != "default"
    var base = TableReader(layers.base, name: "")
    profile.read(&base)
    var reader = TableReader(own, name: SettingPath(["profiles", member.key]).heading)
    profile.read(&reader)
    record(reader)
    var flags = TableReader(layers.flags, name: "")
    profile.read(&flags)
    let choice = isActive ? layers.flags : .table(at: .builtIn)
    profile.providerID =
      choice.text("model_provider") ?? own.text("model_provider") ?? usualProvider(of: member)
    profile.model =
      choice.text("model") ?? own.text("model") ?? topModel(for: profile)
      ?? Provider.usualModels[profile.providerID] ?? ""
    return profile
  }

  private func usualProvider(of member: TOMLMember) -> String {
    if member.key == "local", let chosen = all.text("oss_provider") { return chosen }
    if member.key == Provider.demoID { return Provider.demoID }
    // Codex, too, takes OpenAI where nothing is said.
    return member.value.text("model_provider") ?? all.text("model_provider") ?? Provider.openAIID
  }

  /// The model at the top of a file, if it is meant for this profile.
  ///
  /// A file's profile takes it as in Codex. Of the built-in ones the one on the same provider does;
  /// where no provider is named, a name that only OpenAI serves is for `cloud`, any other for `local`.
  private func topModel(for profile: Profile) -> String? {
    guard let model = layers.base.text("model") else { return nil }
    guard Configuration.builtInProfiles.contains(profile.name) || profile.isBuiltIn else {
      return model
    }
    if let provider = layers.base.text("model_provider") {
      return provider == profile.providerID ? model : nil
    }
    let isForCloud = Self.isOpenAIOnly(model)
    return isForCloud == (profile.providerID == Provider.openAIID) ? model : nil
  }

  static func isOpenAIOnly(_ model: String) -> Bool {
    let name = model.lowercased()
    if name.hasPrefix("gpt-") { return !name.hasPrefix("gpt-oss") }
    if name.hasPrefix("chatgpt-") || name.hasPrefix("codex-") { return true }
    return name.first == "o" && (name.dropFirst().first?.isNumber ?? false)
  }

  /// What a profile lacks before it can be used.
  private func missing(
    _ profile: Profile, _ member: TOMLMember, _ providers: [Provider]
  ) -> Notice? {
    let heading = SettingPath(["profiles", profile.name]).heading
    if !providers.contains(where: { $0.id == profile.providerID }) {
      let place = member.value["model_provider"]?.place ?? member.place
      let near = NearestMatch.of(profile.providerID, among: providers.map(\.id))
      return ProfilesMessages.providerNotFound(
        profile.providerID, named: heading, near: near, at: place)
    }
    guard profile.model.isEmpty else { return nil }
    return ProfilesMessages.namesNoModel(heading, at: member.place)
  }

  private mutating func record(_ fault: Notice?) {
    if let fault { faults.append(fault) }
  }
}

extension TOMLValue {
  /// A member's text, if it is one with something in it.
  fileprivate func text(_ key: String) -> String? {
    guard let value = self[key], case .string(let text) = value.content, !text.isBlank else {
      return nil
    }
    return text.trimmed
  }
}
