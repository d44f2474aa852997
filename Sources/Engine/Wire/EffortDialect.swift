/// How a reasoning effort is written for a server.
///
/// The profile's words are OpenAI's (`none`, `minimal`, `low`, `medium`, `high`, `xhigh`) and LM Studio's
/// (`off`, `on`), whichever was written. Words of a server's own go as they are.
package enum EffortDialect: Equatable, Sendable {
  /// `reasoning_effort`, `none` to `xhigh`: OpenAI and LM Studio's chat (which ignores or refuses `off`).
  case openAI
  /// llama.cpp: arguments of the model's template, since the field itself does nothing there.
  case template
  /// vLLM: `low`, `medium` and `high` in the field, and the template's switch.
  case vllm
  /// Ollama's `/v1`: `none`, `low`, `medium`, `high`.
  case ollama

  func write(_ effort: String, to body: inout JSON) {
    let word = Self.word(effort)
    switch self {
    case .openAI: body["reasoning_effort"] = word.map(JSON.string)
    case .ollama: body["reasoning_effort"] = word.map { .string(Self.ofThree($0)) }
    case .template: body["chat_template_kwargs"] = Self.arguments(word)
    case .vllm:
      body["chat_template_kwargs"] = Self.arguments(word)
      if let word, word != "none" { body["reasoning_effort"] = .string(Self.ofThree(word)) }
    }
  }

  /// Qwen, GLM and others know `enable_thinking`, DeepSeek and Granite `thinking`, gpt-oss the effort.
  /// A template passes over what it does not know.
  private static func arguments(_ word: String?) -> JSON {
    let thinks = word != "none"
    var arguments: JSON = ["enable_thinking": .bool(thinks), "thinking": .bool(thinks)]
    if let word, thinks { arguments["reasoning_effort"] = .string(ofThree(word)) }
    return arguments
  }

  private static func ofThree(_ word: String) -> String {
    switch word {
    case "minimal": "low"
    case "xhigh", "max": "high"
    default: word
    }
  }

  /// The effort in OpenAI's words; `nil` for "think, as much as you like", which has none.
  static func word(_ effort: String) -> String? {
    switch effort {
    case "off", "false", "disabled": "none"
    case "on", "true", "enabled": nil
    default: effort
    }
  }

  /// LM Studio's own API: `off`, `low`, `medium`, `high`, `xhigh` or `on`, of which a model may take a few.
  static func native(_ effort: String, options: [String]?) -> String {
    let wishes: [String] =
      switch effort {
      case "none", "off", "false", "disabled": ["off", "none", "low", "minimal"]
      case "minimal": ["minimal", "low", "off"]
      case "on", "true", "enabled": ["on", "medium", "low", "high"]
      case "low", "medium", "high": [effort, "on"]
      case "xhigh": ["xhigh", "high", "on"]
      default: [effort]
      }
    guard let options, !options.isEmpty else {
      return ["none": "off", "minimal": "low"][effort] ?? wishes[0]
    }
    return wishes.first { options.contains($0) } ?? wishes[0]
  }
}
