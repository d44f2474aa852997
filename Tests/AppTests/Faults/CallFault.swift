import Simulator

/// What a model's server may do to a call of a tool: a row of docs/faults.md, walked by `ExecCallTests`.
struct CallFault: Sendable {
  enum Outcome: String, Sendable {
    case unchanged = "the calls and the answer, as without it"
    case refused = "the model is told what is wrong with its arguments; the history stays whole"
    case failed = "the tool's own complaint goes to the model; the history stays whole"
    case noTools = "an error with a remedy that names what the server lacks"
    case asWords = "the answer without calls; one that is written as text is noticed as such"
  }

  var name: Fault.Name
  var what: String
  var outcome: Outcome

  init(_ name: Fault.Name, _ what: String, _ outcome: Outcome = .unchanged) {
    self.name = name
    self.what = what
    self.outcome = outcome
  }

  static let rows = [
    CallFault(.callIDsMissing, "calls without ids"),
    CallFault(.callIDsSame, "one id for all calls"),
    CallFault(.callIDsNumeric, "numbers as ids"),
    CallFault(.callIDsBlank, "empty ids"),
    CallFault(.callIDsOfNine, "other ids than of nine letters are refused, as by Mistral"),
    CallFault(.thinkingDemanded, "calls without their thinking are refused, as by DeepSeek"),
    CallFault(.argumentsWhole, "all arguments in one piece"),
    CallFault(.argumentsObject, "an object instead of its text"),
    CallFault(.argumentsTwice, "JSON in a string in JSON"),
    CallFault(.argumentsCut, "arguments that end too early", .refused),
    CallFault(.argumentsEmpty, "no arguments where the tool needs some", .failed),
    CallFault(.toolsRejected, "a request with tools is refused", .noTools),
    CallFault(.toolsIgnored, "tools are dropped without a word", .asWords),
    CallFault(.callsAsText, "the call is written as text, and not recognised", .asWords),
  ]

  static var document: String {
    let head = """

      ## Calls of tools

      What a model's server does to calls (`ExecCallTests`, on every wire where it can happen).

      | Fault | The server | What becomes of it |
      |---|---|---|

      """
    return head
      + rows.map { "| `\($0.name.rawValue)` | \($0.what) | \($0.outcome.rawValue) |\n" }.joined()
  }
}
