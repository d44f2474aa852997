extension ModelList {
  /// LM Studio ≥ 0.4, `GET /api/v1/models`.
  static func lmStudioV1(_ json: JSON) -> [ModelInfo]? {
    guard let rows = json["models"]?.array else { return nil }
    return models(rows) { row in
      guard let key = row["key"]?.string else { return nil }
      let instance = row["loaded_instances"]?.array?.first
      var model = ModelInfo(
        id: key, displayName: row["display_name"]?.string,
        residency: instance == nil ? .notLoaded : .loaded)
      model.instanceID = instance?["id"]?.string
      model.loadedContext = instance?["config"]?["context_length"]?.count(.tokens)
      model.maxContext = row["max_context_length"]?.count(.tokens)
      model.quantization = row["quantization"]?["name"]?.string
      model.parameters = row["params_string"]?.string
      model.sizeBytes = row["size_bytes"]?.count(.bytes)
      model.isForChat = ModelPurpose.isChat(key, type: row["type"]?.string)
      model.hasVision = row["capabilities"]?["vision"]?.bool ?? false
      model.usesTools = row["capabilities"]?["trained_for_tool_use"]?.bool ?? false
      model.reasoningOptions = row["capabilities"]?["reasoning"]?["allowed_options"]?.array?
        .compactMap(\.string)
      return model
    }
  }

  /// LM Studio 0.3.6 and later, `GET /api/v0/models`.
  static func lmStudioV0(_ json: JSON) -> [ModelInfo]? {
    guard let rows = json["data"]?.array, rows.allSatisfy({ $0["state"] != nil }) else {
      return nil
    }
    return models(rows) { row in
      guard let id = row["id"]?.string else { return nil }
      let residency: ModelInfo.Residency =
        switch row["state"]?.string {
        case "loaded": .loaded
        case "loading": .loading
        default: .notLoaded
        }
      var model = ModelInfo(id: id, residency: residency)
      model.loadedContext = row["loaded_context_length"]?.count(.tokens)
      model.maxContext = row["max_context_length"]?.count(.tokens)
      model.quantization = row["quantization"]?.string
      model.isForChat = ModelPurpose.isChat(id, type: row["type"]?.string)
      model.hasVision = row["type"]?.string == "vlm"
      model.usesTools =
        row["capabilities"]?.array?.contains { $0.string == "tool_use" } ?? false
      return model
    }
  }
}
