/// Holds the conversation: knows the profiles, warms models up, streams replies.
///
/// Everything visible is one value, `session`; after each change `changes` says so, and the screen
/// then takes the latest one. The engine routes and its parts work: each part owns its state and its
/// tasks, and runs on the engine, which it is handed as `isolated`. State changes are synchronous;
/// nothing here reads, waits and then writes what it read.
package actor Engine {
  package private(set) var session: Session
  /// Says that the session changed, and has the latest one.
  package nonisolated let changes: ChangeFeed
  package nonisolated let services: EngineServices
  private(set) var configuration: Configuration
  let replies = ReplyFeed()
  let servers: ServerDirectory
  let store: ConversationStore
  let warmUp = WarmUpJob()
  let models: Catalog
  let downloads = Downloads()
  let reply: ReplyJob
  let compaction = Compaction()

  package init(
    configuration: Configuration, services: EngineServices, loadHistory: LoadHistory = LoadHistory()
  ) {
    self.configuration = configuration
    self.services = services
    servers = ServerDirectory(services, configuration)
    store = ConversationStore(services.archive, date: services.date)
    models = Catalog(loadHistory, save: services.saveLoadHistory)
    reply = ReplyJob(longestReply: services.longestReply, grants: services.toolGrants)
    let profile = configuration.activeProfile
    var first = Session(
      profile: profile, profiles: configuration.profiles,
      server: ServerStatus(configuration.provider(of: profile)),
      conversation: ConversationSummary(id: .random(), created: services.date()))
    first.notices = configuration.notices
    first.presets = configuration.presets
    first.tools.servers = configuration.everyToolServer.map(ToolServerReport.init)
    first.tools.enabled = Set(configuration.enabledTools(under: profile))
    first.lock = profile.lock ?? .cloud
    session = first
    changes = ChangeFeed(first)
  }

  /// The loop of calls belongs to the reply under way.
  var tools: ToolLoop { reply.tools }

  package nonisolated var time: Timekeeper { services.time }
  package nonisolated var thread: WorkThread { services.thread }
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    services.thread.asUnownedSerialExecutor()
  }

  // MARK: Changes

  /// Changes the session and says so. The one place that moves its revision.
  ///
  /// - Parameter isGrowth: nothing but the text of the live reply changes.
  func change(isGrowth: Bool = false, _ body: (inout Session) -> Void) {
    body(&session)
    session.activity = activity
    session.revision += 1
    if isGrowth { session.growths += 1 }
    changes.post(session)
  }

  /// What is under way, as the parts know it.
  var activity: Activity {
    if reply.isUnderWay { return .replying }
    if reply.race.isUnderWay { return .racing }
    if compaction.isUnderWay { return .compacting }
    if warmUp.isUnderWay { return .warmingUp }
    return models.isWorking ? .managingModel : .idle
  }

  /// A part began or ended its work without anything else to say.
  func activityChanged() { change { _ in } }

  func notify(_ text: String) { change { $0.notices.append(Notice(text)) } }

  /// What happened to the active profile's model.
  func record(_ event: WarmUp.Event) {
    change {
      $0.warmUp.record(event, at: time.now)
      $0.lastLife = time.now
    }
    replies.emit(.warmUp(session.warmUp.state, at: time.now))
  }

  /// A resolver told where a host is.
  func setLocation(_ location: Location, of host: String) {
    configuration.setLocation(location, of: host)
    let provider = configuration.provider(of: session.profile)
    if provider.origin?.host == host { change { $0.server.location = provider.location } }
  }

  // MARK: Tasks

  /// A task of the engine. Whatever it waits for, a group or another task included, resumes on the engine's thread
  /// and on none of Swift's pool. (A closure given to `Task(executorPreference:)` itself would not keep the actor.)
  func task<Value: Sendable>(
    @_inheritActorContext @_implicitSelfCapture _ work:
      sending @escaping @isolated(any) () async -> Value
  ) -> Task<Value, Never> {
    Task(executorPreference: thread) { await work() }
  }

  /// Runs `body` on the engine: the way back for the children of a task group.
  func isolated<Value: Sendable, Failure: Error>(
    _ body: @Sendable (isolated Engine) async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    try await body(self)
  }

  /// Ends whatever is under way; the session stays readable.
  package func shutdown() async {
    reply.close()
    reply.race.stop(on: self)
    let tasks =
      reply.tasks + tools.servers.tasks + warmUp.tasks + models.doctor.tasks + compaction.tasks
      + downloads.tasks
      + store.tasks
      + servers.watch.tasks + servers.locator.tasks + servers.fleet.tasks + servers.links.tasks
    for task in tasks { task.cancel() }
    await models.shutdown()
    for task in tasks { await task.value }
    // A reply that was stopped just now still closes its connection.
    await reply.ended()
    await tools.servers.close()
    await store.close()
    changes.end()
    replies.end()
  }
}
