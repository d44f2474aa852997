/// What conversations, their files and their texts say to the user.
enum ConversationMessages {
  static func noPrompt(in file: String) -> EngineError {
    EngineError(
      .archive, "\(file) has no prompt in it.", remedy: "A rollout of Codex has one item a line.")
  }

  static func notImported(toolCalls count: Int) -> String {
    "\(Plural.count(count, "tool call")) \(Plural.of(count, "was", "were")) not imported"
  }

  static let untitled = "untitled"

  static func notWholeJSON(_ file: String) -> EngineError {
    EngineError(
      .archive, "\(file) is not a whole JSON text.", remedy: "Was it cut off? Export it again.")
  }

  static func notOurs(_ file: String, format: String) -> EngineError {
    EngineError(
      .archive, "\(file) is no conversation of codex-tui.",
      remedy: "Its \"format\" must be \"\(format)\".")
  }

  static func unknownVersion(_ version: Int?, of file: String, newest: Int) -> EngineError {
    let found = version.map { "version \($0)" } ?? "no version"
    return EngineError(
      .archive, "\(file) has \(found) of the format; this program reads up to \(newest).",
      remedy: "Import it with the program that wrote it, or a newer one.")
  }

  static func noTurns(in file: String) -> EngineError {
    EngineError(
      .archive, "\(file) has no turns.", remedy: "It needs \"conversation\" and \"turns\".")
  }

  static func incompleteTurn(_ ordinal: Int, in file: String) -> EngineError {
    EngineError(
      .archive, "\(file): turn \(ordinal) has no id, no prompt or no answer.",
      remedy: "Nothing was imported.")
  }

  static func twoTurns(withID id: Int64, in file: String) -> EngineError {
    EngineError(
      .archive, "\(file): two turns have the id \(id).", remedy: "Nothing was imported.")
  }

  /// `thought for 8.2 s · 412 tokens`
  static func thought(for time: Duration?, tokens: Int?) -> String {
    var words = "thought"
    if let time { words += " for \(tenths(time)) s" }
    if let tokens { words += " · \(Plural.count(tokens, "token"))" }
    return words
  }

  /// Tenths of a second.
  private static func tenths(_ duration: Duration) -> String {
    let tenths =
      duration.components.seconds * 10 + duration.components.attoseconds / 100_000_000_000_000_000
    return "\(tenths / 10).\(tenths % 10)"
  }

  static let stopped = "stopped"
  static let cutOff = "interrupted: the program ended while this was written"
  static let endedEarly = "the connection ended before the reply was complete"
  static let lengthLimit = "cut at the length limit"

  static func failed(_ message: String) -> String { "failed: " + message }

  static func wordsMissing(for places: [String], of template: String) -> EngineError {
    EngineError(
      .configuration, "/\(template) wants \(places.joined(separator: ", ")).",
      remedy: "Write /\(template) " + places.map { "\($0)=…" }.joined(separator: " "))
  }

  /// A failure that was kept without its words.
  static let replyFailed = "The reply failed."
}

extension PromptReuse.Cause {
  package var words: String {
    switch self {
    case .loadedAnew: "the model was loaded anew"
    case .otherModel: "another model was asked on this server since"
    case .tools: "the tools that may be called are others"
    case .instructions: "the instructions are others"
    case .clock: "the instructions hold a time or another number that changed"
    case .edited: "an earlier prompt was edited, or this is another branch"
    case .thinking: "earlier thinking went along that did not before, or the other way round"
    case .stripped: "the thinking before the last answer does not go back"
    case .cut: "the oldest turns stay away"
    case .sideQuestion: "a translation or a summary was asked of the same model since"
    case .otherClient: "another client asked the server since, or it needed the room"
    }
  }
}
