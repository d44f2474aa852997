/// What an engine is given: the outside world, each part replaceable by a test's.
package struct EngineServices: Sendable {
  package var transport: any Transport
  package var environment: [String: String]
  package var time: Timekeeper
  /// The engine's own thread, which reads the transport's sockets, too. Children of its tasks prefer
  /// it: they belong to no actor, and would wake another.
  package var thread: WorkThread
  /// Where conversations are kept; `nil`: nowhere.
  package var archive: Archive?
  /// Where the user's commands are recorded; for `--record`.
  package var recording: Recording?
  /// The recording that is played: tools come from it as well.
  package var replay: ReplayTransport?
  /// The time of day, milliseconds since 1970.
  package var date: @Sendable () -> Int64
  /// Saves the load history for the next run.
  package var saveLoadHistory: @Sendable (LoadHistory) -> Void
  /// LM Studio's command line tool, where it is installed.
  package var tool: ToolRunner
  /// What the user has allowed tools for good.
  package var toolGrants = ToolGrants()
  /// Saves it for the next run.
  package var saveToolGrants: @Sendable (ToolGrants) -> Void = { _ in }
  /// What earlier runs kept of their replies. Looked through once, behind the first picture: thousands of them take
  /// longer than everything else that a start does.
  package var pastReplies: @Sendable () async -> PastReplies = { PastReplies() }
  /// Keeps which profile's answer the user went on from.
  package var savePick: @Sendable (RacePick) -> Void = { _ in }
  /// Runs the commands of the tool `shell`.
  package var shell = ShellHost.none
  /// Starts a server of tools.
  package var startTools: MCPStart
  /// Who listens at an address of this machine when it is another person.
  package var stranger: @Sendable (Origin) -> String?
  /// The addresses that a name stands for.
  package var resolve: @Sendable (String) async -> [HostAddress]
  /// Whether a program of that name can be run here.
  package var isInstalled: @Sendable (String) -> Bool
  /// Starts a command line that may go on after this program.
  package var start: @Sendable (String) async throws(EngineError) -> Void
  /// The end of what a server on this machine wrote; `nil` where it cannot be read.
  package var serverWords: @Sendable (ServerLog) async -> ServerWords? = { _ in nil }
  /// What slows this machine down, counted since it started.
  package var strain: @Sendable () -> MachineStrain = { MachineStrain() }
  /// What is free of this machine's memory.
  package var freeMemory: @Sendable () async -> FreeMemory
  /// Bytes of thinking and answer at which a reply is ended from here.
  package var longestReply: Int
  /// Runs a provider's `auth.command` and returns what it printed.
  package var runTokenCommand: TokenCommandRunner

  package init(
    transport: any Transport, environment: [String: String],
    time: Timekeeper = Timekeeper(ContinuousClock()),
    thread: WorkThread = WorkThread(name: "engine"), archive: Archive? = nil,
    recording: Recording? = nil, date: @escaping @Sendable () -> Int64 = WallClock.now,
    saveLoadHistory: @escaping @Sendable (LoadHistory) -> Void = { _ in },
    tool: ToolRunner = .none,
    startTools: @escaping MCPStart = { server throws(EngineError) in
      throw ToolMessages.notStarted(server.name)
    }, stranger: @escaping @Sendable (Origin) -> String? = { _ in nil },
    resolve: @escaping @Sendable (String) async -> [HostAddress] = { _ in [] },
    isInstalled: @escaping @Sendable (String) -> Bool = { _ in false },
    start: @escaping @Sendable (String) async throws(EngineError) -> Void = { _ in },
    freeMemory: @escaping @Sendable () async -> FreeMemory = { FreeMemory() },
    longestReply: Int = 64 << 20,
    runTokenCommand: @escaping TokenCommandRunner = { command throws(EngineError) in
      throw EngineMessages.cannotRun(command.command)
    }
  ) {
    self.transport = transport
    self.environment = environment
    self.time = time
    self.thread = thread
    self.archive = archive
    self.recording = recording
    self.date = date
    self.saveLoadHistory = saveLoadHistory
    self.tool = tool
    self.startTools = startTools
    self.stranger = stranger
    self.resolve = resolve
    self.freeMemory = freeMemory
    self.isInstalled = isInstalled
    self.start = start
    self.longestReply = longestReply
    self.runTokenCommand = runTokenCommand
  }
}

package typealias TokenCommandRunner =
  @Sendable (Provider.TokenCommand) async throws(EngineError) -> String
