import Testing

@testable import Engine

/// The vectors of the Codex fact sheet, §10, that concern reading. Numbers are theirs.
@Suite("Test vectors from Codex's history")
struct CodexVectorTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    var number: Int
    var stream: String
    var thinking = ""
    var answer = ""
    var ending = "stop"
    var startsThinking = false
    var notices = 0

    var testDescription: String { "vector \(number)" }
  }

  static let stop = chunk("{}", finish: #""stop""#)

  static let vectors: [Vector] = [
    Vector(
      number: 1,
      stream: events(chunk(#"{"reasoning":"a"}"#), chunk(#"{"content":"b"}"#), stop, "[DONE]"),
      thinking: "a", answer: "b"),
    Vector(
      number: 2,
      stream: events(
        chunk(#"{"reasoning_content":"a"}"#), chunk(#"{"content":"b"}"#), stop, "[DONE]"),
      thinking: "a", answer: "b"),
    Vector(
      number: 3,
      stream: events(
        chunk(#"{"reasoning":{"text":"x"}}"#), chunk(#"{"reasoning":{"content":"y"}}"#), "[DONE]"),
      thinking: "xy"),
    Vector(
      number: 4,
      stream: events(
        chunk(#"{"content":"<thi"}"#), chunk(#"{"content":"nk>a</th"}"#),
        chunk(#"{"content":"ink>b"}"#), stop),
      thinking: "a", answer: "b"),
    Vector(
      number: 5, stream: events(chunk(#"{"content":"a</think>b"}"#), stop), thinking: "a",
      answer: "b",
      startsThinking: true),
    Vector(
      number: 6, stream: events(chunk(#"{"content":"1 <thin air"}"#), stop), answer: "1 <thin air"),
    Vector(
      number: 7,
      stream: events(
        chunk(#"{"content":null}"#), chunk(#"{"role":"assistant"}"#), chunk(#"{"content":""}"#),
        #"{"choices":[{"index":0,"finish_reason":null}]}"#, #"{"choices":null}"#, #"{"choices":[]}"#
      ),
      ending: "none"),
    Vector(
      number: 8,
      stream: events(
        chunk(#"{"content":"a"}"#, finish: #""""#), chunk(#"{"content":"b"}"#), stop, "[DONE]"),
      answer: "ab"),
    Vector(
      number: 9,
      stream: events(
        chunk(#"{"content":"a"}"#), stop,
        #"{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2}}"#,
        "[DONE]"),
      answer: "a"),
    Vector(number: 10, stream: events(chunk(#"{"content":"a"}"#)), answer: "a", ending: "none"),
    Vector(number: 11, stream: "", ending: "none"),
    Vector(
      number: 12, stream: events(chunk(#"{"content":"a"}"#), #"{"error":{"message":"m"}}"#),
      answer: "a",
      ending: "failed"),
    Vector(
      number: 13,
      stream: events(chunk(#"{"content":"a"}"#)) + "event: error\ndata: {\"message\":\"m\"}\n\n",
      answer: "a",
      ending: "failed"),
    Vector(
      number: 13, stream: "event: error\ndata: it broke\n\n", ending: "failed"),
    Vector(
      number: 14,
      stream: String(repeating: ": ping\n\n", count: 50) + events(chunk(#"{"content":"a"}"#), stop),
      answer: "a"),
    Vector(
      number: 16,
      stream: "data:{\"choices\":[{\"delta\":\rdata: {\"content\":\"a\"}}]}\r\rdata:[DONE]\r\r",
      answer: "a"),
    Vector(
      number: 17,
      stream: events(
        chunk(#"{"content":"a"}"#), #"{"choices":[{"del"#, chunk(#"{"content":"b"}"#), stop),
      answer: "ab", notices: 1),
    Vector(
      number: 18, stream: events(chunk(#"{"content":"a"}"#, finish: #""length""#), "[DONE]"),
      answer: "a",
      ending: "lengthLimit"),
    Vector(
      number: 19,
      stream: events(
        #"{"choices":[{"index":0,"delta":{"content":"a"}},{"index":1,"delta":{"content":"b"}}]}"#,
        #"{"choices":[{"index":1,"delta":{"content":"c"},"finish_reason":"length"}]}"#, stop),
      answer: "a"),
    Vector(
      number: 20,
      stream: events(
        chunk(#"{"reasoning":"a"}"#), chunk(#"{"content":"b"}"#),
        #"{"choices":[{"index":0,"message":{"reasoning":"a","content":"b"},"finish_reason":"stop"}]}"#
      ),
      thinking: "a", answer: "b"),
    Vector(
      number: 21,
      stream: events(
        chunk(#"{"tool_calls":[{"index":0,"id":"1","function":{"name":"f","arguments":""}}]}"#),
        chunk(#"{"tool_calls":[{"index":0,"function":{"arguments":"{}"}}]}"#),
        chunk("{}", finish: #""tool_calls""#), "[DONE]"),
      ending: "toolCall", notices: 1),
    Vector(number: 22, stream: events(chunk(#"{"content":"a"}"#), "DONE"), answer: "a"),
    Vector(
      number: 23,
      stream:
        #"{"choices":[{"index":0,"message":{"reasoning_content":"a","content":"b"},"finish_reason":"stop"}]}"#,
      thinking: "a", answer: "b"),
    Vector(
      number: 23,
      stream:
        "{\n  \"choices\": [\n    {\"message\": {\"content\": \"<think>a</think>b\"}}\n  ]\n}",
      thinking: "a", answer: "b"),
  ]

  @Test("Chat vectors", arguments: vectors)
  func chat(_ vector: Vector) {
    for pieces in [[Array(vector.stream.utf8)], Cut.single(Array(vector.stream.utf8))] {
      let heard = ChatWire().hear(pieces, startsThinking: vector.startsThinking)
      #expect(heard.thinking == vector.thinking)
      #expect(heard.answer == vector.answer)
      #expect(heard.ending == vector.ending)
      #expect(heard.notices.count == vector.notices)
      #expect(heard.endings == 0)
    }
  }

  @Test("Vector 9: the usage behind the ending is not lost")
  func usageBehindEnding() {
    let vector = Self.vectors.first { $0.number == 9 }
    var decoder = ChatWire().decoder(for: ChatRequest(model: "m", messages: []))
    var deltas: [Delta] = []
    decoder.decode(Array((vector?.stream ?? "").utf8), into: &deltas)
    #expect(deltas.last == .finish(.stop))
    #expect(deltas.contains(.usage(Usage(promptTokens: 3, completionTokens: 2))))
  }

  @Test("Vector 15: bytes cut inside a scalar and inside CRLF")
  func cutScalar() {
    let stream = Array(events(chunk(#"{"content":"é🤔"}"#), Self.stop).utf8)
      .flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    for pieces in Cut.every(stream) { #expect(ChatWire().hear(pieces).answer == "é🤔") }
  }

  static let responses: [Vector] = [
    Vector(
      number: 24,
      stream: events(
        #"{"type":"response.output_text.delta","delta":"a"}"#,
        #"{"type":"response.completed","response":{"id":"r"}}"#),
      answer: "a"),
    Vector(
      number: 25,
      stream: events(
        #"{"type":"response.reasoning_text.done","item_id":"i","text":"a b"}"#,
        #"{"type":"response.output_item.done","item":{"type":"reasoning","id":"i","content":[{"type":"reasoning_text","text":"a b"}]}}"#,
        #"{"type":"response.completed","response":{"output":[{"type":"reasoning","content":[{"type":"reasoning_text","text":"a b"}]}]}}"#
      ),
      thinking: "a b"),
    Vector(
      number: 26,
      stream: events(
        #"{"type":"response.reasoning_text.delta","item_id":"i","delta":"a"}"#,
        #"{"type":"response.reasoning_text.delta","item_id":"j","delta":"b"}"#,
        #"{"type":"response.reasoning_text.done","item_id":"k","text":"ab"}"#,
        #"{"type":"response.output_item.done","item":{"type":"reasoning","id":"l","content":[{"type":"reasoning_text","text":"ab"}]}}"#,
        #"{"type":"response.completed","response":{}}"#),
      thinking: "ab"),
    Vector(
      number: 27,
      stream: events(
        #"{"type":"response.output_text.delta","delta":"a"}"#,
        #"{"type":"response.failed","response":{"status":"failed","error":{"code":"server_error","message":"m"}}}"#
      ),
      answer: "a", ending: "failed"),
  ]

  @Test("Responses vectors", arguments: responses)
  func response(_ vector: Vector) {
    let heard = ResponsesWire().hear(vector.stream)
    #expect(heard.thinking == vector.thinking)
    #expect(heard.answer == vector.answer)
    #expect(heard.ending == vector.ending)
  }

  @Test("Vector 27: a failure is told at once, though the socket stays open")
  func failureAtOnce() {
    var decoder = ResponsesWire().decoder(for: ChatRequest(model: "m", messages: []))
    var deltas: [Delta] = []
    let failed = #"{"type":"response.failed","response":{"error":{"code":"x","message":"m"}}}"#
    decoder.decode(Array(events(failed).utf8), into: &deltas)
    #expect(Heard(deltas).failure?.kind == .serverFault)
  }

  @Test(
    "Vector 28: the wait a server asks for",
    arguments: [
      ("Please try again in 28ms. Visit", Duration.milliseconds(28)),
      ("please try again in 1.898s.", .milliseconds(1898)),
      ("Rate limit. Try again in 35 seconds", .seconds(35)), ("try again in 6m0s", .seconds(360)),
      ("try again in 11.054s", .milliseconds(11054)), ("try again later", nil),
      ("try again in a while", nil),
    ])
  func delays(_ words: String, _ delay: Duration?) {
    let event: JSON = [
      "type": "response.failed",
      "response": ["error": ["code": "rate_limit_exceeded", "message": .string(words)]],
    ]
    let failure = ResponsesWire().hear(events(event.text)).failure
    #expect(failure?.kind == .rateLimited)
    #expect(failure?.retryAfter == delay)
  }

  @Test(
    "Retry-After as a date counts from the answer's own date, else from now",
    arguments: [
      ("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:07 GMT", Duration.seconds(30)),
      ("Sun, 06 Nov 1994 08:49:37 GMT", nil, .seconds(7)),
      ("Sun, 06 Nov 1994 08:49:37 GMT", "Mon, 07 Nov 1994 08:49:07 GMT", .zero),
      ("soon", nil, nil), ("Sun, 06 Nov 1994", nil, nil), ("-3", nil, nil),
    ])
  func retryDate(_ after: String, _ sent: String?, _ wanted: Duration?) {
    var headers = [HTTPHeader("retry-after", after)]
    if let sent { headers.append(HTTPHeader("Date", sent)) }
    #expect(RetryDelay.duration(in: headers, now: 784_111_770_000) == wanted)
  }

  @Test("Vector 29: Retry-After of a 429")
  func retryAfter() {
    let error = ErrorMapper.error(
      status: 429, headers: [HTTPHeader("Retry-After", "2")], body: Array("slow down".utf8))
    #expect(error.kind == .rateLimited)
    #expect(error.retryAfter == .seconds(2))
  }
}
