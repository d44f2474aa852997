extension Usage {
  /// OpenAI's `usage`, of Chat Completions or of Responses; DeepSeek's name for cached tokens too.
  init(openAI usage: JSON) {
    self.init(
      promptTokens: usage["prompt_tokens"]?.int ?? usage["input_tokens"]?.int,
      completionTokens: usage["completion_tokens"]?.int ?? usage["output_tokens"]?.int,
      reasoningTokens: (usage["completion_tokens_details"] ?? usage["output_tokens_details"])?[
        "reasoning_tokens"]?.int,
      cachedTokens: (usage["prompt_tokens_details"] ?? usage["input_tokens_details"])?[
        "cached_tokens"]?.int ?? usage["prompt_cache_hit_tokens"]?.int)
  }

  /// llama.cpp's `timings`: `prompt_n` counts only what was not in the cache.
  init(llamaCpp timings: JSON) {
    let cached = timings["cache_n"]?.int
    let written = timings["predicted_n"]?.int
    self.init(
      promptTokens: timings["prompt_n"]?.int.map { $0 + (cached ?? 0) },
      completionTokens: written,
      cachedTokens: cached,
      tokensPerSecond: written == 0 ? nil : timings["predicted_per_second"]?.double,
      promptSeconds: timings["prompt_ms"]?.double.map { $0 / 1000 })
  }

  /// LM Studio's `stats`, of `/api/v1/chat` or of `/api/v0`.
  init(lmStudio stats: JSON) {
    self.init(
      promptTokens: stats["input_tokens"]?.int,
      completionTokens: stats["total_output_tokens"]?.int,
      reasoningTokens: stats["reasoning_output_tokens"]?.int,
      tokensPerSecond: stats["tokens_per_second"]?.double,
      timeToFirstToken: (stats["time_to_first_token_seconds"] ?? stats["time_to_first_token"])?
        .double,
      loadSeconds: stats["model_load_time_seconds"]?.double)
  }

  /// The last line of Ollama's `/api/chat`; its durations are nanoseconds.
  init(ollama line: JSON) {
    let written = line["eval_count"]?.int
    let writing = line["eval_duration"]?.double.map { $0 / 1e9 }
    var speed: Double?
    if let written, let writing, writing > 0 { speed = Double(written) / writing }
    self.init(
      promptTokens: line["prompt_eval_count"]?.int,
      completionTokens: written,
      tokensPerSecond: speed,
      loadSeconds: line["load_duration"]?.double.map { $0 / 1e9 },
      promptSeconds: line["prompt_eval_duration"]?.double.map { $0 / 1e9 })
  }
}
