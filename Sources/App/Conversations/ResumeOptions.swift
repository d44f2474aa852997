import ArgumentParser
import Engine

/// Which kept conversation `exec` goes on with; none when nothing is said.
struct ResumeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Go on with a kept conversation: its id, or how it begins. The new turn is kept in it.",
        zh: "继续已保存的对话：id 或其开头。新的一轮会存入该对话。"),
      valueName: "id"),
    completion: .conversation)
  var resume: String?

  @Flag(
    help: ArgumentHelp(say("Go on with the conversation that was changed last.", zh: "继续最近更改的对话。"))
  )
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
