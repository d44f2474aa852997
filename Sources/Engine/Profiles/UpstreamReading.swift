/// Where Codex itself reads the shared file otherwise than this program does.
///
/// Codex ignores unknown keys without a word, which costs people evenings: a key below a heading
/// belongs to that table, and its built-in providers win over the file's. Versions seen: 0.42 to
/// 0.142.
package enum UpstreamReading {
  /// One sentence per surprise, in the file's order.
  package static func remarks(on file: TOMLValue) -> [Notice] {
    var remarks: [Notice] = []
    for provider in file["model_providers"]?.members ?? [] { remarks += self.provider(provider) }
    let profiles = file["profiles"]?.members ?? []
    if let first = profiles.first {
      remarks.append(ProfilesKeyMessages.codexWantsFiles(at: first.place))
    }
    for profile in profiles { remarks += self.profile(profile) }
    for server in file["mcp_servers"]?.members ?? [] { remarks += toolServer(server) }
    return remarks.sorted { ($0.place?.line ?? 0) < ($1.place?.line ?? 0) }
  }

  private static func provider(_ member: TOMLMember) -> [Notice] {
    var remarks: [Notice] = []
    let heading = SettingPath(["model_providers", member.key]).heading
    if ["openai", "ollama", "lmstudio", "amazon-bedrock"].contains(member.key) {
      remarks.append(ProfilesKeyMessages.codexIgnores(table: heading, at: member.place))
    }
    if let wire = member.value["wire_api"], wire.scalarText == "chat" {
      remarks.append(ProfilesKeyMessages.codexRefusesChat(at: wire.place))
    }
    return remarks
  }

  private static func toolServer(_ member: TOMLMember) -> [Notice] {
    let heading = SettingPath(["mcp_servers", member.key]).heading
    let modes =
      [member.value["default_tools_approval_mode"]]
      + (member.value["tools"]?.members ?? []).map { $0.value["approval_mode"] }
    return modes.compactMap { mode in
      guard let mode, mode.scalarText == "approve" else { return nil }
      return ProfilesKeyMessages.codexApproves(in: heading, at: mode.place)
    }
  }

  private static func profile(_ member: TOMLMember) -> [Notice] {
    let heading = SettingPath(["profiles", member.key]).heading
    return (member.value.members ?? []).compactMap { setting in
      let place = setting.place
      switch setting.key {
      case "show_raw_agent_reasoning", "hide_agent_reasoning":
        return ProfilesKeyMessages.codexIgnores(key: setting.key, in: heading, at: place)
      case "sandbox_mode", "approval_policy":
        return ProfilesKeyMessages.belongs(setting.key, to: heading, at: place)
      default: return nil
      }
    }
  }
}
