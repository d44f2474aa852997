import Foundation
import Support
import Testing

@testable import Engine

@Suite("A prompt that is too long, in every server's words")
struct ContextOverflowTests {
  /// The figures that stand for the placeholders of a row.
  private static let figures = ["prompt": 41_911, "output": 500, "total": 42_411, "window": 32_768]

  private static func message(_ pattern: String, separator: String = "") -> String {
    var message = pattern.replacing("*", with: " ")
    for (name, number) in figures {
      let text =
        separator.isEmpty
        ? "\(number)"
        : number.formatted(.number.grouping(.automatic).locale(Locale(identifier: "en_US")))
      message = message.replacing("{\(name)}", with: text)
    }
    return "Error: " + message.replacing("{any}", with: "0") + ". Please try again."
  }

  @Test(
    "Each row is recognised, and each figure of it is told in its own role",
    arguments: ContextOverflow.table.map(\.pattern))
  func rows(_ pattern: String) throws {
    for separator in ["", ","] {
      let body = JSON.object([.init("error", .string(Self.message(pattern, separator: separator)))])
      let error = ErrorMapper.error(status: 400, body: body.bytes)
      #expect(error.kind == .contextOverflow, "\(error)")
      #expect(error.remedy?.contains("check") != true)
      let overflow = try #require(ContextOverflow(Self.message(pattern, separator: separator)))
      let told = [
        "prompt": overflow.prompt, "output": overflow.output, "total": overflow.total,
        "window": overflow.window,
      ]
      for (name, number) in Self.figures where pattern.contains("{\(name)}") {
        #expect(told[name] == number, "\(name) of: \(pattern)")
      }
      // A window is never told to be what the prompt is.
      #expect(!error.message.contains("room for 41911"))
      if pattern.contains("{prompt}"), pattern.contains("{window}") {
        #expect(error.message.contains("41911") && error.message.contains("32768"))
      }
    }
  }

  @Test(
    "Wording that no row knows is a probable overflow, in the server's own words",
    arguments: [
      "Your prompt has too many tokens for this model.",
      "Input of 99999 tokens exceeds what the context can hold (8192)",
      "sequence length 5000 exceeds maximum of 4096 tokens",
      "The conversation is too long for the context window.",
      "num_ctx exceeded: prompt does not fit",
    ])
  func probable(_ message: String) {
    let error = ErrorMapper.error(for: ServerErrorBody(words: message), status: 400)
    #expect(error.kind == .contextOverflow)
    #expect(error.message.contains(message))
  }

  @Test(
    "What is about something else is no overflow",
    arguments: [
      (429, "Rate limit reached: maximum of 6000 tokens per minute exceeded"),
      (400, "input (9000 tokens) is too large to process. increase the physical batch size"),
      (401, "The access token has expired: maximum age exceeded"),
      (400, "max_tokens is too large: 100000. This model supports at most 16384 completion tokens"),
      (400, "You have exceeded the maximum number of concurrent requests"),
      (500, "model requires more system memory than is available, exceeds context of free memory"),
    ])
  func others(_ status: Int, _ message: String) {
    let error = ErrorMapper.error(for: ServerErrorBody(words: message), status: status)
    #expect(error.kind != .contextOverflow, "\(error)")
  }

  @Test("docs/context-overflow.md is the table")
  func document() {
    let rows = ContextOverflow.table.map { row in
      let pattern = row.pattern.replacing("|", with: "\\|")
      return "| \(row.server) | `` \(pattern) `` |"
    }
    let text = """
      # How servers say that a prompt is too long

      Written by the tests from `Sources/Engine/Wire/ContextOverflow.swift`; change the table there.

      `{prompt}` is the tokens of the prompt, `{output}` those reserved for the reply, `{total}` both,
      `{window}` the model's window; `{any}` is a figure of no use and `*` any words. The first row that a
      message holds decides, so the rows that say more come first. A message that no row knows, and
      that speaks of the prompt or of tokens being too many, is told as a probable overflow, without figures.

      | server | sentence |
      |---|---|
      \(rows.joined(separator: "\n"))

      """
    expectFile("docs/context-overflow.md", holds: text)
  }
}
