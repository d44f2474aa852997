/// What answers behind a provider's address, as far as asking tells.
package enum ServerKind: Equatable, Sendable {
  /// LM Studio, by the newest API it serves: `/api/v1` (0.4), `/api/v0` (0.3.6) or only `/v1`.
  case lmStudio(LMStudioAPI)
  case ollama(version: String)
  case llamaCpp(isRouter: Bool)
  case vllm
  /// Speaks the OpenAI API and nothing else we know.
  case generic

  package enum LMStudioAPI: Equatable, Sendable { case v1, v0, openAIOnly }

  package var name: String {
    switch self {
    case .lmStudio: "LM Studio"
    case .ollama: "Ollama"
    case .llamaCpp: "llama.cpp"
    case .vllm: "vLLM"
    case .generic: "server"
    }
  }

  /// LM Studio and Ollama unload a model that nobody used for the time a request names.
  package var takesTimeToLive: Bool {
    switch self {
    case .lmStudio, .ollama: true
    case .llamaCpp, .vllm, .generic: false
    }
  }

  /// Fetches models by itself: LM Studio over HTTP or with its tool, Ollama by a pull.
  package var downloads: Bool { takesTimeToLive }

  /// The command that starts such a server, for the error that says it is not there.
  package var startCommand: String? {
    switch self {
    case .lmStudio: "lms server start"
    case .ollama: "ollama serve"
    case .llamaCpp: "llama-server -m MODEL.gguf"
    case .vllm: "vllm serve MODEL"
    case .generic: nil
    }
  }
}

/// One model that a server offers.
package struct ModelInfo: Equatable, Sendable, Identifiable {
  package enum Residency: Equatable, Sendable { case loaded, loading, notLoaded, unknown }

  /// The name requests use.
  package var id: String
  package var displayName: String
  package var residency: Residency
  /// The loaded instance's own name, where it differs (`key:2`, an alias).
  package var instanceID: String?
  package var quantization: String?
  package var parameters: String?
  package var sizeBytes: Int?
  /// Tokens of the window that is really loaded.
  package var loadedContext: Int?
  package var maxContext: Int?
  /// Not for embeddings, speech, pictures or as another model's draft.
  package var isForChat = true
  package var hasVision = false
  package var usesTools = false
  /// Reasoning settings the server accepts for this model; `nil` where it does not say.
  package var reasoningOptions: [String]?

  package init(id: String, displayName: String? = nil, residency: Residency = .unknown) {
    self.id = id
    self.displayName = displayName ?? id
    self.residency = residency
  }
}
