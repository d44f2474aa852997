extension ModelList {
  /// Ollama, `GET /api/tags`, with `GET /api/ps` for what is in memory.
  static func ollama(tags: JSON, running: JSON?) -> [ModelInfo]? {
    guard let rows = tags["models"]?.array else { return nil }
    let loaded = running?["models"]?.array ?? []
    return models(rows) { row in
      guard let name = row["name"]?.string else { return nil }
      let instance = loaded.first { $0["name"]?.string == name }
      var model = ModelInfo(id: name, residency: instance == nil ? .notLoaded : .loaded)
      model.loadedContext = instance?["context_length"]?.count(.tokens)
      if let size = instance?["size"]?.amount(.bytes), size > 0 {
        model.graphicsShare = instance?["size_vram"]?.amount(.bytes).map { min(1, $0 / size) }
      }
      if let host = remoteHost(of: row) ?? OllamaServer.remoteHost(ofName: name) {
        model.remoteHost = host
        // Nothing of it is here to load.
        model.residency = .loaded
      }
      model.sizeBytes = row["size"]?.count(.bytes)
      model.quantization = row["details"]?["quantization_level"]?.string
      model.parameters = row["details"]?["parameter_size"]?.string
      let abilities = row["capabilities"]?.array?.compactMap(\.string) ?? []
      model.hasVision = abilities.contains("vision")
      model.usesTools = abilities.contains("tools")
      model.isForChat =
        abilities.isEmpty ? ModelPurpose.isChat(name, type: nil) : abilities.contains("completion")
      return model
    }
  }

  /// `remote_host` of a model that Ollama has run elsewhere (api/types.go, since 0.12).
  private static func remoteHost(of row: JSON) -> String? {
    guard let url = row["remote_host"]?.string, !url.isEmpty else { return nil }
    return Origin(url: url)?.address ?? url
  }
}
