/// `/api/v1/models` and what can be done to one.
struct NativeModels {
  let exchange: Exchange

  func list() async throws {
    let residents = await exchange.world.residents()
    let models = exchange.world.catalogue.cards.map { card in
      description(of: card, instances: residents.filter { $0.key == card.key })
    }
    try await exchange.send(["models": .array(models)])
  }

  private func description(of card: ModelCard, instances: [ModelInstance]) -> JSON {
    var model: JSON = [
      "type": card.kind == .chat ? "llm" : "embedding", "publisher": .string(card.publisher),
      "key": .string(card.key), "display_name": .string(card.displayName),
    ]
    if card.kind == .chat { model = model.adding("architecture", .string(card.architecture)) }
    model = model.adding([
      "quantization": [
        "name": .string(card.quantization), "bits_per_weight": .int(card.bitsPerWeight),
      ],
      "size_bytes": .int(card.sizeBytes),
      "params_string": card.parameters.map(JSON.string) ?? .null,
      "loaded_instances": .array(
        instances.map { ["id": .string($0.id), "config": Self.configuration($0, of: card)] }),
      "max_context_length": .int(card.maxContext), "format": .string(card.format),
    ])
    guard card.kind == .chat else { return model }
    model = model.adding("capabilities", capabilities(of: card)).adding("description", .null)
    guard !card.variants.isEmpty else { return model }
    return
      model
      .adding("variants", .array(card.variants.map(JSON.string)))
      .adding("selected_variant", .string(card.selectedVariant))
  }

  private func capabilities(of card: ModelCard) -> JSON? {
    guard card.declaresCapabilities else { return nil }
    let plain: JSON = ["vision": .bool(card.vision), "trained_for_tool_use": .bool(card.toolUse)]
    guard case .options(let options, let usual) = card.thinking else { return plain }
    return plain.adding(
      "reasoning",
      ["allowed_options": .array(options.map(JSON.string)), "default": .string(usual)])
  }

  /// MLX instances tell only their context.
  private static func configuration(_ instance: ModelInstance, of card: ModelCard) -> JSON {
    let context: JSON = ["context_length": .int(instance.contextLength)]
    guard card.format == "gguf" else { return context }
    return context.adding([
      "eval_batch_size": 512, "parallel": 4, "flash_attention": true,
      "offload_kv_cache_to_gpu": true,
    ])
  }

  // MARK: Loading

  private static let loadKeys = [
    "model", "context_length", "eval_batch_size", "flash_attention", "num_experts",
    "offload_kv_cache_to_gpu", "echo_load_config", "parallel",
  ]

  /// Never idempotent: a loaded model gets another instance.
  func load() async throws {
    let body = try exchange.object()
    try StrictKeys.check(body, allowed: Self.loadKeys)
    guard let name = body["model"]?.text else { throw StrictKeys.missing("model") }
    guard let card = exchange.world.catalogue.card(named: name) else {
      throw HTTPFailure(
        404,
        [
          "error": [
            "type": "model_not_found",
            "message": .string("Model \(name) not found in downloaded models"),
          ]
        ])
    }
    let plan = LoadPlan(
      context: body["context_length"]?.whole, isJIT: false, faults: exchange.faults)
    do {
      let (instance, seconds) = try await exchange.load(card, plan: plan)
      var answer: JSON = [
        "type": card.kind == .chat ? "llm" : "embedding", "instance_id": .string(instance.id),
        "load_time_seconds": .double(seconds.rounded(to: 3)), "status": "loaded",
      ]
      if body["echo_load_config"]?.flag == true {
        answer = answer.adding("load_config", Self.configuration(instance, of: card))
      }
      try await exchange.send(answer)
    } catch let failed as LoadFailed {
      throw HTTPFailure(
        500, ["error": ["type": "internal_error", "message": .string(failed.message)]])
    }
  }

  func unload() async throws {
    let body = try exchange.object()
    try StrictKeys.check(body, allowed: ["instance_id"])
    guard let id = body["instance_id"]?.text else { throw StrictKeys.missing("instance_id") }
    guard await exchange.world.drop(id) else {
      throw HTTPFailure(
        404,
        [
          "error": [
            "type": "model_not_found",
            "message": .string("Model with instance identifier '\(id)' is not loaded."),
          ]
        ])
    }
    try await exchange.send(["instance_id": .string(id)])
  }
}

/// The closed key lists of `/api/v1`.
enum StrictKeys {
  static func check(_ body: JSON, allowed: [String]) throws(HTTPFailure) {
    let unknown = (body.members ?? []).map(\.name).filter { !allowed.contains($0) }
    guard !unknown.isEmpty else { return }
    let list = unknown.map { "'\($0)'" }.joined(separator: ", ")
    throw HTTPFailure(
      400,
      LMStudioRefusal.invalid(
        "Unrecognized key(s) in object: \(list)", code: "unrecognized_keys"))
  }

  static func missing(_ key: String) -> HTTPFailure {
    HTTPFailure(
      400,
      LMStudioRefusal.invalid(
        "\"\(key)\" is required", param: key, code: "missing_required_parameter"))
  }
}

extension Double {
  func rounded(to digits: Int) -> Double {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    return (self * scale).rounded() / scale
  }
}
