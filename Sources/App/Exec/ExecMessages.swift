import Engine
import SystemPackage
import TUI

/// What `exec` says beside the answer, and why there is none.
enum ExecMessages {
  static func noSchema(_ path: String) -> String { "\(path) is no JSON Schema: it holds no object" }

  static func schemaIsNoJSON(_ path: String) -> String { "\(path) is no JSON" }

  static func answerWasCut(hasBegun: Bool) -> EngineError {
    EngineError(
      .malformedAnswer,
      hasBegun
        ? "The reply came to its length limit before the JSON was whole."
        : "The reply came to its length limit while the model thought, so there is no answer.",
      remedy: "Raise max_output_tokens"
        + (hasBegun ? "." : ", set a thinking_budget, or try --effort none."))
  }

  static func answerIsNoJSON(_ path: String) -> EngineError {
    EngineError(.malformedAnswer, "The answer is no JSON, as \(path) wants it.")
  }

  static func violates(_ path: String, _ violation: JSONSchema.Violation) -> EngineError {
    EngineError(
      .malformedAnswer,
      "The answer is not as \(path) wants it: \(violation.path) \(violation.words).")
  }

  static func cannotWrite(_ path: String, _ failure: Errno) -> EngineError {
    EngineError(.refused, "\(path) cannot be written: \(failure).")
  }

  static let endedEarly = EngineError(
    .brokenStream, "The connection ended before the reply was complete.")
  static let noReply = EngineError(.refused, "The engine ended without a reply.")

  static func timeIsUp(after limit: Duration) -> EngineError {
    EngineError(
      .stalled, "The reply was not complete after \(TimeFormatter.seconds(limit)).",
      remedy: "--max-time sets the limit; what arrived is kept.")
  }

  static func cannotWriteAnswer(_ failure: Errno) -> EngineError {
    EngineError(.refused, "The answer cannot be written: \(failure).")
  }

  static let maxTimeMustBePositive = "--max-time must be a number of seconds greater than 0."
  static let inputWasNotRead = "what is piped in was not read; --stdin sends it along"

  static func isNoPicture(_ path: String) -> Failure {
    Failure(.usage, "\(path) is no picture: PNG, JPEG, GIF and WebP can be sent.")
  }

  static func isTooLarge(_ path: String, bytes: Int) -> Failure {
    Failure(.usage, "\(path) has \(bytes >> 20) MB; at most 20 MB can be sent.")
  }

  static let textWasThinking =
    "the text so far was thinking: the model closed a bracket that it had not opened"
  static let thinking = "thinking: "
  static let answer = "answer: "
  static let queued = "queued at the server"

  static func loading(percent: Int) -> String { percent == 0 ? "loading" : "loading \(percent) %" }

  static func loaded(seconds: Double?) -> String {
    seconds.map { "loaded in \(TimeFormatter.seconds(.seconds($0)))" } ?? "loaded"
  }

  static func noToolServer(_ name: String, near: String?, known: [String]) -> Failure {
    let hint =
      known.isEmpty
      ? "No server of tools is configured: docs/tools.md."
      : near.map { "Did you mean \($0)?" } ?? "There are: \(known.joined(separator: ", "))."
    return Failure(.usage, "There is no server of tools named \(name). \(hint)")
  }

  static func allowsWholeServer(_ name: String) -> Failure {
    Failure(.usage, "--allow-tool takes one tool: \(name):TOOL. codex-tui tools lists them.")
  }

  static let lengthLimit = "cut at the length limit: the answer is not complete"

  static let needsPrompt = Failure(
    .usage, "exec needs a prompt: codex-tui exec \"…\", or pipe one in.")

  static func isEmpty(_ path: String) -> Failure { Failure(.usage, "\(path) is empty.") }

  static func cannotReadInput(_ error: any Error) -> Failure {
    Failure(.usage, "stdin cannot be read: \(error).")
  }

  static let inputIsEmpty = Failure(.usage, "the prompt on stdin is empty.")

  static func stage(_ name: String, took time: Duration) -> String {
    "\(name) \(TimeFormatter.seconds(time))"
  }

  static func lane(_ number: Int, _ profile: Profile) -> String {
    Sanitizer.sanitize("\(number) \(profile.name) · \(profile.model)")
  }

  static let raceHead = ["", "first", "rate", "tokens", "time", "cost"]

  static let raceGoesAlone = "--race goes without --schema, --output, --tools and --pull."

  static func firstToken(after time: Duration) -> String {
    "first token \(TimeFormatter.seconds(time))"
  }

  /// - Parameter isEstimate: our own count stands for the server's.
  static func tokens(_ count: Int, isEstimate: Bool) -> String {
    (isEstimate ? "~" : "") + Plural.count(count, "token")
  }

  static func rate(_ tokensPerSecond: Double, isEstimate: Bool) -> String {
    "\(isEstimate ? "~" : "")\(TimeFormatter.oneDecimal(tokensPerSecond)) tok/s"
  }

  static func isUTF32(_ source: String) -> Failure {
    refusal("\(source) is UTF-32.", from: "UTF-32")
  }

  static func isNotUTF8(_ source: String, at offset: Int) -> Failure {
    refusal("\(source) is not UTF-8: the byte at offset \(offset) fits no character.")
  }

  static func endsInHalfACharacter(_ source: String) -> Failure {
    refusal("\(source) is UTF-16 with half a character at its end.", from: "UTF-16")
  }

  static func isNotUTF16(_ source: String, at offset: Int) -> Failure {
    refusal("\(source) is not UTF-16: half a surrogate pair at byte \(offset).")
  }

  private static func refusal(_ words: String, from encoding: String = "ENCODING") -> Failure {
    Failure(.usage, "\(words)\n  → Convert it: iconv -f \(encoding) -t UTF-8")
  }
}
