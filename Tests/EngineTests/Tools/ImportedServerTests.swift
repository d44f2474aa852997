import Support
import Testing

@testable import Engine

/// Servers of tools in other clients' files, as those clients write them.
@Suite("Servers of tools from other clients")
struct ImportedServerTests {
  private static func servers(_ text: String) throws -> [ImportedServer] {
    try #require(ImportedServer.servers(in: Array(text.utf8), home: "/home/a"))
  }

  @Test("LM Studio, Claude and Cursor: a command with variables, an address with headers")
  func cursorsNotation() throws {
    let found = try Self.servers(
      #"""
      {"mcpServers": {
        "git hub": {"command": "docker", "args": ["run", "-i", "ghcr.io/github"],
          "env": {"GITHUB_TOKEN": "ghp_real", "LOG": "debug", "HOST": "${env:GH_HOST}"}},
        "docs": {"url": "https://docs.example/mcp",
          "headers": {"Authorization": "Bearer sk-real", "X-Api-Key": "real", "X-Team": "blue"}},
        "old": {"url": "https://old.example/sse"},
        "off": {"command": "x", "disabled": true, "args": ["--api-key=real"]}
      }}
      """#)
    #expect(found.map(\.server.name) == ["git_hub", "docs", "old", "off"])
    #expect(found[0].server.inherited == ["GITHUB_TOKEN", "HOST"])
    #expect(found[0].secrets == ["GITHUB_TOKEN"])
    #expect(
      found[0].remarks == [
        .renamed(from: "git hub"), .otherVariable("HOST", reads: "GH_HOST"),
      ])
    #expect(found[1].server.tokenVariable == "DOCS_TOKEN")
    #expect(found[1].secrets == ["DOCS_TOKEN", "DOCS_X_API_KEY"])
    #expect(found[2].obstacle == .olderTransport)
    #expect(!found[3].server.isEnabled && found[3].remarks == [.secretArgument])
    // No secret reaches our file, but one that stands in an argument, of which the user is told.
    for server in found[0...1] { #expect(!server.toml.contains("real"), "\(server.toml)") }
  }

  @Test("VS Code: comments, trailing commas, inputs that only it asks for")
  func vsCodesNotation() throws {
    let found = try Self.servers(
      #"""
      // servers of mine
      {
        "inputs": [{"type": "promptString", "id": "key", "password": true,}],
        "servers": {
          /* the "first" */
          "a": {"type": "stdio", "command": "${userHome}/bin/a", "args": ["//no comment", "x,]"],
                "env": {"A_KEY": "${input:key}"}, "envFile": "${workspaceFolder}/.env"},
          "b": {"command": "node", "args": ["${workspaceFolder}/b.js"]},
          "c": {"type": "http", "url": "https://c.example/mcp", "headers": {"X-K": "${input:key}"}},
        },
      }
      """#)
    #expect(found[0].server.command == "/home/a/bin/a")
    #expect(found[0].server.arguments == ["//no comment", "x,]"])
    #expect(found[0].secrets == ["A_KEY"] && found[0].remarks == [.fileOfVariables])
    #expect(found[1].obstacle == .placeholder("${workspaceFolder}"))
    #expect(found[2].secrets == ["C_X_K"])
  }

  @Test("What is written is read again as the same server")
  func roundTrip() throws {
    let found = try Self.servers(
      #"""
      {"mcpServers": {"a": {"command": "c:\\x \"y\"\u007f", "args": ["ü\n\t", "", "#"],
        "cwd": "/tmp", "env": {"A": "b\\c", "B C": "=", "K_KEY": "s"}},
        "b": {"url": "https://b/mcp", "headers": {"X-A": "'1'", "Authorization": "Bearer x"}}}}
      """#)
    let text = found.map(\.toml).joined(separator: "\n")
    let servers = try EngineFixture.configuration(text, isStrict: true).toolServers
    #expect(servers == found.map(\.server))
  }

  @Test("What is no such file is none, and no bytes are too odd")
  func others() {
    for text in ["", "{}", "[1]", "{\"a\": 1}", "\"", "/*", "{\"mcpServers\": 3}", "//", "\"\\"] {
      #expect(ImportedServer.servers(in: Array(text.utf8), home: "/") == nil, "\(text)")
    }
    let file = Array(#"{"mcpServers":{"a":{"command":"x","args":["/*","\\"],},},}//"#.utf8)
    for end in file.indices {
      _ = ImportedServer.servers(in: Array(file[..<end]), home: "/")
      var bytes = file
      bytes[end] = 0xFF
      _ = ImportedServer.servers(in: bytes, home: "/")
    }
    #expect(ImportedServer.servers(in: file, home: "/")?.count == 1)
  }
}
