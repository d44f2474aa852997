import Testing

@testable import Engine

@Suite("JSON")
struct JSONTests {
  @Test(
    "What was written is read back as it was",
    arguments: [
      "null", "true", "[false]", "0", "-17", "9223372036854775807", "1.5", "-0.25", "1e+300", "[]",
      "{}",
      #"{"b":1,"a":[1,{"c":null}],"b2":"x"}"#, #""\" \\ \n \r \t \u0001 \u007f é 🤔""#,
    ])
  func roundTrip(_ text: String) {
    #expect(JSON(parsing: text)?.text == text)
  }

  @Test(
    "Numbers keep their value",
    arguments: [
      ("0.1", 0.1), ("20.24566", 20.24566), ("1795227465.125", 1_795_227_465.125), ("1E2", 100),
      ("57.47456750387953", 57.47456750387953), ("123456789012345678901", 1.2345678901234568e20),
      ("0.000001", 0.000001), ("1.25e-300", 1.25e-300),
    ])
  func numbers(_ text: String, _ number: Double) {
    #expect(JSON(parsing: text).map { Double($0.text) } == number)
  }

  @Test(
    "Escapes become characters, halves of surrogate pairs U+FFFD",
    arguments: [
      (#""\u00e9\/\b\f""#, "é/\u{8}\u{c}"), (#""\ud83e\udd14!""#, "🤔!"),
      (#""a\ud83ex""#, "a\u{FFFD}x"),
      (#""\udd14\ud83e""#, "\u{FFFD}\u{FFFD}"), (#""\ud83e\u0041""#, "\u{FFFD}A"),
      (#""\u0000""#, "\0"),
      (#""\ud83e\ud83e\udd14""#, "\u{FFFD}🤔"),
    ])
  func escapes(_ text: String, _ meaning: String) {
    #expect(JSON(parsing: text)?.string == meaning)
  }

  @Test("Broken UTF-8 is repaired, raw control characters are borne")
  func brokenText() {
    #expect(JSON(parsing: [0x22, 0x61, 0xFF, 0x62, 0x22])?.string == "a\u{FFFD}b")
    #expect(JSON(parsing: [0x22, 0xE2, 0x82, 0x22])?.string == "\u{FFFD}")
    #expect(JSON(parsing: "\"a\nb\"")?.string == "a\nb")
  }

  @Test(
    "What is cut short or malformed is refused",
    arguments: [
      "", " ", "{", "[", "\"", "\"\\", "\"\\u12", "\"\\x\"", "{\"a\"", "{\"a\":", "{\"a\":1",
      "{\"a\":1,",
      "{\"a\":1,}", "[1,", "[1,]", "nul", "tru", "-", "1.", "1e", "{}{}", "1 2", "{a:1}", "'a'",
      "[1}", "\u{FEFF}{}",
      "NaNa", "-NaN", "Inf", "+1", "01e", "{\"logprodata: {\"id\":1}",
    ])
  func refusals(_ text: String) {
    #expect(JSON(parsing: text) == nil)
  }

  @Test("Nesting is bounded, so that no body exhausts the stack")
  func depth() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(JSON(parsing: deep) == nil)
    let allowed = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    #expect(JSON(parsing: allowed) != nil)
    #expect(JSON(parsing: "[" + allowed + "]") == nil)
  }

  @Test("Access is tolerant: null is absent, 7.0 is whole, a boolean is no number")
  func access() {
    let json: JSON = [
      "a": .null, "n": 7, "d": 7.0, "h": 7.5, "f": false, "l": [1, .null], "n2": "x",
    ]
    #expect(json["a"] == nil)
    #expect(json["zzz"] == nil)
    #expect(json["n"]?.amount(.seconds) == 7)
    #expect(json["d"]?.count(.tokens) == 7)
    #expect(json["h"]?.count(.tokens) == nil)
    #expect(json["f"]?.amount(.seconds) == nil)
    #expect(json["f"]?.count(.tokens) == nil)
    #expect(json["l"]?[0]?.count(.tokens) == 1)
    #expect(json["l"]?[1] == nil)
    #expect(json["l"]?[9] == nil)
    #expect(json["n"]?["x"] == nil)
    #expect(JSON(parsing: #"{"k":1,"k":2}"#)?["k"] == 2)
  }

  @Test(
    "A figure that cannot be true is absent",
    arguments: [
      "1e300", "-1", "-1e-9", "9223372036854775807", "-9223372036854775808", "1e999", "NaN",
      "-Infinity", "144115188075855872", "\"7\"", "true", "[7]",
    ])
  func impossible(_ text: String) {
    let json = JSON(parsing: text)
    for kind in [Figure.tokens, .seconds, .tokensPerSecond, .bytes, .ordinal, .moment] {
      #expect(json?.count(kind) == nil, "\(text)")
      #expect(json?.amount(kind) == nil, "\(text)")
    }
  }

  @Test("Figures of a sentence are read with their separators")
  func digits() {
    #expect(Figure.tokens.count(digits: "131,072") == 131_072)
    #expect(Figure.tokens.count(digits: "99999999999999999999") == nil)
    #expect(Figure.tokens.count(digits: "") == nil)
  }

  @Test("Python's words for no number are null, and cost no other word")
  func noNumber() {
    let json = JSON(parsing: #"{"a":NaN,"b":-Infinity,"c":[Infinity],"d":"NaN"}"#)
    #expect(json?.text == #"{"a":null,"b":null,"c":[null],"d":"NaN"}"#)
  }

  @Test(
    "Halves of a character in two pieces make one",
    arguments: [
      ([#""a\ud83d""#, #""\ude00b""#], "a😀b"), ([#""\ud83d""#, #""\ude00""#], "😀"),
      ([#""\ud83d""#, #""x""#], "\u{FFFD}x"), ([#""\ude00""#], "\u{FFFD}"),
      ([#""\ud83d""#], "\u{FFFD}"), ([#""\ud83d""#, #""""#, #""\ude00""#], "😀"),
      ([#""\ud83d\ude00\ud83d""#, #""\ude00\ud83d""#, #""\ude00!""#], "😀😀😀!"),
    ])
  func pieces(_ texts: [String], _ whole: String) {
    var cut = CutText("")
    var said = ""
    for text in texts {
      if let piece = JSON(parsing: text)?.piece { cut.append(piece) }
      said += cut.consumeText()
    }
    #expect(said + cut.whole == whole)
  }

  @Test("Members are set, replaced and removed in place")
  func writing() {
    var json: JSON = ["a": 1, "b": 2]
    json["c"] = "x"
    json["a"] = [:]
    json["b"] = nil
    json["d"] = nil
    #expect(json.text == #"{"a":{},"c":"x"}"#)
    var number: JSON = 1
    number["a"] = 2
    #expect(number == 1)
  }
}
