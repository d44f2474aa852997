/// Reads lists of models into one shape; each kind of server adds its own.
///
/// Each function returns `nil` when the answer is not such a list: LM Studio says 200 to any path,
/// with an `error` in the body (bug tracker 618, 1323).
enum ModelList {
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
    return isEmptyList && !ServerErrorBody.isMade(by: json) ? [] : nil
  }

  /// Each model once, in the list's order; a row without a name is none.
  static func models(
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
}
