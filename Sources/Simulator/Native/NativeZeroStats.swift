/// What `/api/v0` adds to an OpenAI-style answer.
enum NativeZeroStats {
  static func fields(
    _ performance: Performance, _ count: TokenCount, _ card: ModelCard, _ instance: ModelInstance
  ) -> JSON {
    let reason = performance.ending == .length ? "maxPredictedTokensReached" : "eosFound"
    return [
      "stats": [
        "tokens_per_second": .double(performance.rate.rounded(to: 2)),
        "time_to_first_token": .double(performance.timeToFirstToken.rounded(to: 3)),
        "generation_time": .double((Double(count.output) / performance.rate).rounded(to: 3)),
        "stop_reason": .string(reason),
      ],
      "model_info": [
        "arch": .string(card.architecture), "quant": .string(card.quantization),
        "format": .string(card.format), "context_length": .int(instance.contextLength),
      ],
      "runtime": [
        "name": "llama.cpp-linux-x86_64-avx2", "version": "1.50.2",
        "supported_formats": ["gguf"],
      ],
    ]
  }
}
