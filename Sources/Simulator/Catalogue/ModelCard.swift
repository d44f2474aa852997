/// One downloaded model, as the simulated servers describe it.
package struct ModelCard: Sendable, Equatable {
  package enum Kind: Sendable { case chat, embedding }

  /// What a model can be told about thinking.
  package enum Thinking: Sendable, Equatable {
    case none
    /// Switched by a request; `default` when a request says nothing.
    case options([String], default: String)
  }

  /// What requests call it: `qwen/qwen3-4b`, or `qwen3:4b` on Ollama.
  package var key: String
  package var kind: Kind
  package var publisher: String
  package var displayName: String
  package var architecture: String
  package var quantization: String
  package var bitsPerWeight: Int
  package var sizeBytes: Int
  package var parameters: String?
  /// Longest context in tokens.
  package var maxContext: Int
  /// Context in tokens when a load does not say.
  package var defaultContext: Int
  package var format: String
  package var vision = false
  package var toolUse = true
  package var thinking: Thinking = .none
  /// Some models are listed without any `capabilities`.
  package var declaresCapabilities = true
  package var variants: [String] = []
  package var reasoningMode: ReasoningMode = .standard
  /// Ollama only: the host that has the work done, as `remote_host` tells.
  package var remoteHost: String?

  package init(
    key: String, kind: Kind = .chat, publisher: String, displayName: String,
    architecture: String, quantization: String, bitsPerWeight: Int, sizeBytes: Int,
    parameters: String?, maxContext: Int, defaultContext: Int = 8192, format: String = "gguf"
  ) {
    self.key = key
    self.kind = kind
    self.publisher = publisher
    self.displayName = displayName
    self.architecture = architecture
    self.quantization = quantization
    self.bitsPerWeight = bitsPerWeight
    self.sizeBytes = sizeBytes
    self.parameters = parameters
    self.maxContext = maxContext
    self.defaultContext = min(defaultContext, maxContext)
    self.format = format
  }

  /// gpt-oss has its own names and its own leaks.
  var isHarmony: Bool { architecture == "gpt-oss" }

  /// The accepted settings; empty when the model does not think.
  var thinkingOptions: [String] {
    if case .options(let options, _) = thinking { options } else { [] }
  }

  /// Whether it thinks under that setting; nil is the model's default.
  func thinks(_ setting: String?) -> Bool {
    guard case .options(let options, let usual) = thinking else { return false }
    let wanted = setting ?? usual
    guard wanted == "off" || wanted == "none" else { return true }
    return !options.contains("off")
  }

  /// `qwen/qwen3-4b@q4_k_m`
  var selectedVariant: String { variants.first ?? "\(key)@\(quantization.lowercased())" }
}
