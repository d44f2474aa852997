import Testing

@testable import Engine

@Suite("Answers by a JSON Schema")
struct JSONSchemaTests {
  private static let people: JSON = [
    "type": "object", "required": .array(["name", "age"]), "additionalProperties": false,
    "properties": [
      "name": ["type": "string", "minLength": 1, "pattern": "^[A-Z]"],
      "age": ["type": "integer", "minimum": 0, "exclusiveMaximum": 150],
      "kind": ["enum": .array(["cat", "dog"])],
      "tags": [
        "type": "array", "items": ["type": "string"], "uniqueItems": true, "maxItems": 2,
      ],
      "next": ["$ref": "#"], "size": ["type": .array(["number", "null"]), "multipleOf": 0.5],
      "either": ["oneOf": .array([["type": "string"], ["minimum": 3]])],
      "a/b": ["const": .bool(true)],
    ],
  ]

  @Test(
    "The first violation has its path",
    arguments: [
      (#"{"name":"Ada","age":36}"#, nil), (#"[]"#, "/ is array, not object"),
      (#"{"name":"Ada"}"#, "/age is missing"),
      (#"{"name":"Ada","age":36.5}"#, "/age is number, not integer"),
      (#"{"name":"Ada","age":36.0}"#, nil),
      (#"{"name":"Ada","age":150}"#, "/age is more than 150 allows"),
      (#"{"name":"ada","age":1}"#, "/name does not match ^[A-Z]"),
      (#"{"name":"","age":1}"#, "/name has less than 1 length"),
      (#"{"name":"Ada","age":1,"kind":"cow"}"#, #"/kind is not "cat", "dog""#),
      (#"{"name":"Ada","age":1,"tags":["a",1]}"#, "/tags/1 is integer, not string"),
      (#"{"name":"Ada","age":1,"tags":["a","a"]}"#, "/tags/1 stands there before"),
      (#"{"name":"Ada","age":1,"tags":["a","b","c"]}"#, "/tags has more than 2 items"),
      (#"{"name":"Ada","age":1,"more":0}"#, "/more is not allowed"),
      (#"{"name":"Ada","age":1,"next":{"name":"Bo"}}"#, "/next/age is missing"),
      (#"{"name":"Ada","age":1,"size":null}"#, nil), (#"{"name":"Ada","age":1,"size":1.5}"#, nil),
      (#"{"name":"Ada","age":1,"size":1.6}"#, "/size is no multiple of 0.5"),
      (#"{"name":"Ada","age":1,"either":1}"#, "/either is not exactly one of what is allowed"),
      (#"{"name":"Ada","age":1,"either":4}"#, nil),
      (#"{"name":"Ada","age":1,"a/b":false}"#, "/a~1b is not true"),
    ] as [(String, String?)])
  func violation(_ text: String, _ words: String?) throws {
    let value = try #require(JSON(parsing: text))
    let found = JSONSchema(Self.people).violation(of: value)
    #expect(found.map { "\($0.path) \($0.words)" } == words)
  }

  @Test("A schema that leads back to itself ends")
  func circle() {
    let schema: JSON = ["$ref": "#"]
    #expect(JSONSchema(schema).violation(of: .null) == nil)
  }

  @Test("Each API is asked in its own words")
  func wires() throws {
    var exchange = ChatRequest(model: "m", messages: [.init(.user, "Hi")])
    exchange.schema = ["type": "object"]
    #expect(
      try ChatWire().request(for: exchange).body["response_format"]?.text
        == #"{"type":"json_schema","json_schema":{"name":"answer","strict":false,"schema":{"type":"object"}}}"#
    )
    #expect(
      try ResponsesWire().request(for: exchange).body["text"]?.text
        == #"{"format":{"type":"json_schema","name":"answer","strict":false,"schema":{"type":"object"}}}"#
    )
    #expect(
      try OllamaWire().request(for: exchange).body["format"]?.text == #"{"type":"object"}"#)
    #expect(!LMStudioWire.canCarry(exchange))
  }
}
