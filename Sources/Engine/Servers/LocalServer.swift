/// What one kind of server can do, and how it is asked to do it.
///
/// A value is a server that was recognised. Each kind is a folder beside this file and one line in
/// `ServerRegistry`; nothing else in the program names a kind. What most servers cannot do has a
/// default below, so a kind says only what it can. docs/architecture.md shows how to add one.
package protocol LocalServer: Sendable {
  /// The provider that the program knows without a configuration file, if this kind has one.
  static var builtIn: BuiltInProvider? { get }

  /// Recognises the server behind an address, or returns `nil` when it is of another kind.
  static func detect(_ detection: Detection) async throws(EngineError) -> ServerFacts?

  /// Differs between any two servers that can do different things.
  var id: String { get }
  /// What people call it; `nil` when all that is known is the API it speaks.
  var name: String? { get }
  /// Name and generation, for `doctor`.
  var description: String { get }

  // MARK: What it can do

  /// The format that `wire_api = "auto"` means here.
  var wire: WireAPI { get }
  /// How a reasoning effort is written in a chat request.
  var effortDialect: EffortDialect { get }
  /// Whether a chat whose last message is the model's own is gone on with.
  var continuation: MessageContinuation { get }
  /// The field of a chat request that limits thinking to so many tokens.
  var thinkingBudgetField: String? { get }
  /// A model that is not in its list does not exist there.
  var listsEveryModel: Bool { get }
  /// Its list tells which models see images.
  var listsVision: Bool { get }
  /// Its list tells which reasoning efforts a model takes.
  var listsEfforts: Bool { get }
  /// Its list shows a model that is being loaded as such.
  var listsLoading: Bool { get }
  /// Understands `return_progress` in a chat request.
  var reportsPromptProgress: Bool { get }
  /// Unloads a model that was idle for the time a request names.
  var takesTimeToLive: Bool { get }
  /// Takes a small model that guesses ahead with each request.
  var takesDraftModel: Bool { get }
  /// A model can be loaded again with another context length while the program runs.
  var canResizeContext: Bool { get }
  var canUnload: Bool { get }
  var canDownload: Bool { get }
  /// Whatever is loaded stays loaded, so there is nothing to pin.
  var pinsEverything: Bool { get }
  /// A download cannot be called off from here.
  var downloadsGoOn: Bool { get }
  /// The field that names a reply's stream in its request; a server that knows it keeps the stream under that name
  /// for a reader who lost the connection. `nil`: none is kept.
  var streamNameField: String? { get }
  /// Where a model runs whose very name tells that the server has it run elsewhere.
  func remoteHost(of model: String) -> String?
  /// Whether `workload` can be answered over this connection.
  func tellsActivity(_ connection: ServerConnection) -> Bool

  // MARK: What it is asked to do

  /// The models it offers; `nil` when the answer was no list.
  func models(_ connection: ServerConnection) async throws(EngineError) -> [ModelInfo]?

  /// Which of a load's settings it takes over this connection, beside the window and the time to live.
  func fieldsTaken(
    of options: LoadOptions, _ connection: ServerConnection
  ) -> Set<LoadOptions.Field>

  /// Bytes of memory that a model takes with the window it would get; `nil` where nothing tells.
  func memory(
    for model: ModelInfo, _ options: LoadOptions, _ connection: ServerConnection
  ) async -> Int?

  /// Loads a model and returns when it is in memory.
  func load(
    _ model: ModelInfo, _ options: LoadOptions, _ connection: ServerConnection, report: LoadReport
  ) async throws -> LoadOutcome

  /// Loads a model so that it stays until it is unloaded.
  func pin(
    _ model: ModelInfo, _ connection: ServerConnection, report: LoadReport
  ) async throws -> LoadOutcome

  func unload(_ model: ModelInfo, _ connection: ServerConnection) async throws

  /// Tells a server that does not notice a closed connection that a load is no longer wanted.
  func stopLoading(_ model: String, _ connection: ServerConnection) async

  /// Fetches a model to the server's disk and returns when it is there.
  func download(
    _ model: String, _ connection: ServerConnection, report: (WarmUp.Download) -> Void
  ) async throws

  /// The devices whose models are in its list and run over there; `nil` where it links none.
  func linkedDevices(_ connection: ServerConnection) async -> LinkedDevices?

  /// A kept stream from a byte of its body on; `nil` where the server has it no longer.
  func stream(
    _ name: String, from byte: Int, _ connection: ServerConnection
  ) async throws(EngineError) -> HTTPReply?

  /// Ends a kept stream and the work on it, which a closed connection no longer does.
  func dropStream(_ name: String, _ connection: ServerConnection) async

  /// Why a model of it can call no tools, in words; `nil` when it can, or the server does not tell.
  func toolObstacle(_ model: String, _ connection: ServerConnection) async -> String?

  /// What it does with a model at the moment; `nil` when the server does not tell.
  func workload(of model: String, _ connection: ServerConnection) async -> Workload?

  /// Where it writes what it does, the best first.
  static var logs: [ServerLog] { get }

  /// Hands over each line that it writes, until the task is cancelled; returns at once where nothing tells.
  func follow(_ connection: ServerConnection, _ line: (String) -> Void) async
}

