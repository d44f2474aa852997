import Testing

@testable import Engine

@Suite("TOML")
struct TOMLTests {
  @Test(
    "A name of endless parts is refused before it costs the stack, however it is written",
    arguments: [
      ("", "", 1), ("a = '.'\n[", "]", 2), ("b = \"\"\"\n\\\"\"\"\"\nt = { ", " = 1 }", 3),
    ])
  func endlessName(_ before: String, _ after: String, _ line: Int) {
    let name = Array(repeating: "a", count: 200_000).joined(separator: ".")
    let error = #expect(throws: TOMLValue.SyntaxError.self) {
      try TOMLValue.parse("\(before)\(name)\(after) = 1", source: "f")
    }
    #expect(error?.message.contains("16 parts") == true)
    #expect(error?.place.line == line)
    #expect(failure { () throws(EngineError) in try load("", overrides: ["\(name)=1"]) } != nil)
  }

  @Test("Dots elsewhere are only dots, and 16 parts are a name")
  func dots() throws {
    let name = Array(repeating: "a", count: 16).joined(separator: ".")
    let dots = String(repeating: ".", count: 99)
    let numbers = Array(repeating: "0.5", count: 99).joined(separator: ", ")
    let text = """
      \(name) = 1
      one = "a\(dots)\\"\(dots)" # \(dots)
      two = '''
      \(dots) '' " \(dots)'''
      three = [\(numbers)]
      """
    #expect(try TOMLValue.parse(text, source: "f").members?.count == 4)
  }

  @Test("Every kind of value, in the file's order")
  func kinds() throws {
    let table = try TOMLValue.parse(
      """
      z = "text"
      y = 7
      x = 0.5
      w = true
      v = 2026-11-21
      u = [1, "two"]
      t = { inner = 1 }
      """, source: "f")
    let members = try #require(table.members)
    #expect(members.map(\.key) == ["z", "y", "x", "w", "v", "u", "t"])
    #expect(
      members.map(\.value.kindName) == [
        "a string", "an integer", "a number", "true or false", "a date", "a list", "a table",
      ])
    #expect(table["v"]?.content == .date("2026-11-21"))
    #expect(table["t"]?["inner"]?.content == .integer(1))
    #expect(members.map(\.value.written).last == "{ inner = 1 }")
  }

  @Test("Places of keys and values are lines and columns from 1")
  func places() throws {
    let table = try TOMLValue.parse("\n  a = 1\n[b.c]\nd = 'x'\n", source: "f")
    let a = try #require(table.members?.first)
    #expect(a.place.description == "f:2:3")
    #expect(a.value.place.description == "f:2:7")
    let d = try #require(table["b"]?["c"]?.members?.first)
    #expect(d.place.description == "f:4:1")
    #expect(d.value.place.description == "f:4:5")
  }

  @Test(
    "What is no TOML is told with its place",
    arguments: [
      ("a = ", "1:5"), ("a = 1\na = 2", "2:5"), ("a = \"x", "1:7"), ("x = [1,\n2", "2:2"),
      ("model = gpt", "1:9"), ("[a]\nb=1\n[a]\nc=2", "3:1"),
    ])
  func broken(_ text: String, _ place: String) throws {
    let error = try #require(failure { () throws(EngineError) in try load(text) })
    #expect(error.kind == .configuration)
    #expect(error.message.hasPrefix("/home/ann/.codex/config.toml:\(place): "))
    #expect(!error.message.contains("Error while parsing"))
    #expect(error.remedy?.contains("line \(place.prefix(1))") == true)
  }

  @Test(
    "A heading that begins with no name is told, not crashed on",
    arguments: [
      ("[云端]", "1:2"), ("a = 1\n[}x]\nb = 2", "2:2"), ("[\nx]", "1:2"), ("a = 1\n [[ .x]]", "2:5"),
      ("[\u{0}]", "1:2"),
    ])
  func heading(_ text: String, _ place: String) throws {
    let error = try #require(failure { () throws(EngineError) in try load(text) })
    #expect(error.message.hasPrefix("/home/ann/.codex/config.toml:\(place): "))
    #expect(error.message.contains("stands in quotes"))
  }

  @Test("Broken words come first, the part of the file after")
  func words() throws {
    let error = try #require(failure { () throws(EngineError) in try load("[x\n") })
    #expect(error.message.hasSuffix(": expected ']', saw '\\n' (in the table header)"))
    #expect(error.remedy == "Correct line 1 of that file.")
    let unquoted = failure { () throws(EngineError) in try load("model = gpt") }
    #expect(unquoted?.remedy?.contains("stands in quotes") == true)
  }

  @Test(
    "Neither an empty text nor a mark of byte order is an error", arguments: ["", "\u{FEFF}a=1"])
  func edges(_ text: String) throws {
    #expect(try TOMLValue.parse(text, source: "f").members != nil)
  }

  @Test("Wide text counts as characters, not bytes")
  func wide() throws {
    let table = try TOMLValue.parse("# 云端\na = { \"模型\" = 1 }", source: "f")
    #expect(table["a"]?["模型"]?.place.description == "f:2:14")
  }

  @Test(
    "A dotted path",
    arguments: [
      ("model", ["model"]), ("profiles.\"a.b\".model", ["profiles", "a.b", "model"]),
      ("a . b", ["a", "b"]), ("profiles.größe.model", ["profiles", "größe", "model"]),
    ])
  func path(_ text: String, _ keys: [String]) {
    #expect(SettingPath(text)?.keys == keys)
  }

  @Test("What is no path", arguments: ["", "a..b", "a\nb", "#", "a#b"])
  func noPath(_ text: String) { #expect(SettingPath(text) == nil) }

  @Test("The built-in text is TOML and has what it promises")
  func builtIn() throws {
    let table = try TOMLValue.parse(Configuration.builtInText, source: "")
    #expect(table["model_providers"]?.members?.count == 5)
    #expect(
      Set(table["profiles"]?.members?.map(\.key) ?? []) == Configuration.builtInProfiles)
  }
}
