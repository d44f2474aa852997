import Testing

@testable import Engine

/// Calls as families of models write them, when their server does not recognise them.
@Suite("Calls written as words")
struct SpokenCallTests {
  private static func name(_ text: String) -> String? {
    var stream = StreamText()
    stream.append(text)
    return SpokenCall.name(in: stream, offered: ["git__log", "log"])
  }

  @Test(
    "Each family's way is seen",
    arguments: [
      "I look.\n<tool_call>\n{\"name\": \"git__log\", \"arguments\": {}}\n</tool_call>",
      "<function=git__log><parameter=n>\n3\n</parameter></function>",
      "[TOOL_CALLS] [{\"name\":\"git__log\",\"arguments\":{}}]", "[TOOL_CALLS]git__log[ARGS]{}",
      "[TOOL_REQUEST]{\"name\":\"git__log\",\"arguments\":{}}[END_TOOL_REQUEST]",
      "<|python_tag|>{\"name\":\"git__log\",\"parameters\":{}}",
      "<|channel|>commentary to=functions.git__log <|constrain|>json<|message|>{}<|call|>",
      "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>git__log",
      "<minimax:tool_call><invoke name=\"git__log\"></invoke></minimax:tool_call>",
      "<|tool_call_start|>[git__log(n=3)]<|tool_call_end|>",
      "```swift\nlet a = 1\n```\n<tool_call>{\"name\": \"git__log\"}</tool_call>",
    ])
  func families(_ text: String) { #expect(Self.name(text) == "git__log") }

  @Test(
    "Talk about calls is none",
    arguments: [
      "", "The log says no.", "```\n<tool_call>{\"name\": \"git__log\"}</tool_call>\n```",
      "<tool_call>{\"name\": \"rm\"}</tool_call>", "Write git__log(…) and wait.",
    ])
  func talk(_ text: String) { #expect(Self.name(text) == nil) }
}
