/// What the user can ask of the engine.
package enum EngineCommand: Equatable, Sendable {
  /// Sends now, or as soon as what is under way has ended.
  case send(Prompt)
  case stop
  case warmUp
  /// Starts or wakes the active server, as `Session.launch` offers it. Only after the user said yes.
  case launch
  /// Finds out what is known around a load that failed or does not end: `Session.loadFindings`.
  case examineLoad
  /// Loads the active model with a window of so many tokens, for this run.
  case loadAgain(window: Int)
  /// Starts the server of one of `Session.startable` and goes on with it. Only after the user said so.
  case start(providerID: String)
  case switchProfile(ProfileChoice)
  case dropQueued(Int)
  /// What to do with a prompt that would not fit into the model's window.
  case resolveOverflow(OverflowChoice)
  /// Sends the first prompt that a failure or a stop held back.
  case sendQueued
  case newConversation
  case conversation(ConversationCommand)
  /// Asks all local servers of the profiles for their models.
  case refreshCatalogue
  /// Asks every server that is configured, and those at this machine's usual ports, how it is.
  case refreshFleet
  case choose(model: String, providerID: String)
  /// Loads a model and leaves the profile as it is.
  case load(model: String, providerID: String)
  /// Loads a model so that the server keeps it until it is unloaded.
  case pin(model: String, providerID: String)
  case unload(model: String, providerID: String)
  /// Fetches a model to the server's disk. Many gigabytes: only after the user said yes.
  case download(model: String, providerID: String)
  case stopDownload(ModelDownload.ID)
  case dismissNotices
  case adjust(Adjustment)
  /// What the conversation may call: `server` or `server:tool`.
  case enableTools(Set<String>)
  /// Starts a server of tools again.
  case restartTools(server: String)
  /// Looks at what servers of tools wrote on standard error.
  case readToolWords
  /// The word for the call of `ToolSelection.question` with that number.
  case answerTool(question: Int, ToolAnswer)
  /// The word for `ToolSelection.form` with that number.
  case answerForm(Int, FormAnswer)
  /// Has thinking rendered in a language, by a profile that is near or by the one that is named; `nil` ends it.
  case translate(String?, by: String?)
  /// Cuts the thinking that streams and asks for the answer.
  case answerNow
  /// Has several profiles answer one prompt.
  case race(RaceOrder)
  /// Stops one lane of the race, by its place.
  case stopLane(Int)
  /// Goes on from a lane's answer; `nil`: from the first, without having picked it.
  case pick(Int?)
}
