/// A server that speaks the OpenAI API and nothing else we know: clouds, gateways, and the rest.
package struct OpenAICompatibleServer: LocalServer {
  package var id: String { "openai-compatible" }
  package var name: String? { nil }
  package var description: String { ServersMessages.serverOfTheOpenAIKind }

  package static func detect(
    _ detection: Detection
  ) async throws(EngineError) -> ServerFacts? {
    let answer = try await detection.ask("/v1/models")
    if let trouble = detection.trouble { throw trouble }
    let models = answer.json.flatMap(ModelList.openAI)
    var facts = ServerFacts(kind: .generic, models: models ?? [])
    facts.wantsKey = models == nil && answer.status == 401
    return facts
  }
}

extension ServerKind {
  /// All that is known is the API.
  package static var generic: ServerKind { ServerKind(OpenAICompatibleServer()) }
}

extension JSON {
  /// Who owns the first model of a `/v1/models` list: several servers put their own name there.
  var firstOwner: String? { self["data"]?[0]?["owned_by"]?.string }
}

extension ModelInfo {
  /// The same model, in memory.
  var resident: ModelInfo {
    var model = self
    model.residency = .loaded
    return model
  }
}
