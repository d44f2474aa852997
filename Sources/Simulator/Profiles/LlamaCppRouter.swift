/// What llama.cpp's router has beyond the server with one model.
struct LlamaCppRouter {
  let exchange: Exchange

  /// Answers what is the router's own; false leaves it to the common table.
  func answer() async throws -> Bool {
    switch exchange.request.line {
    case "GET /models", "GET /v1/models": try await list()
    case "POST /models/load": try await load()
    case "POST /models/unload": try await unload()
    case "GET /models/sse": try await watch()
    case "GET /props":
      try await exchange.send([
        "role": "router", "max_instances": 4, "models_autoload": true,
        "default_generation_settings": ["params": .null, "n_ctx": 0],
      ])
    default: return false
    }
    return true
  }

  private func list() async throws {
    let world = exchange.world
    let residents = await world.residents()
    let loading = await Set(world.loads.values.map(\.key))
    let data = world.catalogue.cards.map { card -> JSON in
      let instance = residents.first { $0.key == card.key }
      let status =
        instance != nil ? "loaded" : loading.contains(card.key) ? "loading" : "unloaded"
      let model: JSON = [
        "id": .string(card.key), "aliases": [], "tags": [], "object": "model",
        "owned_by": "llamacpp", "created": .int(exchange.created),
        "status": Self.status(status, of: card), "architecture": LlamaCppRoutes.architecture,
        "source": "models_dir", "can_remove": false,
      ]
      return model.adding(
        "meta", instance.map { LlamaCppRoutes.meta(card, context: $0.contextLength) })
    }
    try await exchange.send(["data": .array(data), "object": "list"])
  }

  private static func status(_ value: String, of card: ModelCard) -> JSON {
    let path = "/models/\(card.key).gguf"
    return [
      "value": .string(value),
      "args": ["llama-server", "--model", .string(path), "--alias", .string(card.key)],
      "preset": .string("[\(card.key)]\nmodel = \(path)\n\n"),
    ]
  }

  /// Answers at once; the load goes on and is told on `/models/sse`.
  private func load() async throws {
    let card = try named()
    if await exchange.world.residents().contains(where: { $0.key == card.key }) {
      throw HTTPFailure(400, LlamaCppRefusal.invalid("model is already running"))
    }
    _ = await exchange.world.load(card, plan: exchange.jitPlan(timeToLive: -1))
    try await exchange.send(["success": true])
  }

  private func unload() async throws {
    let card = try named()
    guard await exchange.world.drop(card.key) else {
      throw HTTPFailure(400, LlamaCppRefusal.invalid("model is not running"))
    }
    try await exchange.send(["success": true])
  }

  private func named() throws -> ModelCard {
    let name = try exchange.object()["model"]?.text ?? ""
    guard let card = exchange.world.catalogue.card(named: name) else {
      throw HTTPFailure(400, LlamaCppRefusal.invalid("model '\(name)' not found"))
    }
    return card
  }

  // MARK: /models/sse

  /// Tells every change until the client leaves.
  private func watch() async throws {
    let changes = await exchange.world.changes()
    let events = try await exchange.openEvents()
    var announced: Set<String> = []
    for await change in changes {
      if case .loading(let key, _) = change, announced.insert(key).inserted {
        try await events.send(nil, Self.event(key, "model_status", ["status": "loading"]))
      }
      if case .loaded(let key) = change { announced.remove(key) }
      if case .failed(let key) = change { announced.remove(key) }
      try await events.send(nil, described(change))
    }
    try await exchange.endStream()
  }

  private func described(_ change: ResidencyChange) -> JSON {
    switch change {
    case .loading(let key, let fraction):
      let progress: JSON = [
        "stages": ["text_model"], "current": "text_model",
        "value": .decimal(fraction.rounded(to: 4)),
      ]
      return Self.event(key, "status_change", ["status": "loading", "progress": progress])
    case .loaded(let key):
      var info: JSON = [:]
      if let card = exchange.world.catalogue.card(named: key) {
        info = LlamaCppRoutes.listed(card, created: exchange.created)
          .adding("meta", LlamaCppRoutes.meta(card, context: card.defaultContext))
      }
      return Self.event(key, "status_change", ["status": "loaded", "info": info])
    case .unloaded(let key):
      return Self.event(key, "status_change", ["status": "unloaded", "exit_code": 0])
    case .failed(let key):
      return Self.event(
        key, "status_change", ["status": "unloaded", "failed": true, "exit_code": 1])
    }
  }

  private static func event(_ key: String, _ name: String, _ data: JSON) -> JSON {
    ["model": .string(key), "event": .string(name), "data": data]
  }
}
