import Foundation
import Testing

@testable import App

@Suite("tools import")
struct ToolsImportTests {
  @Test("The files of the clients are found in the home, a moved LM Studio's too")
  func search() throws {
    let home = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: home) }
    func put(_ path: String, _ text: String) throws {
      let file = home.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    func names(_ from: String? = nil) throws -> [String] {
      try ImportSearch.files(from: from, ["HOME": home.path]).flatMap(\.servers).map(\.server.name)
    }
    #expect(try names() == [])
    try put("moved/mcp.json", #"{"mcpServers":{"one":{"command":"x"}}}"#)
    try put(".lmstudio-home-pointer", home.path + "/moved\n")
    try put(".config/Claude/claude_desktop_config.json", #"{"mcpServers":{"two":{"command":"x"}}}"#)
    try put(".cursor/mcp.json", "{}")
    try put(".config/Code/User/mcp.json", #"{"servers":{"three":{"command":"x"},}}"#)
    #expect(try names() == ["one", "two", "three"])
    #expect(try names("claude") == ["two"])
    #expect(try names(home.path + "/.config/Code/User/mcp.json") == ["three"])
    #expect(throws: (any Error).self) { try names("elsewhere") }
    #expect(throws: (any Error).self) { try names(home.path + "/.cursor/mcp.json") }
  }
}
