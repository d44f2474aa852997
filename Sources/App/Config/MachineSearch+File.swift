import Engine

extension MachineSearch {
  /// A file that says what was found, and in comments what else could be said.
  var file: String {
    var lines = [
      "# Settings of codex-tui, laid over Codex's own file. Every key: man codex-tui-config", "",
    ]
    if let first = servers.first, !hasCodexFile {
      lines += [
        "# What codex-tui starts with; F2 walks through all profiles.",
        "profile = \"\(first.provider.id)\"", "",
      ]
    } else {
      lines += [
        "# What codex-tui starts with; F2 walks through all profiles.", "# profile = \"local\"", "",
      ]
    }
    for server in servers { lines += Self.lines(server) }
    lines += [
      "# A model in the cloud; the built-in profile cloud needs only OPENAI_API_KEY\(hasOpenAIKey ? ", which is set" : "").",
      "# [profiles.cloud]", "# model_provider = \"openai\"", "# model = \"gpt-5\"", "",
    ]
    lines += ["[tui]"]
    for setting in SettingReference.screen where setting.usual != nil {
      lines += ["# \(setting.meaning)", "# \(setting.key) = \(setting.usual ?? "")"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ server: Inspection) -> [String] {
    let provider = server.provider
    let models = server.facts?.models.filter(\.isForChat) ?? []
    let chosen = models.first { $0.residency == .loaded } ?? models.first
    var lines = [
      "[model_providers.\(provider.id)]", "name = \(JSON.string(provider.name).text)",
      "base_url = \(JSON.string(provider.baseURL).text)", "",
      "[profiles.\(provider.id)]", "model_provider = \"\(provider.id)\"",
    ]
    lines.append(
      chosen.map { "model = \(JSON.string($0.id).text)" }
        ?? "# model = \"…\"  # the server has none yet")
    for other in models.prefix(8) where other.id != chosen?.id {
      lines.append("# model = \(JSON.string(other.id).text)")
    }
    return lines + [""]
  }
}
