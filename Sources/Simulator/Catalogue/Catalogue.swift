/// The downloaded models of a simulated server, in the order it lists them.
package struct Catalogue: Sendable, Equatable {
  package var cards: [ModelCard]

  package init(_ cards: [ModelCard]) { self.cards = cards }

  /// The model of that key, whatever the letters' case, or of that `key@variant`.
  package func card(named name: String) -> ModelCard? {
    let wanted = name.lowercased()
    return cards.first { card in
      card.key.lowercased() == wanted || card.selectedVariant.lowercased() == wanted
        || card.variants.contains { $0.lowercased() == wanted }
    }
  }

  /// What a profile has on its disk unless told otherwise.
  package static func standard(for profile: ServerProfile) -> Catalogue {
    switch profile {
    case .lms0425, .lms0330, .lms0309: .lmStudio
    case .ollama: .ollama
    case .llamacpp: Catalogue([qwenFile])
    case .llamacppRouter: Catalogue([qwenFile, smolFile, brokenTemplateFile])
    case .vllm: Catalogue([vllmQwen])
    case .cloud: .cloud
    }
  }

  /// The model a demonstration uses: a hybrid thinker that loads in six seconds.
  package static let defaultModel = "qwen/qwen3-4b"
}

extension Catalogue {
  /// One of each kind a client may meet in LM Studio.
  package static var lmStudio: Catalogue {
    Catalogue([
      qwen4, gptOSS, gemma, phi, llamaMLX, qwen8, nemotron, embedding,
    ])
  }

  private static var qwen4: ModelCard {
    var card = ModelCard(
      key: defaultModel, publisher: "qwen", displayName: "Qwen3 4B", architecture: "qwen3",
      quantization: "Q4_K_M", bitsPerWeight: 4, sizeBytes: 2_497_000_000, parameters: "4B",
      maxContext: 40_960)
    card.thinking = .options(["off", "on"], default: "on")
    card.variants = ["qwen/qwen3-4b@q4_k_m"]
    return card
  }

  private static var gptOSS: ModelCard {
    var card = ModelCard(
      key: "openai/gpt-oss-20b", publisher: "openai", displayName: "GPT-OSS 20B",
      architecture: "gpt-oss", quantization: "MXFP4", bitsPerWeight: 4,
      sizeBytes: 12_109_000_000, parameters: "20B", maxContext: 131_072)
    card.thinking = .options(["low", "medium", "high"], default: "low")
    card.variants = ["openai/gpt-oss-20b@mxfp4"]
    return card
  }

  private static var gemma: ModelCard {
    var card = ModelCard(
      key: "google/gemma-3-4b", publisher: "google", displayName: "Gemma 3 4B",
      architecture: "gemma3", quantization: "Q4_0", bitsPerWeight: 4,
      sizeBytes: 3_341_000_000, parameters: "4B", maxContext: 131_072)
    card.vision = true
    card.toolUse = false
    return card
  }

  private static var phi: ModelCard {
    var card = ModelCard(
      key: "phi-4-mini-instruct", publisher: "lmstudio-community",
      displayName: "Phi 4 Mini Instruct", architecture: "phi3", quantization: "Q6_K",
      bitsPerWeight: 6, sizeBytes: 3_160_000_000, parameters: "3.8B", maxContext: 131_072)
    card.declaresCapabilities = false
    return card
  }

  private static var llamaMLX: ModelCard {
    ModelCard(
      key: "mlx-community/llama-3.2-3b-instruct", publisher: "mlx-community",
      displayName: "Llama 3.2 3B Instruct", architecture: "llama", quantization: "4bit",
      bitsPerWeight: 4, sizeBytes: 1_820_000_000, parameters: "3B", maxContext: 131_072,
      format: "mlx")
  }

  private static var qwen8: ModelCard {
    var card = ModelCard(
      key: "qwen/qwen3-8b", publisher: "qwen", displayName: "Qwen3 8B", architecture: "qwen3",
      quantization: "Q4_K_M", bitsPerWeight: 4, sizeBytes: 5_027_000_000, parameters: "8B",
      maxContext: 40_960)
    card.thinking = .options(["off", "on"], default: "on")
    card.variants = ["qwen/qwen3-8b@q4_k_m", "qwen/qwen3-8b@q8_0"]
    return card
  }

  private static var nemotron: ModelCard {
    var card = ModelCard(
      key: "nvidia/nemotron-nano-9b", publisher: "nvidia", displayName: "Nemotron Nano 9B",
      architecture: "nemotron_h", quantization: "Q4_K_M", bitsPerWeight: 4,
      sizeBytes: 6_530_000_000, parameters: "9B", maxContext: 131_072)
    card.thinking = .options(["off", "low", "medium", "high", "xhigh"], default: "medium")
    return card
  }

  private static var embedding: ModelCard {
    ModelCard(
      key: "text-embedding-nomic-embed-text-v1.5", kind: .embedding, publisher: "nomic-ai",
      displayName: "Nomic Embed Text v1.5", architecture: "nomic-bert", quantization: "F16",
      bitsPerWeight: 16, sizeBytes: 274_000_000, parameters: nil, maxContext: 2048)
  }
}
