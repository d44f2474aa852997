import Foundation
import Support
import Testing

@testable import App

/// What a server does, as people met it, and what the program must make of it.
struct FieldCase: Sendable, CustomTestStringConvertible {
  var name: String
  /// The bytes that answer a POST; `nil`: the server closes at once.
  var post: String?
  /// The bytes that answer a GET.
  var get = FieldCase.notFound
  var wire = "chat"
  /// Lines in the provider's table, and in the profile's.
  var provider = ""
  var profile = ""
  var exit: [Int32] = [0]
  /// The whole of stdout, without the line end at its end.
  var out: String?
  var says: [String] = []
  var never: [String] = []

  var testDescription: String { name }

  static let notFound = answer("404 Not Found", #"{"detail":"Not Found"}"#)
  static let head =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"

  static func answer(_ status: String, _ body: String, _ fields: String...) -> String {
    let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)", "Connection: close"]
    return (lines + fields).joined(separator: "\r\n") + "\r\n\r\n" + body
  }

  /// A stream of these events, ended by `[DONE]`.
  static func stream(_ events: String...) -> String {
    head + (events + ["[DONE]"]).map { "data: \($0)\n\n" }.joined()
  }

  static func word(_ text: String) -> String {
    #"{"choices":[{"index":0,"delta":{"content":"\#(text)"},"finish_reason":null}]}"#
  }

  static func finish(_ reason: String) -> String {
    #"{"choices":[{"index":0,"delta":{},"finish_reason":"\#(reason)"}]}"#
  }

  static let hello = stream(word("Hello"), finish("stop"))
}

/// A program run against the server of a case.
struct FieldRun {
  let server: RawServer
  let home: String

  init(_ field: FieldCase, answer: (@Sendable (RawServer.Exchange) -> Void)? = nil) throws {
    server = RawServer { exchange in
      if let answer { return answer(exchange) }
      let bytes = exchange.request.hasPrefix("POST") ? field.post : field.get
      if let bytes { exchange.send(bytes) }
    }
    home = NSTemporaryDirectory() + "codex-tui-field-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: home + "/.codex", withIntermediateDirectories: true)
    let scheme = field.wire == "https" ? "https" : "http"
    let config = """
      profile = "t"
      [model_providers.box]
      name = "Box"
      base_url = "\(scheme)://127.0.0.1:\(server.port)/v1"
      wire_api = "\(field.wire == "https" ? "chat" : field.wire)"
      request_max_retries = 0
      \(field.provider)
      [profiles.t]
      model = "m"
      model_provider = "box"
      \(field.profile)
      """
    try Data(config.utf8).write(to: URL(filePath: home + "/.codex/config.toml"))
  }

  func outcome(_ arguments: [String] = ["exec", "hi"]) async throws -> ProgramRun.Outcome {
    defer {
      server.stop()
      try? FileManager.default.removeItem(atPath: home)
    }
    return try await ProgramRun(arguments: arguments, environment: ["HOME": home]).outcome()
  }
}
