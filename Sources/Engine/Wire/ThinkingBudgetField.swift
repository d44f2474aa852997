/// Where a server takes a limit on thinking, in tokens.
package enum ThinkingBudgetField: Equatable, Sendable {
  /// A field of the request's own: `thinking_budget_tokens` of llama.cpp (measured with build 11549),
  /// `thinking_token_budget` of vLLM, `thinking_budget` of Alibaba's and SiliconFlow's clouds.
  case named(String)
  /// `reasoning.max_tokens`, which goes with no effort (OpenRouter's documents).
  case openRouter
  /// `thinking.budget_tokens`, 1,024 at least (Anthropic's documents).
  case anthropic
  /// `extra_body.google.thinking_config` (Gemini's documents of its OpenAI interface).
  case gemini

  /// Of a cloud, by its host.
  package init?(host: String) {
    switch host {
    case "openrouter.ai": self = .openRouter
    case "api.anthropic.com": self = .anthropic
    case "generativelanguage.googleapis.com": self = .gemini
    case "dashscope.aliyuncs.com", "dashscope-intl.aliyuncs.com", "dashscope-us.aliyuncs.com",
      "api.siliconflow.com", "api.siliconflow.cn":
      self = .named("thinking_budget")
    default: return nil
    }
  }

  /// Whether a request carries it: a server may have refused it.
  func isIn(_ body: JSON) -> Bool {
    switch self {
    case .named(let name): body[name] != nil
    case .openRouter: body["reasoning"]?["max_tokens"] != nil
    case .anthropic: body["thinking"] != nil
    case .gemini: body["extra_body"] != nil
    }
  }

  func write(_ tokens: Int, to body: inout JSON) {
    switch self {
    case .named(let name): body[name] = .int(tokens)
    case .openRouter:
      body["reasoning"] = ["max_tokens": .int(tokens)]
      body["reasoning_effort"] = nil
    case .anthropic:
      body["thinking"] = ["type": "enabled", "budget_tokens": .int(max(1024, tokens))]
    case .gemini:
      let thinking: JSON = ["thinking_budget": .int(tokens), "include_thoughts": true]
      body["extra_body"] = ["google": ["thinking_config": thinking]]
      body["reasoning_effort"] = nil
    }
  }
}
