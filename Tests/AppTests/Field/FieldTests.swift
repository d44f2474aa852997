import Foundation
import Support
import Testing

@testable import App
@testable import Engine

/// The built program before servers that do what servers in the field do.
@Suite("Servers as people meet them", .limit(minutes: 2))
struct FieldTests {
  private typealias F = FieldCase

  static let cases: [FieldCase] = [
    F(name: "plain", post: F.hello, out: "Hello"),
    F(
      name: "words, usage and reason at once, and more after them",
      post: F.stream(
        #"{"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1}}"#,
        F.word("b")), out: "ab"),
    F(
      name: "impossible figures",
      post: F.stream(
        F.word("Hello"),
        #"{"choices":[],"usage":{"prompt_tokens":144115188075855872,"completion_tokens":-35},"timings":{"cache_n":9223372036854775807,"prompt_n":9223372036854775807,"predicted_n":1e300,"predicted_per_second":1e300,"prompt_ms":1e308},"stats":{"tokens_per_second":1e300,"model_load_time_seconds":1e300}}"#,
        F.finish("stop")), out: "Hello", never: ["e+", "1152921504606846976", "-35"]),
    F(
      name: "NaN and Infinity",
      post: F.stream(
        #"{"choices":[{"delta":{"content":"Hello"},"logprobs":[NaN,-Infinity,Infinity]}]}"#),
      out: "Hello", never: ["skipped"]),
    F(
      name: "an emoji in two halves",
      post: F.stream(F.word(#"a\ud83d"#), F.word(#"\ude00b"#), F.finish("stop")), out: "a😀b"),
    F(
      name: "aborted", post: F.stream(F.word("part"), F.finish("abort")), exit: [8], out: "part",
      says: ["abort"]),
    F(
      name: "filtered", post: F.stream(F.word("part"), F.finish("content_filter")), exit: [8],
      out: "part", says: ["content filter"]),
    F(
      name: "cut at the limit", post: F.stream(F.word("part"), F.finish("length")), out: "part",
      says: ["length limit"]),
    F(
      name: "broken off after the end was told",
      post: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "fff\r\ndata: \(F.word("Hello"))\n\ndata: {\"choices\":[{\"index\":0,\"finish_reason\":\"stop\"}]}\n\n",
      out: "Hello", never: ["broke"]),
    F(
      name: "an event too large to read",
      post: F.head + "data: \(F.word("a"))\n\ndata: {\"x\":\""
        + String(repeating: "A", count: 9 << 20)
        + "\"}\n\ndata: \(F.word("b"))\n\ndata: [DONE]\n\n",
      out: "ab", says: ["9 MB"]),
    F(
      name: "a refused field that can be left out",
      post: F.answer(
        "400 Bad Request", #"{"error":{"message":"Unsupported parameter: 'stream_options'"}}"#),
      exit: [1], says: ["stream_options", "asked again without it"]),
    F(
      name: "201 is a success", post: F.hello.replacing("200 OK", with: "201 Created"), out: "Hello"
    ),
    F(
      name: "content encoding in capitals",
      post: F.hello.replacing("Connection", with: "Content-Encoding: Identity, NONE\r\nConnection"),
      out: "Hello"),
    F(
      name: "a compressed answer",
      post: F.hello.replacing("Connection", with: "Content-Encoding: br\r\nConnection"), exit: [1],
      says: ["compressed"]),
    F(
      name: "redirected",
      post: F.answer(
        "308 Permanent Redirect", "", "Location: https://x.example/v1/chat/completions"),
      exit: [1], says: ["https://x.example/v1"], never: ["start the server"]),
    F(
      name: "an SSH banner", post: "SSH-2.0-OpenSSH_9.2\r\n", exit: [1], says: ["SSH"],
      never: ["Start the server"]),
    F(
      name: "a TLS alert", post: "\u{15}\u{3}\u{1}\u{0}\u{2}\u{2}F", exit: [1], says: ["https://"],
      never: ["Start the server"]),
    F(
      name: "lengths and chunks at once",
      post: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n0\r\n\r\n",
      exit: [1], says: ["malformed"], never: ["Start the server"]),
    F(
      name: "closed without an answer", post: nil, exit: [4], says: ["closed"],
      never: ["Start the server"]),
    F(
      name: "controls in an error",
      post: F.answer(
        "400 Bad Request", #"{"error":"bad \u001b[2J\u001b]0;x\u0007 \u202e\u009b31m word"}"#),
      exit: [1], says: ["bad", "word"], never: ["\u{1B}", "\u{7}", "\u{202E}", "\u{9B}"]),
    F(
      name: "controls in thinking, and an emoji that is joined",
      post: F.stream(
        #"{"choices":[{"delta":{"reasoning_content":"a\u001b[31m 👩‍💻 \u200dz"}}]}"#, F.word("x"),
        F.finish("stop")), out: "x", says: ["👩‍💻"], never: ["\u{1B}"]),
    F(
      name: "the image is all there is",
      post: F.stream(#"{"choices":[{"delta":{"images":[{"image_url":{"url":"data:"}}]}}]}"#),
      says: ["image"], never: ["context"]),
    F(
      name: "nothing at all", post: F.stream(F.finish("stop")), exit: [1],
      says: ["without a word"]),
    F(
      name: "the wrong API",
      post: F.head + "data: {\"type\":\"response.output_text.delta\",\"delta\":\"x\"}\n\n",
      exit: [1], says: ["wire_api = \"responses\""]),
    F(
      name: "looks are refused, the prompt is not", post: F.hello,
      get: F.answer("401 Unauthorized", #"{"error":"Invalid API Key"}"#), wire: "auto", out: "Hello"
    ),
    F(
      name: "looks are cut off, the prompt is not", post: F.hello, get: "", wire: "auto",
      out: "Hello"),
    F(
      name: "the name says what the model is", post: F.hello,
      get: F.answer("200 OK", #"[{"id":"a"},{"id":"a"},{"id":""},{"id":"nomic-embed-text"}]"#),
      wire: "auto", out: "Hello"),
  ]

  @Test("exec", arguments: cases)
  func exec(_ field: FieldCase) async throws {
    let outcome = try await FieldRun(field).outcome()
    #expect(field.exit.contains(outcome.code), "\(outcome)")
    if let out = field.out { #expect(outcome.out == (out.isEmpty ? "" : out + "\n"), "\(outcome)") }
    for word in field.says { #expect(outcome.error.contains(word), "\(outcome.error)") }
    for word in field.never {
      #expect(!outcome.error.lowercased().contains(word.lowercased()), "\(outcome.error)")
    }
  }

  @Test("A list that is not needed does not hold up the reply", arguments: ["chat", "auto"])
  func slowList(_ wire: String) async throws {
    let field = FieldCase(name: "slow", post: F.hello, wire: wire)
    let run = try FieldRun(field) { exchange in
      if exchange.request.hasPrefix("POST") {
        exchange.send(F.hello)
      } else if exchange.request.contains("/models") {
        exchange.waitUntilGone()
      } else {
        exchange.send(F.notFound)
      }
    }
    let outcome = try await run.outcome(["exec", "--max-time", "60", "hi"])
    #expect(outcome.out == "Hello\n", "\(outcome)")
  }

  @Test("A refused field is left out, or renamed, once; the answer comes")
  func amended() async throws {
    var field = FieldCase(name: "amended", post: F.hello)
    field.profile = "model_max_output_tokens = 500\ntemperature = 0.5"
    let run = try FieldRun(field) { exchange in
      if exchange.request.contains("\"max_tokens\"") {
        exchange.send(
          F.answer(
            "400 Bad Request",
            #"{"error":{"message":"Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.","param":"max_tokens"}}"#
          ))
      } else if exchange.request.contains("\"temperature\"") {
        exchange.send(
          F.answer(
            "422 Unprocessable Entity",
            #"{"detail":[{"loc":["body","temperature"],"msg":"Extra inputs are not permitted"}]}"#))
      } else {
        exchange.send(exchange.request.hasPrefix("POST") ? F.hello : F.notFound)
      }
    }
    let outcome = try await run.outcome()
    #expect(outcome.code == 0 && outcome.out == "Hello\n", "\(outcome)")
    #expect(outcome.error.contains("max_completion_tokens"))
    #expect(outcome.error.contains("refuses temperature"))
    let posts = run.server.requests.filter { $0.hasPrefix("POST") }
    #expect(posts.count == 3)
    #expect(posts.last?.contains("\"max_completion_tokens\":500") == true)
  }

  @Test("A provider's own list of omitted fields is honoured")
  func omitted() async throws {
    var field = FieldCase(name: "omitted", post: F.hello)
    field.provider = """
      omit_fields = ["stream_options", "temperature"]
      token_limit_field = "max_completion_tokens"
      """
    field.profile = "model_max_output_tokens = 7\ntemperature = 0.5"
    let run = try FieldRun(field)
    let outcome = try await run.outcome()
    #expect(outcome.out == "Hello\n", "\(outcome)")
    let post = try #require(run.server.requests.first { $0.hasPrefix("POST") })
    #expect(!post.contains("stream_options") && !post.contains("temperature"))
    #expect(post.contains("\"max_completion_tokens\":7"))
  }

  @Test("A name and password in the address open it, and are shown nowhere")
  func basic() async throws {
    let field = FieldCase(name: "basic", post: F.hello)
    let run = try FieldRun(field)
    let path = run.home + "/.codex/config.toml"
    let config = try String(contentsOfFile: path, encoding: .utf8)
      .replacing("http://", with: "http://ann:s3cr%65tword@")
    try Data(config.utf8).write(to: URL(filePath: path))
    for arguments in [["config", "show"], ["doctor"], ["profiles"], ["config", "check"]] {
      let shown = try await ProgramRun(arguments: arguments, environment: ["HOME": run.home])
        .outcome()
      #expect(!(shown.out + shown.error).contains("s3cr"), "\(arguments) \(shown)")
    }
    let outcome = try await run.outcome()
    #expect(outcome.out == "Hello\n", "\(outcome)")
    let wanted = "Authorization: Basic " + Data("ann:s3cretword".utf8).base64EncodedString()
    #expect(run.server.requests.contains { $0.contains(wanted) })
  }

  @Test("A server that closes a kept connection unannounced is asked again on another")
  func stale() async throws {
    let server = RawServer { exchange in
      let body = exchange.request.hasPrefix("POST") ? "data: \(F.word("Hello"))\n\n" : "{}"
      exchange.send(
        "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body)
    }
    let transport = HTTPTransport(environment: [:])
    for _ in 0..<20 {
      for method in [HTTPRequest.Method.get, .post] {
        do {
          let reply = try await transport.send(
            HTTPRequest(method: method, url: "http://127.0.0.1:\(server.port)/v1/x"))
          #expect(try await reply.collect().isEmpty == false)
        } catch {
          Issue.record("\(error)")
        }
      }
    }
    await transport.shutdown()
    server.stop()
  }

  @Test("--json tells the server's sentence in a field of its own")
  func json() async throws {
    let field = FieldCase(
      name: "json",
      post: F.answer(
        "400 Bad Request", #"{"message":{"detail":[{"loc":["body","x"],"msg":"no"}]}}"#))
    let outcome = try await FieldRun(field).outcome(["exec", "--json", "hi"])
    let done = outcome.out.split(separator: "\n").last.flatMap { JSON(parsing: String($0)) }
    #expect(done?["error"]?["server_message"]?.string == "x: no", "\(outcome.out)")
  }

  @Test("What a server's figures were is harmless when they are read again")
  func keptFigures() async throws {
    let field = try #require(Self.cases.first { $0.name == "impossible figures" })
    let run = try FieldRun(field)
    for arguments in [
      ["--linear"], ["stats"], ["sessions"], ["exec", "--last", "more"],
      ["resume", "--last", "--linear"], ["stats"],
    ] {
      let outcome = try await ProgramRun(
        arguments: arguments, input: .bytes(Array("hi\n".utf8)), environment: ["HOME": run.home]
      ).outcome()
      #expect(outcome.code == 0, "\(arguments) \(outcome)")
    }
    _ = try await run.outcome(["sessions"])
  }
}
