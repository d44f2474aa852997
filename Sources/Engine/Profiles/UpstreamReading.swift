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
      let place = first.place
      remarks.append(
        Notice(
          "\(place): Codex 0.134 and later want each profile in a file of its own, "
            + "NAME.config.toml, and refuse --profile beside [profiles.…]. Here both work.",
          at: place))
    }
    for profile in profiles { remarks += self.profile(profile) }
    return remarks.sorted { ($0.place?.line ?? 0) < ($1.place?.line ?? 0) }
  }

  private static func provider(_ member: TOMLMember) -> [Notice] {
    var remarks: [Notice] = []
    let heading = SettingPath(["model_providers", member.key]).heading
    if ["openai", "ollama", "lmstudio", "amazon-bedrock"].contains(member.key) {
      remarks.append(
        Notice(
          "\(member.place): Codex ignores \(heading): its built-in provider of that name wins "
            + "(since 2026 it refuses the file). Here the table counts.", at: member.place))
    }
    if let wire = member.value["wire_api"], wire.scalarText == "chat" {
      remarks.append(
        Notice(
          "\(wire.place): Codex since 2026 refuses any file with wire_api = \"chat\". Here it works; "
            + "auto would choose by itself.", at: wire.place))
    }
    return remarks
  }

  private static func profile(_ member: TOMLMember) -> [Notice] {
    let heading = SettingPath(["profiles", member.key]).heading
    return (member.value.members ?? []).compactMap { setting in
      let place = setting.place
      switch setting.key {
      case "show_raw_agent_reasoning", "hide_agent_reasoning":
        return Notice(
          "\(place): Codex ignores \(setting.key) in \(heading); it counts there only at the top of "
            + "the file. Here it counts in both.", at: place)
      case "sandbox_mode", "approval_policy":
        return Notice(
          "\(place): \(setting.key) belongs to \(heading), the heading above it. Codex before 0.94 "
            + "ignored sandbox_mode there; write it above the first heading.", at: place)
      default: return nil
      }
    }
  }
}
