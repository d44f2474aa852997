/// What a llama.cpp server keeps of a model's last prompt and answer: a beginning that is the same is not read again.
extension World {
  /// Tokens of this request's prompt that the server had already; the prompt and the answer to it are kept from now on.
  ///
  /// - Parameter number: the request's, of which a second look finds what the first one did.
  func reuse(
    _ body: JSON, of number: Int, performance: Performance, on instance: ModelInstance
  ) -> Int {
    if let known = reusedTokens[number] { return known }
    let key = "\(instance.id) \(loadCounts[instance.key] ?? 0)"
    let parts = Self.parts(of: body)
    let kept = promptCaches[key] ?? []
    let same = zip(kept, parts).prefix { $0 == $1 }.map(\.1)
    let thinking = performance.reasoning
    promptCaches[key] =
      parts + (thinking.isEmpty ? [] : ["<think>" + thinking]) + [performance.content]
    let tokens = same.reduce(0) { $0 + TokenPieces.count($1) }
    reusedTokens[number] = tokens
    return tokens
  }

  /// The prompt as a template writes it: tools first, then each message, its thinking before its words.
  private static func parts(of body: JSON) -> [String] {
    let tools = body["tools"].map { [$0.rendered()] } ?? []
    let messages = body["messages"]?.elements ?? []
    return tools
      + messages.flatMap { message -> [String] in
        let content = message["content"]?.text ?? message["content"]?.rendered() ?? ""
        let role = message["role"]?.text ?? ""
        let thinking = message["reasoning_content"]?.text.map { ["<think>" + $0] } ?? []
        return thinking + [role == "assistant" ? content : "\(role): \(content)"]
      }
  }
}
