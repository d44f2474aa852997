extension Usage {
  /// OpenAI's `usage`, of Chat Completions or of Responses; DeepSeek's name for cached tokens too.
  init(openAI usage: JSON) {
    self.init(
      promptTokens: usage["prompt_tokens"]?.count(.tokens) ?? usage["input_tokens"]?.count(.tokens),
      completionTokens: usage["completion_tokens"]?.count(.tokens)
        ?? usage["output_tokens"]?.count(.tokens),
      reasoningTokens: (usage["completion_tokens_details"] ?? usage["output_tokens_details"])?[
        "reasoning_tokens"]?.count(.tokens),
      cachedTokens: (usage["prompt_tokens_details"] ?? usage["input_tokens_details"])?[
        "cached_tokens"]?.count(.tokens) ?? usage["prompt_cache_hit_tokens"]?.count(.tokens))
  }

  /// llama.cpp's `timings`: `prompt_n` counts only what was not in the cache.
  init(llamaCpp timings: JSON) {
    let cached = timings["cache_n"]?.count(.tokens)
    let written = timings["predicted_n"]?.count(.tokens)
    self.init(
      promptTokens: timings["prompt_n"]?.count(.tokens).flatMap {
        Figure.tokens.count(Double($0 + (cached ?? 0)))
      },
      completionTokens: written,
      cachedTokens: cached,
      tokensPerSecond: written == 0
        ? nil : timings["predicted_per_second"]?.amount(.tokensPerSecond),
      promptSeconds: timings["prompt_ms"]?.amount(.seconds, per: 1e3))
  }

  /// LM Studio's `stats`, of `/api/v1/chat` or of `/api/v0`.
  init(lmStudio stats: JSON) {
    self.init(
      promptTokens: stats["input_tokens"]?.count(.tokens),
      completionTokens: stats["total_output_tokens"]?.count(.tokens),
      reasoningTokens: stats["reasoning_output_tokens"]?.count(.tokens),
      tokensPerSecond: stats["tokens_per_second"]?.amount(.tokensPerSecond),
      timeToFirstToken: (stats["time_to_first_token_seconds"] ?? stats["time_to_first_token"])?
        .amount(.seconds),
      loadSeconds: stats["model_load_time_seconds"]?.amount(.seconds))
  }

  /// The last line of Ollama's `/api/chat`; its durations are nanoseconds.
  init(ollama line: JSON) {
    let written = line["eval_count"]?.count(.tokens)
    let writing = line["eval_duration"]?.amount(.seconds, per: 1e9)
    var speed: Double?
    if let written, let writing { speed = Figure.tokensPerSecond.amount(Double(written) / writing) }
    self.init(
      promptTokens: line["prompt_eval_count"]?.count(.tokens),
      completionTokens: written,
      tokensPerSecond: speed,
      loadSeconds: line["load_duration"]?.amount(.seconds, per: 1e9),
      promptSeconds: line["prompt_eval_duration"]?.amount(.seconds, per: 1e9))
  }
}
