/// Reads the model lists of every server we know into one shape.
///
/// Each function returns `nil` when the answer is not such a list: LM Studio says 200 to any path,
/// with an `error` in the body (bug tracker 618, 1323).
enum ModelList {
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

  /// `GET /v1/models` of any server; llama.cpp adds `meta`, its router `status`.
  static func openAI(_ json: JSON) -> [ModelInfo]? {
    guard let rows = rows(json) else { return nil }
    return models(rows) { row in
      guard let id = (row["id"] ?? row["name"] ?? row["model"] ?? row)?.string else { return nil }
      var model = ModelInfo(id: id, residency: routerResidency(row["status"]?["value"]?.string))
      model.sizeBytes = row["meta"]?["size"]?.count(.bytes)
      model.loadedContext = row["meta"]?["n_ctx"]?.count(.tokens)
      model.maxContext =
        (row["meta"]?["n_ctx_train"] ?? row["max_model_len"] ?? row["context_length"])?.count(
          .tokens)
      model.isForChat = ModelPurpose.isChat(
        id, type: (row["type"] ?? row["task"])?.string,
        outputs: (row["architecture"]?["output_modalities"] ?? row["output_modalities"])?.array?
          .compactMap(\.string))
      return model
    }
  }

  /// `{"data": [...]}`; a bare array (Together); `data: null` for none (Ollama without a model);
  /// `{"models": [...]}` (llama.cpp beside `data`, some gateways).
  private static func rows(_ json: JSON) -> [JSON]? {
    if let rows = json.array { return rows }
    if let rows = (json["data"] ?? json["models"])?.array { return rows }
    let isEmptyList =
      json["object"]?.string == "list" || json.object?.contains { $0.key == "data" } == true
    return isEmptyList && !ServerComplaint.isMade(by: json) ? [] : nil
  }

  /// Each model once, in the list's order; a row without a name is none.
  private static func models(
    _ rows: [JSON], _ read: (JSON) -> ModelInfo?
  ) -> [ModelInfo] {
    var seen: Set<String> = []
    return rows.compactMap { row in
      guard let model = read(row), !model.id.isEmpty, seen.insert(model.id).inserted else {
        return nil
      }
      return model
    }
  }

  private static func routerResidency(_ status: String?) -> ModelInfo.Residency {
    switch status {
    case "loaded", "sleeping": .loaded
    case "loading": .loading
    case nil: .unknown
    default: .notLoaded
    }
  }

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
