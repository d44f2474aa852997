import ArgumentParser
import Engine

/// Which kept conversation `exec` goes on with; none when nothing is said.
struct ResumeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Go on with a kept conversation: its id, or how it begins. The new turn is kept in it.",
      valueName: "id"),
    completion: .conversation)
  var resume: String?

  @Flag(help: "Go on with the conversation that was changed last.")
  var last = false

  func validate() throws {
    if last, resume != nil { throw ValidationError(ConversationsMessages.resumeOrLast) }
  }

  /// Opens the conversation that is meant, where one is.
  func open(in engine: Engine) async throws {
    guard last || resume != nil else { return }
    do throws(EngineError) {
      try await engine.resume(matching: resume)
    } catch {
      throw Failure(error)
    }
  }
}
