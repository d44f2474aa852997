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
