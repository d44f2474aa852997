import Testing

@testable import Engine

/// What is kept of a tool's own description.
@Suite("Tools")
struct ToolTests {
  private func tool(_ text: String, server: String = "s") throws -> Tool {
    try #require(JSON(parsing: Array(text.utf8)).flatMap { Tool($0, of: server) })
  }

  @Test(
    "Titles and marks for validators cost tokens and are dropped; a property of that name stays")
  func schema() throws {
    let tool = try tool(
      """
      {"name":"t","inputSchema":{"$schema":"x","$id":"y","title":"T","type":"object",
       "properties":{"title":{"type":"string","title":"Title"}},"required":["title"]}}
      """)
    #expect(
      tool.schema.text
        == #"{"type":"object","properties":{"title":{"type":"string"}},"required":["title"]}"#)
    #expect(tool.defect == nil)
  }

  @Test(
    "A name goes over the wire as OpenAI takes it, and two cut names stay two",
    arguments: [("get.time", "s__get_time"), ("uhr-zeit_ü", "s__uhr-zeit__")])
  func wireName(_ name: String, _ expected: String) throws {
    #expect(try tool(#"{"name":"\#(name)"}"#).wireName == expected)
    let long = String(repeating: "n", count: 80)
    let (one, two) = (
      try tool(#"{"name":"\#(long)1"}"#).wireName, try tool(#"{"name":"\#(long)2"}"#).wireName
    )
    #expect(one != two && one.utf8.count <= 64 && two.utf8.count <= 64)
  }

  @Test("What cannot be used says why")
  func defects() throws {
    let deep = String(repeating: #"{"properties":{"a":"#, count: 20) + "{}"
    let nested = deep + String(repeating: "}}", count: 20)
    #expect(try tool(#"{"name":"t","inputSchema":\#(nested)}"#).defect != nil)
    #expect(try tool(#"{"name":"t","inputSchema":[]}"#).defect != nil)
    #expect(try tool(#"{"name":"t","execution":{"taskSupport":"required"}}"#).defect != nil)
    let large = String(repeating: "x", count: 70_000)
    #expect(
      try tool(#"{"name":"t","inputSchema":{"type":"object","description":"\#(large)"}}"#).defect
        != nil)
  }
}
