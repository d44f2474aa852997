import Testing

@testable import Engine

/// A call and its result, as each wire sends them back.
@Suite("Calls in requests")
struct CallRequestTests {
  private static let request: ChatRequest = {
    var assistant = ChatRequest.Message(.assistant, "I look.")
    assistant.thinking = ChatRequest.Thinking(text: "hm", field: "reasoning")
    assistant.calls = [
      ChatRequest.AnsweredCall(
        id: "c1", name: "x__now", arguments: ["zone": "UTC"], result: "14:05",
        companion: ["google": "sig"]),
      ChatRequest.AnsweredCall(id: "c2", name: "x__now", arguments: [:], result: "no"),
    ]
    var request = ChatRequest(
      model: "m",
      messages: [.init(.user, "go"), assistant, .init(.assistant, "Done."), .init(.user, "and?")])
    request.tools = [ChatRequest.Function(name: "x__now", description: "The time")]
    return request
  }()

  @Test("Chat: each result follows its call at once, in order")
  func chat() throws {
    let body = try ChatWire().request(for: Self.request).body
    let messages = try #require(body["messages"]?.array)
    let roles = messages.map { $0["role"]?.string }
    #expect(roles == ["user", "assistant", "tool", "tool", "assistant", "user"])
    #expect(messages[1]["content"]?.string == "I look.")
    #expect(messages[1]["reasoning"]?.string == "hm")
    let call = messages[1]["tool_calls"]?[0]
    #expect(call?["type"]?.string == "function")
    #expect(call?["function"]?["arguments"]?.string == #"{"zone":"UTC"}"#)
    #expect(call?["extra_content"] == ["google": "sig"])
    #expect(messages[2...3].map { $0["tool_call_id"]?.string } == ["c1", "c2"])
    let tool = body["tools"]?[0]
    #expect(tool?["type"]?.string == "function" && tool?["function"]?["name"]?.string == "x__now")
  }

  @Test("Responses: an item each, thinking before its calls, results after them")
  func responses() throws {
    var request = Self.request
    request.messages[1].companions = [["type": "reasoning", "encrypted_content": "e"]]
    let body = try ResponsesWire().request(for: request).body
    let types = body["input"]?.array?.map { $0["type"]?.string }
    #expect(
      types == [
        "message", "reasoning", "message", "function_call", "function_call",
        "function_call_output", "function_call_output", "message", "message",
      ])
    #expect(body["input"]?[3]?["call_id"]?.string == "c1")
    #expect(body["input"]?[5]?["output"]?.string == "14:05")
    #expect(body["tools"]?[0]?["name"]?.string == "x__now")
    #expect(body["include"]?[0]?.string == "reasoning.encrypted_content")
  }

  @Test("Ollama: arguments are objects, results name their tool")
  func ollama() throws {
    let body = try OllamaWire().request(for: Self.request).body
    let messages = try #require(body["messages"]?.array)
    #expect(messages[1]["thinking"]?.string == "hm")
    #expect(messages[1]["tool_calls"]?[0]?["function"]?["arguments"] == ["zone": "UTC"])
    #expect(messages[2]["tool_name"]?.string == "x__now")
    #expect(messages[2]["role"]?.string == "tool")
    #expect(body["tools"]?.array?.count == 1)
  }

  @Test("LM Studio's own API has no place for them")
  func native() {
    #expect(!LMStudioWire.canCarry(Self.request))
    var fresh = ChatRequest(model: "m", messages: [.init(.user, "go")])
    #expect(LMStudioWire.canCarry(fresh))
    fresh.tools = Self.request.tools
    #expect(!LMStudioWire.canCarry(fresh))
  }

  @Test("Characters that no eye can see are not sent in descriptions")
  func hidden() throws {
    let tool = try #require(
      Tool(["name": "now", "description": "The\u{200B} time\u{E0041}\u{202E}"], of: "x"))
    #expect(tool.hidesCharacters)
    #expect(ChatRequest.Function(tool).description == "The time")
  }
}