/// Receives the steps of a load.
package typealias LoadReport = (WarmUp.Event) -> Void

/// How a load ended well.
package enum LoadOutcome: Equatable, Sendable {
  /// In memory; with the seconds it took where the server measured them.
  case loaded(seconds: Double?)
  /// Nothing was done: the server loads the model when the first request names it.
  case onDemand
}

extension LocalServer {
  package static var builtIn: BuiltInProvider? { nil }

  package var wire: WireAPI { .chat }
  package var effortDialect: EffortDialect { .openAI }
  package var thinkingBudgetField: String? { nil }
  package var continuation: MessageContinuation { .none }
  package var listsEveryModel: Bool { false }
  package var listsVision: Bool { false }
  package var listsEfforts: Bool { false }
  package var listsLoading: Bool { false }
  package var reportsPromptProgress: Bool { false }
  package var takesTimeToLive: Bool { false }
  package var takesDraftModel: Bool { false }
  package var canResizeContext: Bool { false }
  package var canUnload: Bool { false }
  package var canDownload: Bool { false }
  package var pinsEverything: Bool { true }
  package var downloadsGoOn: Bool { false }
  package var streamNameField: String? { nil }
  package func remoteHost(of model: String) -> String? { nil }
  package func tellsActivity(_ connection: ServerConnection) -> Bool { false }

  package func models(
    _ connection: ServerConnection
  ) async throws(EngineError) -> [ModelInfo]? {
    try await connection.list("/v1/models", ModelList.openAI)
  }

  package func fieldsTaken(
    of options: LoadOptions, _ connection: ServerConnection
  ) -> Set<LoadOptions.Field> { [] }

  package func memory(
    for model: ModelInfo, _ options: LoadOptions, _ connection: ServerConnection
  ) async -> Int? { nil }

  package func load(
    _ model: ModelInfo, _ options: LoadOptions, _ connection: ServerConnection, report: LoadReport
  ) async throws -> LoadOutcome { .onDemand }

  package func pin(
    _ model: ModelInfo, _ connection: ServerConnection, report: LoadReport
  ) async throws -> LoadOutcome { .onDemand }

  package func unload(_ model: ModelInfo, _ connection: ServerConnection) async throws {
    throw ServersMessages.doesNotUnload
  }

  package func stopLoading(_ model: String, _ connection: ServerConnection) async {}

  package func download(
    _ model: String, _ connection: ServerConnection, report: (WarmUp.Download) -> Void
  ) async throws {
    throw ServersMessages.doesNotDownload(connection.provider.name)
  }

  package func linkedDevices(_ connection: ServerConnection) async -> LinkedDevices? { nil }

  package func stream(
    _ name: String, from byte: Int, _ connection: ServerConnection
  ) async throws(EngineError) -> HTTPReply? { nil }

  package func dropStream(_ name: String, _ connection: ServerConnection) async {}

  package func workload(of model: String, _ connection: ServerConnection) async -> Workload? { nil }

  package static var logs: [ServerLog] { [] }

  package func follow(_ connection: ServerConnection, _ line: (String) -> Void) async {}

  package func toolObstacle(_ model: String, _ connection: ServerConnection) async -> String? {
    nil
  }

  /// Waits for a load that another program began, instead of beginning a second.
  func joinLoad(
    of model: String, _ connection: ServerConnection
  ) async throws {
    while true {
      try await connection.time.sleep(.milliseconds(500))
      switch try await models(connection)?.first(where: { $0.id == model })?.residency {
      case .loading: continue
      case .loaded, .unknown: return
      case .notLoaded, nil: throw ServersMessages.gaveUpLoading(model)
      }
    }
  }
}

/// How a server goes on with a message of the model's own.
package enum MessageContinuation: Sendable {
  /// It begins a new one.
  case none
  /// It writes on where the message stops.
  case whole
  /// The same, and the thinking can be closed so that it goes on with the answer.
  case parts
}
