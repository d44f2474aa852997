import Testing

@testable import Engine

@Suite("Events that differ in their words only")
struct RepeatedEventTests {
  private func chunk(
    _ delta: String, choice: String = #""finish_reason":null"#, rest: String = #","usage":null"#
  ) -> String {
    #"{"id":"c1","model":"m","choices":[{"index":0,"delta":\#(delta),\#(choice)}]\#(rest)}"#
  }

  private func plainWords(_ text: String) -> PlainWords? {
    JSON(parsing: text).flatMap(ChatDecoder.plainWords)
  }

  @Test("A chunk that says one thing is plain")
  func plain() {
    #expect(
      plainWords(chunk(#"{"role":"assistant","content":"Hi"}"#))
        == PlainWords(key: "content", text: "Hi", areThinking: false))
    #expect(
      plainWords(chunk(#"{"content":null,"reasoning":"Hm"}"#))
        == PlainWords(key: "reasoning", text: "Hm", areThinking: true))
  }

  @Test(
    "A chunk that says something else, too, is none",
    arguments: [
      (#"{"content":"a"}"#, #""finish_reason":"stop""#, ""),
      (#"{"content":"a"}"#, #""error":{"message":"out of memory"}"#, ""),
      (#"{"content":"a"}"#, #""text":"b""#, ""),
      (#"{"content":"a"}"#, #""finish_reason":null"#, #","usage":{"total_tokens":1}"#),
      (#"{"content":"a"}"#, #""finish_reason":null"#, #","timings":{"predicted_n":1}"#),
      (#"{"content":"a"}"#, #""finish_reason":null"#, #","error":"no""#),
      (#"{"content":"a","reasoning":"b"}"#, #""finish_reason":null"#, ""),
      (#"{"content":"a","content":"b"}"#, #""finish_reason":null"#, ""),
      (#"{"content":"a","tool_calls":[{}]}"#, #""finish_reason":null"#, ""),
      (#"{"content":[{"type":"text","text":"a"}]}"#, #""finish_reason":null"#, ""),
      (#"{"content":"\ud83d"}"#, #""finish_reason":null"#, ""),
    ])
  func notPlain(_ delta: String, _ choice: String, _ rest: String) {
    #expect(plainWords(chunk(delta, choice: choice, rest: rest)) == nil)
    #expect(plainWords(#"{"choices":[{"index":1,"delta":{"content":"a"}}]}"#) == nil)
  }

  @Test("It is known again with other words, with none, and with a half of what stands around them")
  func again() throws {
    var repeated = RepeatedEvent()
    let text = chunk(#"{"content":"Hi"}"#)
    let words = try #require(plainWords(text))
    repeated.learn(Array(text.utf8)[...], words)
    for said in ["there", "", "}]}", "é", "{content:"] {
      let event = Array(chunk(#"{"content":"\#(said)"}"#).utf8)
      #expect(repeated.words(of: event[...])?.text == said)
    }
  }

  @Test(
    "Whatever else is different, and words with an escape, are read",
    arguments: [
      #"{"content":"a\nb"}"#, #"{"content":"a","reasoning":"b"}"#, #"{"content" :"a"}"#,
      #"{"content":"a"#, #"{"reasoning":"a"}"#,
    ])
  func different(_ delta: String) throws {
    var repeated = RepeatedEvent()
    let text = chunk(#"{"content":"Hi"}"#)
    repeated.learn(Array(text.utf8)[...], try #require(plainWords(text)))
    #expect(repeated.words(of: Array(chunk(delta).utf8)[...]) == nil)
    let last = chunk(#"{"content":"a"}"#, choice: #""finish_reason":"stop""#)
    #expect(repeated.words(of: Array(last.utf8)[...]) == nil)
    #expect(repeated.words(of: []) == nil)
  }

  @Test("A word that stands in two places is not taken for the words")
  func ambiguous() throws {
    var repeated = RepeatedEvent()
    let text = #"{"content":"Hi","choices":[{"delta":{"content":"Hi"}}]}"#
    repeated.learn(
      Array(text.utf8)[...], PlainWords(key: "content", text: "Hi", areThinking: false))
    #expect(repeated.words(of: Array(text.utf8)[...]) == nil)
  }

  @Test("A reply reads the same, whether its chunks are alike or each has a number of its own")
  func sameReply() {
    func deltas(_ number: (Int) -> Int) -> [Delta] {
      var decoder = ChatDecoder(ChatRequest(model: "m", messages: []))
      var deltas: [Delta] = []
      let words = [
        "Hm", " so", "\\n", "", "<", "think>", "Yes", "</th", "ink>", "Hi", " \\\"you\\\"", "!",
      ]
      for (index, word) in words.enumerated() {
        let key = index < 2 ? "reasoning_content" : "content"
        let chunk = chunk(#"{"\#(key)":"\#(word)"}"#, rest: #","created":\#(number(index))"#)
        decoder.decode(Array("data: \(chunk)\n\n".utf8), into: &deltas)
      }
      decoder.decode(Array("data: [DONE]\n\n".utf8), into: &deltas)
      return deltas
    }
    #expect(deltas { _ in 1 } == deltas { $0 })
    #expect(deltas { _ in 1 }.count > 5)
  }
}
