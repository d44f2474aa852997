/// In which form a reply's thinking reaches the client.
///
/// The raw names are what `X-Simulate-Reasoning` and `!!think=` take.
package enum ReasoningMode: String, Sendable, CaseIterable {
  /// As the profile and the model do it.
  case standard
  /// Apart, under `reasoning_content`.
  case reasoningContent = "reasoning_content"
  /// Apart, under `reasoning`.
  case reasoning
  /// Apart, under both keys at once with the same text.
  case both
  /// `<think>…</think>` inside the answer.
  case inline
  /// The same without the opening tag, which the prompt template had already written.
  case noOpener = "no-opener"
  /// Inline, one character in each delta, so that every tag is cut everywhere.
  case split
  /// An empty `<think>` block before the answer.
  case empty
  /// `<think>` that never closes, and no answer.
  case unclosed
  /// A second `<think>` block in the middle of the answer.
  case reopened
  /// Answer and all in the thinking, nothing in the content.
  case allInReasoning = "all-in-reasoning"
  /// gpt-oss markers left in the content.
  case harmonyA = "harmony-a"
  /// gpt-oss markers with the special tokens stripped: `analysis…assistantfinal…`.
  case harmonyB = "harmony-b"
  /// Thinking apart, and the tail of the markers left at the head of the answer.
  case harmonyD = "harmony-d"
  /// Apart; `/v1/responses` sends the whole of it at once in `reasoning_text.done`.
  case doneOnly = "done-only"
  /// Apart, in two stretches with a tool call between them.
  case afterTool = "after-tool"
  /// No thinking at all.
  case off
}
