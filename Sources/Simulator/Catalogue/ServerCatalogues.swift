extension Catalogue {
  /// What `ollama list` would show.
  package static var ollama: Catalogue {
    var qwen = ModelCard(
      key: "qwen3:4b", publisher: "library", displayName: "qwen3:4b", architecture: "qwen3",
      quantization: "Q4_K_M", bitsPerWeight: 4, sizeBytes: 2_497_293_931, parameters: "4.0B",
      maxContext: 40_960)
    qwen.thinking = .options(["off", "on"], default: "on")
    var oss = ModelCard(
      key: "gpt-oss:20b", publisher: "library", displayName: "gpt-oss:20b",
      architecture: "gpt-oss", quantization: "MXFP4", bitsPerWeight: 4,
      sizeBytes: 13_793_441_244, parameters: "20.9B", maxContext: 131_072)
    oss.thinking = .options(["low", "medium", "high"], default: "medium")
    let llama = ModelCard(
      key: "llama3.2:3b", publisher: "library", displayName: "llama3.2:3b",
      architecture: "llama", quantization: "Q4_K_M", bitsPerWeight: 4,
      sizeBytes: 2_019_393_189, parameters: "3.2B", maxContext: 131_072)
    let embedding = ModelCard(
      key: "nomic-embed-text:latest", kind: .embedding, publisher: "library",
      displayName: "nomic-embed-text", architecture: "nomic-bert", quantization: "F16",
      bitsPerWeight: 16, sizeBytes: 274_302_450, parameters: "137M", maxContext: 2048)
    return Catalogue([qwen, oss, llama, embedding])
  }

  /// A paid service: everything is always there.
  package static var cloud: Catalogue {
    var thinker = ModelCard(
      key: "nimbus-reason-2", publisher: "nimbus", displayName: "Nimbus Reason 2",
      architecture: "nimbus", quantization: "BF16", bitsPerWeight: 16, sizeBytes: 0,
      parameters: nil, maxContext: 200_000, defaultContext: 200_000)
    thinker.thinking = .options(["off", "low", "medium", "high"], default: "medium")
    let plain = ModelCard(
      key: "nimbus-swift-2", publisher: "nimbus", displayName: "Nimbus Swift 2",
      architecture: "nimbus", quantization: "BF16", bitsPerWeight: 16, sizeBytes: 0,
      parameters: nil, maxContext: 128_000, defaultContext: 128_000)
    return Catalogue([thinker, plain])
  }

  static var qwenFile: ModelCard {
    var card = ModelCard(
      key: "qwen3-4b", publisher: "models_dir", displayName: "qwen3-4b", architecture: "qwen3",
      quantization: "Q4_K_M", bitsPerWeight: 4, sizeBytes: 2_497_280_256, parameters: "4B",
      maxContext: 40_960)
    card.thinking = .options(["off", "on"], default: "on")
    return card
  }

  static var smolFile: ModelCard {
    ModelCard(
      key: "smollm2-360m", publisher: "models_dir", displayName: "smollm2-360m",
      architecture: "llama", quantization: "Q8_0", bitsPerWeight: 8, sizeBytes: 386_404_992,
      parameters: "360M", maxContext: 8192, defaultContext: 4096)
  }

  /// A thinker whose template opens `<think>` itself, so that only the closing tag arrives.
  static var brokenTemplateFile: ModelCard {
    var card = ModelCard(
      key: "nemotron-nano-9b", publisher: "models_dir", displayName: "nemotron-nano-9b",
      architecture: "nemotron_h", quantization: "Q4_K_M", bitsPerWeight: 4,
      sizeBytes: 6_530_000_000, parameters: "9B", maxContext: 131_072)
    card.thinking = .options(["off", "on"], default: "on")
    card.reasoningMode = .noOpener
    return card
  }

  static var vllmQwen: ModelCard {
    var card = ModelCard(
      key: "Qwen/Qwen3-4B", publisher: "Qwen", displayName: "Qwen3-4B", architecture: "qwen3",
      quantization: "BF16", bitsPerWeight: 16, sizeBytes: 8_044_000_000, parameters: "4B",
      maxContext: 40_960, defaultContext: 40_960)
    card.thinking = .options(["off", "on"], default: "on")
    return card
  }
}
