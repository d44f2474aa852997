import Engine

extension MachineSearch {
  /// A file that says what was found, and in comments what else could be said.
  var file: String {
    var lines = ["# \(ConfigMessages.fileHead)", ""]
    lines.append("# \(ConfigMessages.fileStart)")
    if let first = servers.first, !hasCodexFile {
      lines += ["profile = \"\(first.provider.id)\"", ""]
    } else {
      lines += ["# profile = \"local\"", ""]
    }
    for server in servers { lines += Self.lines(server) }
    lines += [
      "# \(ConfigMessages.fileCloud(keyIsSet: hasOpenAIKey))",
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
        ?? "# model = \"…\"  # \(ConfigMessages.fileNoModel)")
    for other in models.prefix(8) where other.id != chosen?.id {
      lines.append("# model = \(JSON.string(other.id).text)")
    }
    return lines + [""]
  }
}
