/// `/api/v0/models`, the native list of LM Studio 0.3.
struct NativeZero {
  let exchange: Exchange

  func list() async throws {
    let residents = await exchange.world.residents()
    let models = exchange.world.catalogue.cards.map { description(of: $0, residents) }
    try await exchange.send(["object": "list", "data": .array(models)])
  }

  func show(_ id: String) async throws {
    guard let card = exchange.world.catalogue.card(named: id) else {
      throw HTTPFailure(404, ["error": .string("Model with id \(id) not found")])
    }
    try await exchange.send(description(of: card, await exchange.world.residents()))
  }

  private func description(of card: ModelCard, _ residents: [ModelInstance]) -> JSON {
    let instance = residents.first { $0.key == card.key }
    let type = card.kind == .embedding ? "embeddings" : card.vision ? "vlm" : "llm"
    var model: JSON = [
      "id": .string(card.key), "object": "model", "type": .string(type),
      "publisher": .string(card.publisher), "arch": .string(card.architecture),
      "compatibility_type": .string(card.format), "quantization": .string(card.quantization),
      "state": instance == nil ? "not-loaded" : "loaded",
      "max_context_length": .int(card.maxContext),
    ]
    model = model.adding("loaded_context_length", instance.map { .int($0.contextLength) })
    guard card.toolUse, exchange.profile != .lms0309 else { return model }
    return model.adding("capabilities", ["tool_use"])
  }
}
