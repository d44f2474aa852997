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
}
