/// Results that no tool gave: what a model is told of a call that was not run, or not to its end.
extension ToolResult {
  static let cutByLimit = ToolResult(
    .refused, "Not run: the output limit cut this call before its end.")
  static let cancelled = ToolResult(.cancelled, "The user cancelled this call.")
  static let lost = ToolResult(
    .lost, "The connection broke before this call was answered. It may have taken effect.")
  static let notAsked = ToolResult(
    .denied, "Not run: no one could be asked whether to allow this call.")
  static let tooManyCalls = ToolResult(
    .refused, "Not run: the limit of calls for one prompt is reached. Answer with what you have.")

  /// For a tool that answered nothing.
  static let empty = "(no output)"

  static func denied(because reason: String?) -> ToolResult {
    ToolResult(
      .denied, "The user did not allow this call." + (reason.map { " They said: \($0)" } ?? ""))
  }

  static func unknownTool(_ name: String, near: [String]) -> ToolResult {
    ToolResult(
      .refused,
      "There is no tool \(name)."
        + (near.isEmpty ? "" : " There are: \(near.joined(separator: ", "))."))
  }

  /// - Parameter required: the names that the tool's schema asks for.
  static func unreadable(_ arguments: String, why: String, required: [String]) -> ToolResult {
    let names = required.isEmpty ? "" : " Required: \(required.joined(separator: ", "))."
    return ToolResult(
      .refused,
      "Not run: \(why).\(names) They began: \(arguments.prefix(200))")
  }

  static func shellDescription(_ sandbox: String) -> String {
    "Runs a command with /bin/sh in the user's project folder, in a sandbox (\(sandbox)). "
      + "Background processes end with the command. Secrets and .git are out of reach."
  }

  static func sandboxWords(isWritable: Bool, hasNetwork: Bool) -> String {
    (isWritable ? "workspace-write" : "read-only") + (hasNetwork ? "" : ", no network")
  }

  static let shellWithoutCommand = "Not run: command is missing."

  /// Files that programs of the user may obey later.
  static func touched(_ names: [String]) -> String {
    "note: it wrote \(names.joined(separator: ", ")); the user is told to look before using them"
  }

  static func ranInSandbox(_ sandbox: String) -> String {
    "note: this ran in a sandbox (\(sandbox))"
  }

  static func exited(_ code: Int) -> String { "[exit code \(code)]" }
  static func timedOut(after limit: Duration) -> String {
    "[ended after \(limit.components.seconds) s: timeout_s allows more, up to 600]"
  }

  static let byRule = ToolResult(.denied, "Not run: no tool may be run here.")
  static let byLock = ToolResult(
    .denied,
    "Not run: the conversation is locked to this machine, and this tool may reach the network.")
  static let serverIsGone = "The tool's server does not run any more."
  static let notRecorded = "The recording has no such call."

  static func serverEnded(_ why: String) -> String {
    "The tool's server ended before it answered; the call may have taken effect. \(why)"
  }

  static let argumentsAreNoObject = "the arguments must be a JSON object"
  static let argumentsAreNoJSON = "the arguments are no JSON"

  /// Stands for the middle of a result that is too long for the model.
  static func leftOut(lines: Int, kilobytes: Int) -> String {
    "[… \(lines) lines, \(kilobytes) KiB left out …]"
  }

  static func notShown(_ kind: String, _ type: String, bytes: Int) -> String {
    "[\(kind) \(type), \(bytes) bytes: not shown to the model]"
  }
}
