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
  /// Part of what is loaded that lies in the graphics card's memory, 0…1, where the server tells.
  package var graphicsShare: Double?
  /// Tokens of the window that is really loaded.
  package var loadedContext: Int?
  package var maxContext: Int?
  /// Where the server has the work done, when that is not its own machine: `ollama.com`.
  package var remoteHost: String?
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

extension ModelInfo {
  /// Whether a request for `name` means this model: case does not count, a variant's suffix
  /// (`key@q4_k_m`) names the same key, an instance answers to its own name.
  package func answers(to name: String) -> Bool {
    let wanted = name.lowercased()
    let key = wanted.prefix { $0 != "@" }
    return id.lowercased() == wanted || id.lowercased() == key || instanceID == name
      || id.lowercased() == wanted + ":latest"
  }
}
