/// The endpoints of llama.cpp's server, with one model or as a router.
struct LlamaCppRoutes {
  let exchange: Exchange

  private var isRouter: Bool { exchange.profile == .llamacppRouter }

  func answer() async throws {
    if isRouter {
      if try await LlamaCppRouter(exchange: exchange).answer() { return }
    } else {
      // Every endpoint refuses while the one model loads.
      _ = try await exchange.locate(nil)
    }
    switch exchange.request.line {
    case "GET /health", "GET /v1/health": try await exchange.send(["status": "ok"])
    case "GET /v1/models", "GET /models", "HEAD /v1/models": try await models()
    case "GET /props": try await props()
    case "GET /slots": try await slots()
    case "POST /v1/chat/completions", "POST /chat/completions":
      try await LlamaCppStreams(exchange: exchange).chat()
    case "POST /v1/streams/lookup": try await LlamaCppStreams(exchange: exchange).lookUp()
    case "GET /v1/stream": try await LlamaCppStreams(exchange: exchange).replay()
    case "DELETE /v1/stream": try await LlamaCppStreams(exchange: exchange).drop()
    case "POST /v1/completions", "POST /completion":
      try await Completions(exchange: exchange).answer()
    case "POST /v1/embeddings": try await Embeddings(exchange: exchange).answer()
    case "POST /v1/responses": try await Responses(exchange: exchange).answer()
    default: throw HTTPFailure(404, LlamaCppRefusal.notFound)
    }
  }

  private func models() async throws {
    let residents = await exchange.world.residents()
    let cards = exchange.world.catalogue.cards
    let data = cards.map { card -> JSON in
      let context = residents.first { $0.key == card.key }?.contextLength
      return Self.listed(card, created: exchange.created)
        .adding("meta", Self.meta(card, context: context ?? card.defaultContext))
    }
    let models = cards.map { card -> JSON in
      [
        "name": .string(card.key), "model": .string(card.key), "modified_at": "", "size": "",
        "digest": "", "type": "model", "description": "", "tags": [""],
        "capabilities": ["completion"], "parameters": "",
        "details": [
          "parent_model": "", "format": "gguf", "family": "", "families": [""],
          "parameter_size": "", "quantization_level": "",
        ],
      ]
    }
    try await exchange.send([
      "models": .array(models), "object": "list", "data": .array(data),
    ])
  }

  static func listed(_ card: ModelCard, created: Int) -> JSON {
    [
      "id": .string(card.key), "aliases": [.string(card.key)], "tags": [], "object": "model",
      "architecture": architecture, "created": .int(created), "owned_by": "llamacpp",
    ]
  }

  static let architecture: JSON = [
    "input_modalities": ["text"], "output_modalities": ["text"],
  ]

  static func meta(_ card: ModelCard, context: Int) -> JSON {
    [
      "vocab_type": 2, "n_vocab": 151_936, "n_ctx": .int(context),
      "n_ctx_train": .int(card.maxContext), "n_embd": 2560,
      "n_params": .int(card.sizeBytes * 8 / (card.bitsPerWeight + 1)),
      "size": .int(card.sizeBytes), "ftype": .string(card.quantization),
    ]
  }

  private func props() async throws {
    let instance = await exchange.world.residents().first
    let card = exchange.world.catalogue.cards.first
    try await exchange.send([
      "default_generation_settings": [
        "params": ["temperature": .decimal(0.8), "top_k": 40, "n_predict": -1],
        "n_ctx": .int(instance?.contextLength ?? 0),
      ],
      "total_slots": .int(exchange.options.slots ?? 1), "model_alias": .string(card?.key ?? "none"),
      "model_ftype": .string(card?.quantization ?? ""),
      "model_path": .string("/models/\(card?.key ?? "none").gguf"),
      "modalities": ["vision": false, "video": false, "audio": false],
      "chat_template": "{%- for m in messages -%}{{ m.content }}{%- endfor -%}<think>\n",
      "bos_token": "<|im_start|>", "eos_token": "<|im_end|>", "build_info": "b0-unknown",
      "chat_template_caps": [
        "supports_tools": .bool(knowsTools), "supports_tool_calls": .bool(knowsTools),
        "supports_parallel_tool_calls": .bool(knowsTools), "supports_system_role": true,
      ],
      "is_sleeping": false,
    ])
  }

  private var knowsTools: Bool { !exchange.faults.contains(.toolsIgnored) }

  private func slots() async throws {
    let instance = await exchange.world.residents().first
    let busy = await exchange.world.busy.count
    let rows = (0..<(exchange.options.slots ?? 1)).map { id -> JSON in
      [
        "id": .int(id), "n_ctx": .int(instance?.contextLength ?? 0), "speculative": false,
        "is_processing": .bool(id < busy), "id_task": 0,
        "next_token": [["has_next_token": .bool(id < busy), "n_remain": -1, "n_decoded": 0]],
      ]
    }
    try await exchange.send(.array(rows))
  }
}
