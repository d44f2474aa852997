import Testing

@testable import Engine

@Suite("Quirks of the wires")
struct WireTests {
  @Test(
    "The same thinking under two keys is heard once",
    arguments: [
      #"{"reasoning":"a","reasoning_content":"a"}"#,
      #"{"content":"","reasoning":"a","reasoning_details":[{"type":"reasoning.text","text":"a"}]}"#,
      #"{"reasoning_details":[{"type":"reasoning.summary","summary":"a"},{"type":"reasoning.encrypted","data":"x"}]}"#,
      #"{"thinking":"a"}"#, #"{"reasoning_content":null,"reasoning":"a"}"#, #"{"reasoning":["a"]}"#,
    ])
  func thinkingKeys(_ delta: String) {
    #expect(ChatWire().hear(events(chunk(delta))).thinking == "a")
  }

  @Test(
    "Every complaint in mid-stream ends the reply and keeps what was said",
    arguments: [
      #"{"error":{"message":"Compute error."}}"#,
      #"{"error":{"message":"Compute error."},"message":"Compute error."}"#,
      #"{"error":"Compute error."}"#,
      #"{"object":"error","message":"Compute error."}"#,
    ])
  func complaints(_ data: String) {
    for name in ["", "event: error\n"] {
      let heard = ChatWire().hear(
        events(chunk(#"{"content":"Half"}"#)) + name + events(data, chunk(#"{"content":"x"}"#)))
      #expect(heard.answer == "Half")
      #expect(heard.failure?.kind == .serverFault)
      #expect(heard.failure?.message.contains("Compute error.") == true)
    }
  }

  @Test("A null or empty error is none")
  func emptyError() {
    let heard = ChatWire().hear(
      events(#"{"error":null,"choices":[{"delta":{"content":"a"},"finish_reason":"stop"}]}"#))
    #expect(heard.answer == "a")
    #expect(heard.finish == .stop)
  }

  @Test(
    "A body instead of a stream is told for what it is",
    arguments: [
      (
        #"{"error":"Unexpected endpoint or method. (POST /v1/chat/completions)"}"#,
        EngineError.Kind.unsupported
      ),
      (
        "{\n  \"error\": {\n    \"message\": \"Context size has been exceeded.\"\n  }\n}",
        .contextOverflow
      ),
      ("<!DOCTYPE html>\n<html><title>Login</title></html>", .serverFault),
      ("Not today.", .serverFault),
      ("{}", .serverFault), ("[]", .serverFault),
    ])
  func bodies(_ body: String, _ kind: EngineError.Kind) {
    let wires: [any Wire] = [ChatWire(), ResponsesWire(), LMStudioWire(), OllamaWire()]
    for wire in wires {
      for pieces in [[Array(body.utf8)], Cut.single(Array(body.utf8))]
      where body != "{}" && body != "[]" {
        #expect(wire.hear(pieces).failure?.kind == kind)
      }
    }
    #expect(ChatWire().hear(body).failure?.kind == kind)
  }

  @Test("llama.cpp's old error field is an error")
  func oldErrorField() {
    let heard = ChatWire().hear(
      events(chunk(#"{"content":"a"}"#)) + "error: {\"code\":500,\"message\":\"boom\"}\n\n")
    #expect(heard.failure?.message.contains("boom") == true)
  }

  @Test("What follows the ending is not heard")
  func afterTheEnd() {
    let heard = ChatWire().hear(events("[DONE]", chunk(#"{"content":"x"}"#), "[DONE]"))
    #expect(heard.answer == "")
    #expect(heard.endings == 0)
  }

  @Test("An event without end ends the reply instead of the memory")
  func overrun() {
    let piece = Array(repeating: UInt8(ascii: "x"), count: 1 << 20)
    let wires: [any Wire] = [ChatWire(), ResponsesWire(), LMStudioWire(), OllamaWire()]
    for wire in wires {
      let heard = wire.hear(
        [Array("data: \"".utf8)] + Array(repeating: piece, count: 8 * EventLimit.endlessFactor + 10)
      )
      #expect(heard.failure?.kind == .brokenStream)
    }
  }

  @Test("LM Studio: an error without chat.end is still told when the stream ends")
  func latchedError() {
    let start = "event: message.delta\ndata: {\"content\":\"a\"}\n\n"
    let error = "event: error\ndata: {\"error\":{\"type\":\"unknown\",\"message\":\"m\"}}\n\n"
    let more = "event: message.delta\ndata: {\"content\":\"b\"}\n\n"
    let heard = LMStudioWire().hear(start + error + more)
    #expect(heard.answer == "ab")
    #expect(heard.failure?.message.contains("m") == true)
  }

  @Test("LM Studio: an answer that came whole, and one cut at its limit")
  func wholeAnswer() {
    let body =
      #"{"model_instance_id":"i","output":[{"type":"reasoning","content":"a"},{"type":"message","content":"b"}],"stats":{"total_output_tokens":5},"response_id":"resp_1"}"#
    let heard = LMStudioWire().hear(body)
    #expect((heard.thinking, heard.answer) == ("a", "b"))
    #expect(heard.responseID == "resp_1")
    #expect(heard.finish == .stop)

    var decoder = LMStudioWire().decoder(
      for: ChatRequest(model: "m", messages: [.init(.user, "Hi")], maxOutputTokens: 5))
    var deltas: [Delta] = []
    decoder.decode(Array(body.utf8), into: &deltas)
    decoder.end(into: &deltas)
    #expect(deltas.last == .finish(.lengthLimit))
  }

  @Test("LM Studio: a call that the server runs is one call, unknown events are passed over")
  func nativeToolCall() {
    let heard = LMStudioWire().hear(
      events(
        #"{"type":"tool_call.start","tool":"f"}"#, #"{"type":"tool_call.name","tool":"f"}"#,
        #"{"type":"tool_call.arguments","tool":"f","arguments":{"a":1}}"#,
        #"{"type":"tool_call.success","tool":"f","arguments":{"a":1},"output":"yes"}"#,
        #"{"type":"brand.new"}"#,
        #"{"type":"chat.end","result":{"output":[{"type":"tool_call","tool":"f"}]}}"#))
    #expect(heard.calls.all == [ToolCall("f", #"{"a":1}"#)])
    #expect(heard.notices == [])
    #expect(heard.finish == .stop)
  }

  @Test(
    "Responses: an incomplete one tells why",
    arguments: [
      ("max_output_tokens", "lengthLimit"), ("content_filter", "failed"),
      ("other", "failed"),
    ])
  func incomplete(_ reason: String, _ ending: String) {
    let heard = ResponsesWire().hear(
      events(
        #"{"type":"response.output_text.delta","delta":"a"}"#,
        #"{"type":"response.incomplete","response":{"status":"incomplete","incomplete_details":{"reason":"\#(reason)"},"usage":{"input_tokens":3}}}"#
      ))
    #expect(heard.answer == "a")
    #expect(heard.ending == ending)
    #expect(heard.usage.promptTokens == 3)
  }

  @Test("Responses: the final output is the answer when nothing came before")
  func finalOutput() {
    let heard = ResponsesWire().hear(
      events(
        #"{"type":"response.completed","response":{"status":"completed","error":null,"output":[{"type":"reasoning","summary":[{"type":"summary_text","text":"s"}]},{"type":"message","content":[{"type":"output_text","text":"a"},{"type":"refusal","refusal":"no"}]}]}}"#
      ))
    #expect(heard.thinking == "s")
    #expect(heard.answer == "ano")
  }

  @Test("Responses: two whole summaries of one item are two paragraphs")
  func wholeSummaries() {
    let heard = ResponsesWire().hear(
      events(
        #"{"type":"response.reasoning_summary_text.done","item_id":"i","summary_index":0,"text":"a"}"#,
        #"{"type":"response.reasoning_summary_part.added","item_id":"i","summary_index":1}"#,
        #"{"type":"response.reasoning_summary_text.done","item_id":"i","summary_index":1,"text":"b"}"#,
        #"{"type":"response.output_item.done","item":{"id":"i","type":"reasoning","summary":[{"type":"summary_text","text":"a"},{"type":"summary_text","text":"b"}]}}"#
      ))
    #expect(heard.thinking == "a\n\nb")
  }

  @Test("Responses: an error event, in either of its shapes")
  func errorEvents() {
    for data in [
      #"{"type":"error","code":"server_error","message":"boom","param":null}"#,
      #"{"type":"error","error":{"type":"server_error","message":"boom"}}"#,
    ] {
      #expect(ResponsesWire().hear(events(data)).failure?.message.contains("boom") == true)
    }
  }

  @Test("Ollama: an error line ends the reply, a length limit is told")
  func ollama() {
    let start = #"{"message":{"content":"a"},"done":false}"# + "\n"
    let failed = OllamaWire().hear(start + #"{"error":"model runner has unexpectedly stopped"}"#)
    #expect(failed.answer == "a")
    #expect(failed.failure?.message.contains("unexpectedly stopped") == true)
    let limited = OllamaWire().hear(start + #"{"done":true,"done_reason":"length"}"#)
    #expect(limited.finish == .lengthLimit)
    let figures = OllamaWire().hear(
      #"{"done":true,"done_reason":"stop","load_duration":2500000000,"prompt_eval_duration":130000000,"eval_count":9,"eval_duration":300000000}"#
    ).usage
    #expect(
      figures
        == Usage(completionTokens: 9, tokensPerSecond: 30, loadSeconds: 2.5, promptSeconds: 0.13))
    let skipped = OllamaWire().hear(start + "{broken\n" + #"{"done":true}"#)
    #expect(skipped.notices.count == 1)
  }
}
