/// A call that a model wrote as words: its server did not recognise it, and nothing runs.
///
/// How families of models write calls: Hermes and Qwen (`<tool_call>`), Qwen3-Coder (`<function=`), Mistral
/// (`[TOOL_CALLS]`), Llama (`<|python_tag|>`), gpt-oss (`to=functions.`), DeepSeek, MiniMax, LFM2, and LM Studio's own
/// way for models without one (`[TOOL_REQUEST]`).
enum SpokenCall {
  private static let marks = [
    "<tool_call>", "<function=", "[TOOL_CALLS]", "[TOOL_REQUEST]", "<|python_tag|>",
    "to=functions.",
    "<｜tool▁call▁begin｜>", "<invoke", "<|tool_call_start|>", "<function_calls>",
  ]
  /// Bytes of the end that are looked at: a call ends an answer.
  private static let reach = 8 << 10

  /// The tool that the end of an answer calls; `nil` for talk about calls: in a code block, or of tools that were not
  /// offered.
  static func name(in text: StreamText, offered: [String]) -> String? {
    guard !offered.isEmpty else { return nil }
    let end = text.string.suffix(reach)
    guard
      let mark = marks.compactMap({ end.firstRange(of: $0) }).min(by: {
        $0.lowerBound < $1.lowerBound
      }),
      end[..<mark.lowerBound].ranges(of: "```").count.isMultiple(of: 2)
    else { return nil }
    let rest = end[mark.lowerBound...]
    return offered.first { rest.contains($0) }
  }
}
