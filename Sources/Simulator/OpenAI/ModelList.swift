/// `GET /v1/models` of every server.
struct ModelList {
  let exchange: Exchange

  func answer() async throws {
    let residents = await exchange.world.residents()
    switch exchange.profile {
    case .lms0425, .lms0330, .lms0309: try await exchange.send(lmStudio(residents))
    case .ollama: try await exchange.send(list(owner: "library"))
    case .vllm: try await exchange.send(vllm())
    case .cloud: try await exchange.send(list(owner: "nimbus"))
    case .llamacpp, .llamacppRouter:
      try await exchange.send(["object": "list", "data": []])
    }
  }

  /// With JIT all downloaded models, without it only those in memory.
  private func lmStudio(_ residents: [ModelInstance]) -> JSON {
    let cards = exchange.world.catalogue.cards
    let keys = cards.map(\.key)
    let extra = residents.map(\.id).filter { !keys.contains($0) }
    let names = exchange.options.jit ? keys + extra : residents.map(\.id)
    let data = names.map { name -> JSON in
      ["id": .string(name), "object": "model", "owned_by": "organization_owner"]
    }
    return ["data": .array(data), "object": "list"]
  }

  private func list(owner: String) -> JSON {
    let data = exchange.world.catalogue.cards.map { card -> JSON in
      [
        "id": .string(card.key), "object": "model", "created": 1_780_000_000,
        "owned_by": .string(owner),
      ]
    }
    return ["object": "list", "data": .array(data)]
  }

  private func vllm() -> JSON {
    let data = exchange.world.catalogue.cards.map { card -> JSON in
      [
        "id": .string(card.key), "object": "model", "created": .int(exchange.created),
        "owned_by": "vllm", "root": .string(card.key), "parent": .null,
        "max_model_len": .int(card.maxContext), "permission": [],
      ]
    }
    return ["object": "list", "data": .array(data)]
  }
}
