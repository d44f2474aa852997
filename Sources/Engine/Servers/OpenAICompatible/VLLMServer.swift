/// vLLM, with the models it was started with.
package struct VLLMServer: LocalServer {
  package var id: String { "vllm" }
  package var name: String? { "vLLM" }
  package var description: String { "vLLM" }

  package var effortDialect: EffortDialect { .vllm }
  package var continuation: MessageContinuation { .whole }
  package var thinkingBudgetField: String? { "thinking_token_budget" }

  package static func detect(
    _ detection: Detection
  ) async throws(EngineError) -> ServerFacts? {
    guard let json = try await detection.ask("/v1/models").json, json.firstOwner == "vllm",
      let models = ModelList.openAI(json)
    else { return nil }
    return ServerFacts(kind: .vllm, models: models.map(\.resident))
  }
}

extension ServerKind {
  package static var vllm: ServerKind { ServerKind(VLLMServer()) }
}
