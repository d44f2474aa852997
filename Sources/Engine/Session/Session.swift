/// The engine's whole visible state at one moment.
///
/// The screen receives the latest one, never a queue of changes: nothing can be lost, doubled or
/// late. Copies share their storage, so taking one costs the same however long the conversation is.
package struct Session: Equatable, Sendable {
  /// Moves with every change.
  package var revision = 0
  /// How many of those changes only lengthened the reply: what a screen says beside it is the same.
  package var growths = 0
  package var transcript = Transcript()
  /// The open conversation, but for its turns.
  package var conversation: ConversationSummary
  package var keeping = KeepingState.off
  /// The user's own prompts, by name.
  package var templates: [PromptTemplate] = []
  /// What is under way, as the engine's parts know it.
  package var activity = Activity.idle
  /// What was last asked of the archive.
  package var kept = KeptConversations()
  /// The active profile and the order the switch key walks through.
  package var profile: Profile
  package var profiles: [Profile]
  /// Where the active profile's provider is, as said in the status bar.
  package var server: ServerStatus
  package var warmUp: WarmUp
  /// Models of the active profile's server.
  package var models: [ModelInfo] = []
  /// Models of every local server the profiles name, once they were asked for.
  package var catalogue: [ServedModel] = []
  /// The servers, once they were asked for.
  package var fleet: [ServerReport] = []
  /// `nil` until they were asked for.
  package var listing: ModelListing?
  /// What was free of this machine's memory when that was asked for.
  package var freeMemory = FreeMemory()
  /// Models that servers are fetching for us.
  package var downloads: [ModelDownload] = []
  /// Prompts entered while something else had to end first, in order; editable until sent.
  package var queue: [Prompt] = []
  package var tools = ToolSelection()
  /// Thinking in the reader's own language, while that is wanted.
  package var translation: Translation?
  /// Several profiles answer one prompt, until one answer is picked.
  package var race: Race?
  /// How fast profiles and models were before this run.
  package var statistics: [Statistics] = []
  /// Which profiles' answers were picked, as far as it is kept.
  package var picks: [RacePick] = []
  /// Named sets of what shapes a reply's words.
  package var presets: [Configuration.Preset] = []
  /// The first queued prompt waits, because it would not fit; the user has to choose.
  package var overflow: ContextForecast?
  package var notices: [Notice] = []
  /// When the reply or the warm-up last gave a sign of life, in the engine's time.
  package var lastLife: Duration = .zero
  /// Requests that the server answers before the live reply's, where it says so.
  package var before: Int?
  /// What could bring the active server to answer; only while it does not.
  package var launch: Launch?
  /// How far anything of this conversation may travel; the cloud is no limit.
  package var lock = Location.cloud
  /// The reply under way goes in circles.
  package var repetition: Repetition?
  /// Servers of this machine that are installed and could be started, while none answers.
  package var startable: [StartableServer] = []
  /// Conversations that were changed last, for an empty screen.
  package var recent: [ConversationSummary] = []
  /// What is known around the last load that was looked into.
  package var loadFindings: LoadFindings?
  /// What the last stop really did, once the server was asked.
  package var stopReport: StopReport?

  package init(
    profile: Profile, profiles: [Profile], server: ServerStatus,
    conversation: ConversationSummary = ConversationSummary(id: .random(), created: 0)
  ) {
    self.conversation = conversation
    self.profile = profile
    self.profiles = profiles
    self.server = server
    warmUp = WarmUp()
  }

  /// The active profile's model as its server lists it.
  package var activeModel: ModelInfo? { models.first { $0.answers(to: profile.model) } }

  /// Tokens of the window that counts: the loaded one, else the one that was asked for or stated.
  package var window: Int? {
    activeModel?.loadedContext ?? profile.loadContext ?? profile.contextWindow
  }

  /// Where a prompt goes that is sent now: to the server, or farther where that hands the work on.
  package var destination: Location { max(server.location, handover?.location ?? .thisMachine) }

  /// The host at the end of that way.
  package var destinationAddress: String { handover?.name ?? server.address }

  /// The way in words: `localhost:11434 → ollama.com` where a server hands the work on.
  package var route: String {
    handover.map { "\(server.address) → \($0.name)" } ?? server.address
  }

  /// Where the server has the active model run, if not itself.
  private var handover: Handover? {
    models.handover(of: profile.model, at: server.kind, server.devices)
  }

  /// What has answered is in memory, whatever an older list says.
  mutating func noteInMemory(_ reply: Reply) {
    guard reply.source.provider == profile.providerID, reply.hasSaidSomething,
      let index = models.firstIndex(where: { $0.answers(to: reply.source.model) }),
      models[index].residency == .notLoaded
    else { return }
    models[index].residency = .loaded
  }

  /// How fast a model was under a profile before this run; `nil` where that is not known.
  package func usual(_ source: Reply.Source) -> Statistics? {
    statistics.first { $0.profile == source.profile && $0.model == source.model }
  }

  /// What the lock becomes by the next press of its key: off, this machine, my network.
  package var nextLock: Location {
    switch lock {
    case .cloud: .thisMachine
    case .thisMachine: .network
    case .network, .unknown: .cloud
    }
  }

  /// A reply is under way.
  package var isReplying: Bool { transcript.live != nil }
  /// The model writes a summary of what it will no longer be sent.
  package var isCompacting: Bool { activity == .compacting }
  /// Something is under way that a stop ends. Asking a server what it is does not count.
  package var isBusy: Bool {
    isReplying || activity == .racing || isCompacting
      || activity == .warmingUp && warmUp.isMakingReady
  }
}

