/// Tokens used by one reply so far, and the shapes servers give them.
struct TokenCount: Sendable {
  var input: Int
  var cached = 0
  var output = 0
  var reasoning = 0

  mutating func add(_ cue: Cue) {
    switch cue {
    case .reasoning:
      output += 1
      reasoning += 1
    case .content, .arguments: output += 1
    case .reasoningBegan, .reasoningEnded, .contentBegan, .contentEnded, .tool, .callBegan,
      .callEnded:
      break
    }
  }

  /// Zero everywhere, or nil, as the faults want it.
  func spoiled(by faults: FaultSet) -> TokenCount? {
    if faults.contains(.usageMissing) { return nil }
    return faults.contains(.usageZero) ? TokenCount(input: 0) : self
  }

  /// `usage` of `/v1/chat/completions`.
  func usage(profile: ServerProfile, isHarmony: Bool = false) -> JSON {
    let plain: JSON = [
      "prompt_tokens": .int(input), "completion_tokens": .int(output),
      "total_tokens": .int(input + output),
    ]
    switch profile {
    case .lms0425, .cloud:
      if isHarmony { return plain }
      return plain.adding("completion_tokens_details", ["reasoning_tokens": .int(reasoning)])
    case .llamacpp, .llamacppRouter:
      return [
        "completion_tokens": .int(output), "prompt_tokens": .int(input),
        "total_tokens": .int(input + output),
        "prompt_tokens_details": ["cached_tokens": .int(cached)],
      ]
    case .vllm:
      return [
        "prompt_tokens": .int(input), "total_tokens": .int(input + output),
        "completion_tokens": .int(output), "prompt_tokens_details": .null,
      ]
    case .lms0330, .lms0309, .ollama: return plain
    }
  }

  /// `usage` of `/v1/responses`.
  func responseUsage(profile: ServerProfile) -> JSON {
    let usage: JSON = [
      "input_tokens": .int(input), "output_tokens": .int(output),
      "total_tokens": .int(input + output), "input_tokens_details": ["cached_tokens": 0],
    ]
    guard !profile.isLlamaCpp else { return usage }
    return usage.adding("output_tokens_details", ["reasoning_tokens": .int(reasoning)])
  }

  /// llama.cpp's `timings`, in milliseconds and tokens a second.
  func timings(_ performance: Performance) -> JSON {
    let promptMS = performance.promptSeconds * 1000
    let cached = performance.cachedTokens
    let outputMS = Double(output) / performance.rate * 1000
    return [
      "cache_n": .int(cached), "prompt_n": .int(input - cached),
      "prompt_ms": .decimal(promptMS.rounded(to: 3)),
      "prompt_per_token_ms": .decimal(promptMS / Double(max(1, input - cached))),
      "prompt_per_second": .decimal(Double(input - cached) / performance.promptSeconds),
      "predicted_n": .int(output), "predicted_ms": .decimal(outputMS.rounded(to: 3)),
      "predicted_per_token_ms": .decimal(1000 / performance.rate),
      "predicted_per_second": .decimal(performance.rate),
    ]
  }
}
