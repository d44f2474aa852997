import Synchronization

/// Holds the conversation: knows the profiles, warms models up, streams replies.
///
/// Everything visible is one value, `session`; after each change `changes` yields once, and whoever
/// draws then takes the latest session. State changes are synchronous inside the actor; nothing
/// here reads, waits and then writes what it read.
package actor Engine {
  package private(set) var session: Session
  /// One element after each change; what was not taken yet is replaced, never queued.
  package nonisolated let changes: AsyncStream<Void>
  /// The session as it was last said, for whoever must not wait for the engine's turn.
  private nonisolated let said: Mutex<Session>
  /// Who is told of each change at once (`whenChanged`).
  private nonisolated let wake = Mutex<(@Sendable () -> Void)?>(nil)

  let configuration: Configuration
  let transport: any Transport
  package nonisolated let time: Timekeeper
  let environment: [String: String]
  /// What was found at each origin, until a connection to it fails.
  var facts: [Origin: ServerFacts] = [:]
  var replyTask: Task<Void, Never>?
  /// Replies that have ended for the user, and still close their connections.
  var endingTask: Task<Void, Never>?
  var warmUpTask: Task<Void, Never>?
  var watchTask: Task<Void, Never>?
  var stopCheckTask: Task<Void, Never>?
  var catalogueTask: Task<Void, Never>?
  /// Its value is what went wrong, in a sentence.
  var modelTask: Task<String?, Never>?
  var branchTask: Task<Void, Never>?
  var openTask: Task<Void, Never>?
  var lookTask: Task<Void, Never>?
  var previewTask: Task<Void, Never>?
  var compactTask: Task<Void, Never>?
  /// The last turn when something was cut: what a server counted for it counts no longer.
  var cutAfter: Turn.ID?
  /// Where what the person asks for is written down besides; for `--record`.
  let recording: Recording?
  /// Where conversations are kept; `nil`: nowhere.
  let archive: Archive?
  var keeping = Keeping()
  /// The time of day, milliseconds since 1970.
  let date: @Sendable () -> Int64
  var downloadTasks: [ModelDownload.ID: Task<Void, Never>] = [:]
  var loadHistory: LoadHistory
  /// Tokens that providers' commands printed, and when.
  var tokens: [String: (token: String, at: Duration)] = [:]
  /// Whether a prompt that would overflow the window waits for a choice: where nobody can choose, it
  /// is sent and the server decides.
  var asksBeforeOverflow = false
  /// Runs a provider's `auth.command` and returns what it printed.
  let runTokenCommand: TokenCommandRunner
  /// LM Studio's command line tool, where it is installed.
  let tool: ToolRunner
  /// Its own thread, which reads the transport's sockets, too. Children of its tasks prefer it: they belong to no
  /// actor, and would wake another.
  package nonisolated let thread: WorkThread
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    thread.asUnownedSerialExecutor()
  }
  /// Who listens at an address of this machine when it is another person.
  let stranger: @Sendable (Origin) -> String?
  /// Puts the load history where the next run finds it.
  let keepLoadHistory: @Sendable (LoadHistory) -> Void
  /// Takes the keys out of what is said of failures, and of what is exported.
  package private(set) var redaction: Redaction
  private let ping: AsyncStream<Void>.Continuation
  private var listeners: [Int: ReplyListener] = [:]
  private var lastListener = 0
  private var lastTurn: Int64 = 0
  /// What servers refused of requests in this run.
  var amendments: [AmendmentKey: RequestAmendments] = [:]
  /// The server has said how the live reply ends; only the end of its stream is to come.
  var knowsEnding = false
  /// Lets a prompt go that waits behind a look at the server.
  var impatienceTask: Task<Void, Never>?
  /// Counts requests, so that one that was replaced cannot end the turn of its successor.
  var attempt = 0
  var circles = Circles()
  /// Bytes of thinking and answer at which a reply is ended from here.
  let longestReply: Int

  package init(
    configuration: Configuration, transport: any Transport, environment: [String: String],
    time: Timekeeper = Timekeeper(ContinuousClock()), archive: Archive? = nil,
    recording: Recording? = nil, date: @escaping @Sendable () -> Int64 = WallClock.now,
    loadHistory: LoadHistory = LoadHistory(),
    keepLoadHistory: @escaping @Sendable (LoadHistory) -> Void = { _ in },
    tool: ToolRunner = .none, stranger: @escaping @Sendable (Origin) -> String? = { _ in nil },
    longestReply: Int = 64 << 20, thread: WorkThread = WorkThread(name: "engine"),
    runTokenCommand: @escaping TokenCommandRunner = { command throws(EngineError) in
      throw EngineError(.unauthorized, "\(command.command) cannot be run here.")
    }
  ) {
    self.thread = thread
    self.tool = tool
    self.stranger = stranger
    self.longestReply = longestReply
    self.runTokenCommand = runTokenCommand
    self.loadHistory = loadHistory
    self.keepLoadHistory = keepLoadHistory
    self.configuration = configuration
    self.transport = transport
    self.environment = environment
    redaction = Redaction(environment: environment, providers: configuration.providers)
    self.time = time
    self.archive = archive
    self.recording = recording
    self.date = date
    (changes, ping) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    let profile = configuration.activeProfile
    var first = Session(
      profile: profile, profiles: configuration.profiles,
      server: Self.status(of: configuration.provider(of: profile)),
      conversation: ConversationSummary(id: .random(), created: date()))
    first.notices = configuration.notices
    session = first
    said = Mutex(first)
  }

  /// Does what the person asked for. Returns at once; what comes of it shows in the session.
  package func perform(_ command: EngineCommand) {
    recording?.note(command)
    switch command {
    case .send(let prompt): submit(prompt)
    case .stop: stop()
    case .warmUp: beginWarmUp(force: true)
    case .switchProfile(let choice): switchProfile(choice)
    case .sendQueued: sendQueued()
    case .resolveOverflow(let way): resolveOverflow(way)
    case .dropQueued(let index):
      guard session.queue.indices.contains(index) else { return }
      change {
        $0.queue.remove(at: index)
        if index == 0 { $0.overflow = nil }
      }
    case .newConversation: showNewConversation()
    case .conversation(let command): perform(command)
    case .refreshCatalogue: refreshCatalogue()
    case .choose(let model, let providerID): choose(model, providerID: providerID)
    case .load(let model, let providerID): load(model, providerID: providerID)
    case .pin(let model, let providerID): pin(model, providerID: providerID)
    case .unload(let model, let providerID): unload(model, providerID: providerID)
    case .download(let model, let providerID): download(model, providerID: providerID)
    case .stopDownload(let id): stopDownload(id)
    case .dismissNotices: change { $0.notices = [] }
    case .adjust(let adjustment): adjust(adjustment)
    case .answerNow: answerNow()
    }
  }

  /// Changes the session and says so. The one place that moves its revision.
  func change(_ body: (inout Session) -> Void) {
    body(&session)
    session.isWarmingUp = warmUpTask != nil
    session.revision += 1
    said.withLock { $0 = session }
    ping.yield()
    wake.withLock(\.self)?()
  }

  /// Calls `body` after each change, on the engine's thread: to wake somebody, and to return at once.
  ///
  /// There is one such listener, the screen; another replaces it.
  package nonisolated func whenChanged(_ body: (@Sendable () -> Void)?) {
    wake.withLock { $0 = body }
  }

  /// The latest session. Costs no change of thread, so a screen may ask for each of its pictures.
  package nonisolated var latest: Session { said.withLock(\.self) }

  /// A task of the engine. Whatever it waits for, a group or another task included, resumes on the engine's thread
  /// and on none of Swift's pool. (A closure given to `Task(executorPreference:)` itself would not keep the actor.)
  func task<Value: Sendable>(
    @_inheritActorContext @_implicitSelfCapture _ work:
      sending @escaping @isolated(any) () async -> Value
  ) -> Task<Value, Never> {
    Task(executorPreference: thread) { await work() }
  }

  /// The reply has ended for the user: its task closes the connection, and another may begin.
  func leaveReply() {
    replyTask?.cancel()
    endingTask = task { [endingTask, replyTask] in
      await endingTask?.value
      await replyTask?.value
    }
    replyTask = nil
  }

  /// Ends whatever is under way; the session stays readable.
  package func shutdown() async {
    let tasks =
      [
        replyTask, warmUpTask, watchTask, stopCheckTask, catalogueTask, branchTask,
        openTask, lookTask, previewTask, compactTask, impatienceTask, endingTask,
      ].compactMap(\.self) + downloadTasks.values
    for task in tasks { task.cancel() }
    modelTask?.cancel()
    for task in tasks { await task.value }
    _ = await modelTask?.value
    await kept()
    await archive?.close()
    ping.finish()
    for listener in listeners.values { listener.events.finish() }
  }

  /// Every delta of every reply from now on, in order, none dropped: for `exec` and recording.
  ///
  /// - Parameter words: thinking and answers, too. Who needs none of them is not woken for each.
  package func replyEvents(words: Bool = true) -> AsyncStream<ReplyEvent> {
    let (stream, events) = AsyncStream<ReplyEvent>.makeStream()
    lastListener += 1
    let number = lastListener
    listeners[number] = ReplyListener(events: events, hearsWords: words)
    events.onTermination = { [thread, weak self] _ in
      Task(executorPreference: thread) { [weak self] in await self?.forget(listener: number) }
    }
    return stream
  }

  private func forget(listener: Int) { listeners[listener] = nil }

  func tell(_ event: ReplyEvent) {
    for listener in listeners.values where listener.hearsWords || !event.isWords {
      listener.events.yield(event)
    }
  }

  /// Turns of a conversation that is opened come before those that follow, whatever the clock says now.
  func follow(_ turns: some Sequence<Turn.ID>) {
    lastTurn = turns.reduce(lastTurn) { max($0, $1.rawValue) }
  }

  /// Grows with time, and no other turn of any program has it.
  func nextTurnID(at date: Int64) -> Turn.ID {
    lastTurn = max(lastTurn + 1, Turn.ID.dated(date).rawValue)
    return Turn.ID(lastTurn)
  }

  /// A token that a command printed is a key from now on, for whatever leaves the program.
  func learn(_ secret: String) {
    redaction.learn([secret])
    recording?.learn(secret)
  }

  /// An error as it may be shown and kept: whatever repeated a key, the key is not in it.
  func withoutKeys(_ error: EngineError) -> EngineError { error.withoutKeys(redaction) }

  static func status(of provider: Provider) -> ServerStatus {
    let origin = provider.origin
    return ServerStatus(
      name: provider.name, address: origin?.address ?? provider.baseURL,
      isRemote: !(origin?.isLoopback ?? false), isSimulated: provider.id == Provider.demoID)
  }
}

