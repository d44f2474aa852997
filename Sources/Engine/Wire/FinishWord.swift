/// What servers call the end of a reply, by its meaning.
///
/// Only a word known to be a success is one. The others say so to the reader and by the exit code.
enum FinishWord {
  private static let success: Set<String> = [
    "stop", "eos", "eos_token", "end", "end_turn", "stop_sequence", "stop_token", "stop_string",
    "complete", "completed", "done", "finished", "finish", "normal", "success",
    "finish_reason_stop",
  ]
  private static let length: Set<String> = [
    "length", "max_tokens", "max_output_tokens", "max_length", "max_new_tokens", "model_length",
    "model_context_window_exceeded", "context_length", "context_length_exceeded", "token_limit",
    "limit", "finish_reason_max_tokens",
  ]
  private static let filter: Set<String> = [
    "content_filter", "content-filter", "content_filtered", "safety", "refusal", "sensitive",
    "recitation", "prohibited_content", "blocklist", "spii", "image_safety", "moderation",
    "guardrail_intervened", "guardrails", "finish_reason_safety", "finish_reason_recitation",
  ]
  private static let tools: Set<String> = [
    "tool_calls", "tool_call", "tool_use", "function_call", "tool-calls",
  ]

  /// The meaning of a word; `nil` for none. An empty one in mid-stream, as some proxies send, is none.
  static func reason(_ word: String?) -> FinishReason? {
    guard let word, !word.isEmpty else { return nil }
    let known = word.lowercased()
    if success.contains(known) { return .stop }
    if length.contains(known) { return .lengthLimit }
    if filter.contains(known) { return .failed(WireMessages.filtered(word)) }
    if tools.contains(known) { return .toolCall }
    if ["null", "none", "unfinished", "load", "unload"].contains(known) { return nil }
    return .failed(WireMessages.cut(word))
  }
}
