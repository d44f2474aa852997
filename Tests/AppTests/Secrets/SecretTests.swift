import Engine
import Foundation
import Support
import TUI
import Testing

@testable import App

/// Keys of every kind, planted and then searched for in everything the program leaves behind.
@Suite("Keys leave no trace", .limit(minutes: 2))
struct SecretTests {
  /// In the places where keys are set.
  private static let planted = [
    "variable": "zq1variableQ7kP9xW2m", "lmstudio": "sk-lm-zq2abcde:fghijKLMNO12345678",
    "command": "zq3printedR4tY6uI8o", "header": "zq4headerH1jK3lZ5x",
    "header variable": "zq5headerVariableB7nM", "parameter": "zq6parameterC9vB2nM4",
  ]

  private static func secret(_ name: String) -> String { planted[name] ?? "" }

  /// A server that repeats all that it was sent, as some proxies do when they refuse a key.
  private static func echo() -> RawServer {
    RawServer { exchange in
      guard exchange.request.hasPrefix("POST") else { return exchange.answer("404 Not Found") }
      let words = exchange.request.replacing("\"", with: "'").replacing("\r\n", with: " ")
      if exchange.request.contains("spell me") {
        exchange.send(
          "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
        for piece in Cuts.random(Array(words), longest: 4, seed: 1) {
          let text = JSON.string(String(piece)).text
          exchange.send("data: {\"choices\":[{\"delta\":{\"content\":\(text)}}]}\n\n")
        }
        exchange.send("data: [DONE]\n\n")
      } else if exchange.request.contains("stream me") {
        let error = #"{"error":{"message":"refused: \#(words)"}}"#
        exchange.send(
          "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
            + "data: \(error)\n\n")
      } else {
        let status = exchange.request.contains("deny me") ? "401 Unauthorized" : "400 Bad Request"
        exchange.answer(status, body: #"{"error":{"message":"refused: \#(words)"}}"#)
      }
    }
  }

  private static func config(_ port: Int) -> String {
    let table = """
      base_url = "http://127.0.0.1:\(port)/v1"
      wire_api = "chat"
      request_max_retries = 0
      http_headers = { "X-Api-Key" = "\(secret("header"))" }
      env_http_headers = { "X-Other" = "OTHER_VARIABLE" }
      query_params = { "api-token" = "\(secret("parameter"))" }
      """
    return """
      profile = "keyed"
      [model_providers.keyed]
      name = "keyed"
      env_key = "PLANTED_VARIABLE"
      \(table)
      [model_providers.printed]
      name = "printed"
      \(table)
      [model_providers.printed.auth]
      command = "/bin/echo"
      args = ["\(secret("command"))"]
      [model_providers.lmstudio]
      base_url = "http://127.0.0.1:\(port)/v1"
      wire_api = "chat"
      request_max_retries = 0
      [profiles.keyed]
      model_provider = "keyed"
      model = "m"
      [profiles.printed]
      model_provider = "printed"
      model = "m"
      [profiles.local]
      model_provider = "lmstudio"
      model = "m"
      """
  }

  private static func environment(_ home: String) -> [String: String] {
    [
      "HOME": home, "PLANTED_VARIABLE": secret("variable"),
      "OTHER_VARIABLE": secret("header variable"), "LM_API_TOKEN": secret("lmstudio"),
      "TERM": "xterm-256color", "CODEX_TUI_LOG": "debug",
    ]
  }

  private static func expectNone(
    in text: String, _ place: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (name, secret) in planted where text.contains(secret) {
      Issue.record("the key of \(name) stands in \(place)", sourceLocation: sourceLocation)
    }
  }

  /// A home with that configuration, readable by its owner only.
  private func home(_ port: Int) throws -> String {
    let home = NSTemporaryDirectory() + "codex-tui-keys-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: home + "/.codex", withIntermediateDirectories: true)
    try Data(Self.config(port).utf8).write(to: URL(fileURLWithPath: home + "/.codex/config.toml"))
    return home
  }

  /// Every file below a folder but the configuration, which is the user's own.
  private func artefacts(_ home: String) throws -> [(path: String, text: String)] {
    let files = try #require(FileManager.default.enumerator(atPath: home))
    return files.compactMap { $0 as? String }.filter { !$0.hasPrefix(".codex") }.compactMap {
      name in
      FileManager.default.contents(atPath: home + "/" + name).map {
        (name, String(decoding: $0, as: UTF8.self))
      }
    }
  }

  @Test("Commands: exec in words and as JSON, doctor, config, exports, recordings, log, archive")
  func program() async throws {
    let server = Self.echo()
    defer { server.stop() }
    let home = try home(server.port)
    defer { try? FileManager.default.removeItem(atPath: home) }
    func run(
      _ arguments: String..., input: ProgramRun.Input = .none
    ) async throws -> ProgramRun.Outcome {
      let run = ProgramRun(
        arguments: arguments, input: input, environment: Self.environment(home))
      let outcome = try await run.outcome()
      Self.expectNone(in: outcome.out + outcome.error, arguments.joined(separator: " "))
      return outcome
    }
    for (profile, prompt) in [
      ("keyed", "hello"), ("printed", "hello"), ("local", "hello"), ("keyed", "stream me"),
      ("printed", "stream me"),
    ] {
      let words = try await run("exec", "-p", profile, prompt)
      #expect(words.error.contains("[key removed]"), "the server's words are told: \(words.error)")
      _ = try await run("exec", "--json", "-p", profile, "--record", "\(home)/record", prompt)
      // A conversation that is kept.
      let typed = ProgramRun.Input.bytes(Array("\(prompt)\ndeny me\n".utf8))
      let talk = try await run("--linear", "-p", profile, input: typed)
      #expect(talk.out.contains("[key removed]") || talk.error.contains("[key removed]"), "\(talk)")
    }
    for format in ["markdown", "json", "text", "html"] {
      let exported = try await run("export", "--format", format)
      #expect(exported.out.contains("hello") || exported.out.contains("stream me"), "\(exported)")
    }
    _ = try await run("sessions")
    _ = try await run("search", "refused")
    let heads = server.requests.joined()
    for (name, secret) in Self.planted {
      #expect(heads.contains(secret), "the key of \(name) was really sent")
    }
    let kept = try artefacts(home)
    #expect(kept.contains { $0.path.hasSuffix("codex-tui.log") })
    #expect(kept.contains { $0.path.hasSuffix(".sqlite") })
    #expect(kept.contains { $0.path.hasSuffix("record") && $0.text.contains("[key removed]") })
    for file in kept { Self.expectNone(in: file.text, file.path) }
  }

  @Test("A server that spells the keys out in pieces spells none into a recording")
  func spelled() async throws {
    let server = Self.echo()
    defer { server.stop() }
    let home = try home(server.port)
    defer { try? FileManager.default.removeItem(atPath: home) }
    for profile in ["keyed", "printed", "local"] {
      let file = "\(home)/record"
      let run = ProgramRun(
        arguments: ["exec", "-p", profile, "--record", file, "spell me"],
        environment: Self.environment(home))
      _ = try await run.outcome()
      let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
      let body = lines.compactMap { JSON(parsing: String($0))?["data"]?.string }.joined()
      let spelled = body.split(separator: "\n").compactMap { line in
        JSON(parsing: String(line.drop { $0 != "{" }))?["choices"]?.array?.first?["delta"]?[
          "content"]?
          .string
      }.joined()
      #expect(spelled.contains("[key removed]"), "\(spelled)")
      Self.expectNone(in: spelled, "the recording of \(profile)")
    }
  }

  @Test("Settings as they are shown, and what the doctor says")
  func shown() async throws {
    let server = Self.echo()
    defer { server.stop() }
    let home = try home(server.port)
    defer { try? FileManager.default.removeItem(atPath: home) }
    for line in [
      ["doctor", "--json"], ["doctor"], ["config", "show"], ["config", "check"], ["profiles"],
    ] {
      let run = ProgramRun(arguments: line, environment: Self.environment(home))
      let outcome = try await run.outcome()
      #expect(!outcome.out.isEmpty, "\(line) \(outcome.error)")
      Self.expectNone(in: outcome.out + outcome.error, line.joined(separator: " "))
    }
  }

  @Test("Children get neither keys in their words nor in their environment")
  func children() async throws {
    let home = try home(9)
    defer { try? FileManager.default.removeItem(atPath: home) }
    let script = home + "/child"
    try Data("#!/bin/sh\nenv > \"\(home)/seen\"\necho \"$@\" >> \"\(home)/seen\"\n".utf8)
      .write(to: URL(fileURLWithPath: script))
    chmod(script, 0o700)
    var environment = Self.environment(home)
    environment["EDITOR"] = script
    environment["PATH"] = "/usr/bin:/bin"
    let source = ConfigurationSource(environment: environment) { path in
      path == home + "/.codex/config.toml" ? Self.config(9) : nil
    }
    let configuration = try Configuration.load(source)
    let given = environment.withoutKeys(of: configuration)
    let state = StateDirectory(path: home + "/state")
    _ = await ExternalEditor(environment: given, directory: state).edit("draft")
    let edited = try String(contentsOfFile: home + "/seen", encoding: .utf8)
    #expect(edited.contains("HOME=") && edited.contains("prompt-"))
    Self.expectNone(in: edited, "the editor")
    let tool = ToolProcess.runner(environment: given)
    _ = try await tool.run(script, ["ps", "--json"]) { _ in }
    let told = try String(contentsOfFile: home + "/seen", encoding: .utf8)
    #expect(told.contains("ps --json") && told.contains("HOME="))
    Self.expectNone(in: told, "LM Studio's tool")
  }

  @Test("Nothing follows a redirect, so no key leaves its origin")
  func redirect() async throws {
    let thief = RawServer { $0.answer("200 OK") }
    let server = RawServer { [port = thief.port] exchange in
      exchange.answer("307 Temporary Redirect", ["Location: http://127.0.0.1:\(port)/v1/x"])
    }
    defer {
      server.stop()
      thief.stop()
    }
    let transport = HTTPTransport(environment: [:])
    let reply = try await transport.send(
      HTTPRequest(
        method: .post, url: "http://127.0.0.1:\(server.port)/v1/chat/completions",
        headers: [HTTPHeader("Authorization", "Bearer x")], body: [123]))
    #expect(reply.status == 307)
    _ = try await reply.collect()
    await transport.shutdown()
    #expect(server.requests.count == 1)
    #expect(thief.requests.isEmpty)
  }

  @Test(
    "A key that goes over the open network in the clear is worth a word, whatever carries it",
    arguments: [
      #"env_key = "K""#, #"http_headers = { "X-Api-Key" = "k" }"#,
      #"query_params = { api_key = "k" }"#,
      #"env_http_headers = { "X-Y" = "K" }"#,
    ])
  func clear(_ key: String) throws {
    func notices(_ address: String) throws -> String {
      let text = """
        [model_providers.far]
        name = "far"
        base_url = "\(address)/v1"
        \(key)
        """
      return try EngineFixture.configuration(text).notices.map(\.text).joined()
    }
    #expect(
      try notices("http://models.example").contains("sends its key to models.example unencrypted"))
    #expect(try !notices("https://models.example").contains("unencrypted"))
    #expect(try !notices("http://127.0.0.1:1234").contains("unencrypted"))
  }
}