package typealias TokenCommandRunner =
  @Sendable (Provider.TokenCommand) async throws(EngineError) -> String

/// What the person can ask of the engine.
package enum EngineCommand: Equatable, Sendable {
  /// Sends now, or as soon as what is under way has ended.
  case send(Prompt)
  case stop
  case warmUp
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
  case choose(model: String, providerID: String)
  /// Loads a model and leaves the profile as it is.
  case load(model: String, providerID: String)
  /// Loads a model so that the server keeps it until somebody unloads it.
  case pin(model: String, providerID: String)
  case unload(model: String, providerID: String)
  /// Fetches a model to the server's disk. Many gigabytes: only after the person said yes.
  case download(model: String, providerID: String)
  case stopDownload(ModelDownload.ID)
  case dismissNotices
  case adjust(Adjustment)
  /// Cuts the thinking that streams and asks for the answer.
  case answerNow
}

package enum ProfileChoice: Equatable, Sendable {
  case next, previous
  case named(String)
}

/// One step of a reply as `exec` and recordings read it.
package enum ReplyEvent: Equatable, Sendable {
  case delta(Delta, at: Duration)
  case warmUp(WarmUp.State, at: Duration)
  case ended(Reply, at: Duration)

  /// Thinking or answer: what there is most of.
  var isWords: Bool {
    switch self {
    case .delta(.reasoning, _), .delta(.text, _): true
    default: false
    }
  }
}

/// Somebody who is told of replies.
struct ReplyListener {
  let events: AsyncStream<ReplyEvent>.Continuation
  let hearsWords: Bool
}
