/// A field of our requests that a server may refuse, and the setting of ours behind it.
///
/// OpenAI's reasoning models refuse `max_tokens` and `temperature`, Mistral and older servers
/// `stream_options`, models that do not think `reasoning_effort`.
package enum RequestField: String, CaseIterable, Sendable {
  case streamOptions = "stream_options"
  case maxTokens = "max_tokens"
  case maxCompletionTokens = "max_completion_tokens"
  case maxOutputTokens = "max_output_tokens"
  case temperature
  case topP = "top_p"
  case topK = "top_k"
  case minP = "min_p"
  case repeatPenalty = "repeat_penalty"
  case repetitionPenalty = "repetition_penalty"
  case presencePenalty = "presence_penalty"
  case frequencyPenalty = "frequency_penalty"
  case seed, stop
  case responseFormat = "response_format"
  case continueFinalMessage = "continue_final_message"
  case thinkingBudgetTokens = "thinking_budget_tokens"
  case thinkingTokenBudget = "thinking_token_budget"
  case thinkingBudget = "thinking_budget"
  case reasoningEffort = "reasoning_effort"
  case reasoning
  case think
  case templateArguments = "chat_template_kwargs"
  case verbosity
  case timeToLive = "ttl"
  case keepAlive = "keep_alive"
  case promptProgress = "return_progress"
  case parallelToolCalls = "parallel_tool_calls"
  case contextLength = "context_length"
  case store

  /// The names that mean the same to other servers, in the order to try.
  var siblings: [RequestField] {
    switch self {
    case .maxTokens: [.maxCompletionTokens]
    case .maxCompletionTokens: [.maxTokens]
    default: []
    }
  }

  /// The setting behind the field.
  var setting: String? {
    switch self {
    case .maxTokens, .maxCompletionTokens, .maxOutputTokens: "model_max_output_tokens"
    case .temperature, .topP, .topK, .minP, .repeatPenalty, .presencePenalty, .frequencyPenalty,
      .seed, .stop:
      rawValue
    case .repetitionPenalty: "repeat_penalty"
    case .thinkingBudgetTokens, .thinkingTokenBudget, .thinkingBudget: "thinking_budget"
    case .reasoningEffort, .reasoning, .think, .templateArguments: "model_reasoning_effort"
    case .verbosity: "model_verbosity"
    case .timeToLive, .keepAlive: "ttl"
    case .contextLength: "model_context_window"
    case .streamOptions, .promptProgress, .parallelToolCalls, .store, .continueFinalMessage,
      .responseFormat:
      nil
    }
  }

  var remedy: String { SupportMessages.leaveOut(field: rawValue, setting: setting) }
}
