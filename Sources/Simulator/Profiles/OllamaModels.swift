/// Ollama's lists of models.
struct OllamaModels {
  let exchange: Exchange

  /// `GET /api/tags`: everything on disk.
  func tags() async throws {
    let models = exchange.world.catalogue.cards.map { card -> JSON in
      let row: JSON = [
        "name": .string(card.key), "model": .string(card.key),
        "modified_at": "2026-08-30T10:11:12.131415161+02:00", "size": .int(card.sizeBytes),
        "digest": .string(Self.digest(card)), "details": Self.details(card),
      ]
      return row.adding("remote_host", card.remoteHost.map { .string($0) })
        .adding("remote_model", card.remoteHost.map { _ in .string(card.key) })
    }
    try await exchange.send(["models": .array(models)])
  }

  /// `GET /api/ps`: everything in memory.
  func processes() async throws {
    let catalogue = exchange.world.catalogue
    let models = await exchange.world.residents().compactMap { instance -> JSON? in
      guard let card = catalogue.card(named: instance.key) else { return nil }
      let expires = instance.expires ?? exchange.pacing.now + 3_000_000_000
      return [
        "name": .string(card.key), "model": .string(card.key), "size": .int(card.sizeBytes),
        "digest": .string(Self.digest(card)), "details": Self.details(card),
        "expires_at": .string(Timestamp.iso(expires)), "size_vram": .int(card.sizeBytes),
        "context_length": .int(instance.contextLength),
      ]
    }
    try await exchange.send(["models": .array(models)])
  }

  func show() async throws {
    let body = try exchange.object()
    let name = body["model"]?.text ?? body["name"]?.text
    let card = try await exchange.locate(name).card
    var capabilities: [JSON] = card.kind == .embedding ? ["embedding"] : ["completion"]
    if card.kind == .chat, card.toolUse { capabilities.append("tools") }
    if !card.thinkingOptions.isEmpty { capabilities.append("thinking") }
    if card.vision { capabilities.append("vision") }
    try await exchange.send([
      "modelfile": .string("FROM \(card.key)\n"), "parameters": "temperature 0.6",
      "template": "{{ .Prompt }}", "details": Self.details(card),
      "model_info": [
        "general.architecture": .string(card.architecture),
        "\(card.architecture).context_length": .int(card.maxContext),
        "\(card.architecture).block_count": 36, "\(card.architecture).embedding_length": 4096,
        "\(card.architecture).attention.head_count": 32,
        "\(card.architecture).attention.head_count_kv": 8,
        "\(card.architecture).attention.key_length": 128,
        "\(card.architecture).attention.value_length": 128,
      ],
      "capabilities": .array(capabilities),
    ])
  }

  private static func details(_ card: ModelCard) -> JSON {
    [
      "parent_model": "", "format": "gguf", "family": .string(card.architecture),
      "families": [.string(card.architecture)],
      "parameter_size": .string(card.parameters ?? ""),
      "quantization_level": .string(card.quantization),
    ]
  }

  /// Sixty-four hexadecimal digits that belong to the key.
  static func digest(_ card: ModelCard) -> String {
    var random = SeededRandom(seed: card.key.utf8.reduce(11) { $0 &* 31 &+ UInt64($1) })
    let letters = Array("0123456789abcdef")
    return String((0..<64).map { _ in letters[Int(random.next() % 16)] })
  }
}