/// A server that is installed here.
package struct StartableServer: Equatable, Sendable {
  package var providerID: String
  package var name: String
  package var command: String

  package init(providerID: String, name: String, command: String) {
    self.providerID = providerID
    self.name = name
    self.command = command
  }
}

/// How the last question for the servers' models went.
package struct ModelListing: Equatable, Sendable {
  package var isUnderWay = false
  /// The servers that did not tell, in the order of their names.
  package var failures: [Failure] = []

  package struct Failure: Equatable, Sendable {
    package var providerID: String
    /// As the status bar calls it.
    package var server: String
    package var error: EngineError
  }
}

/// The server behind the active profile.
package struct ServerStatus: Equatable, Sendable {
  /// `LM Studio`, `llama.cpp`; `server` until it was recognised.
  package var name: String
  /// Host and port, as a user writes them.
  package var address: String
  package var kind: ServerKind?
  package var location: Location
  package var devices: LinkedDevices?
  package var isSimulated: Bool

  package init(
    name: String, address: String, kind: ServerKind? = nil, location: Location = .thisMachine,
    isSimulated: Bool = false
  ) {
    self.name = name
    self.address = address
    self.kind = kind
    self.location = location
    self.isSimulated = isSimulated
  }

  /// - Parameter facts: what is known of it; `nil`: it was not asked yet.
  init(_ provider: Provider, _ facts: ServerFacts? = nil) {
    let origin = provider.origin
    self.init(
      name: provider.name, address: origin?.address ?? provider.baseURL,
      location: provider.location, isSimulated: provider.id == Provider.demoID)
    devices = facts?.devices
  }
}

/// What became of the server after a stop.
package enum StopReport: Equatable, Sendable {
  case checking
  /// Seen to be idle this long after the stop.
  case serverStopped(after: Duration)
  /// Seen to be at work still, this long after the stop.
  case serverBusy(Duration)
  /// The server has no way to tell.
  case unknown
}

extension Session {
  /// What stands in the way now, else what ended the last reply that failed.
  package var lastError: EngineError? {
    switch warmUp.state {
    case .offline(let error), .needsToken(let error), .modelMissing(let error), .failed(let error):
      return error
    default: break
    }
    for turn in transcript.settled.reversed() {
      if case .failed(let error) = turn.reply.status { return error }
    }
    return nil
  }
}
