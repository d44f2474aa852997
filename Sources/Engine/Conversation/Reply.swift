/// What a model said to one prompt: its thinking, its answer, and how it came about.
package struct Reply: Equatable, Sendable {
  package enum Status: Equatable, Sendable {
    /// The request is on its way; nothing was said yet.
    case pending
    case streaming
    case complete
    /// Stopped by the user; what was said is kept.
    case interrupted
    /// The program ended while it came; what was kept is here.
    case cutOff
    /// The stream ended without the server saying that it was done.
    case endedEarly
    case lengthLimit
    case failed(EngineError)
  }

  /// Who answers. `model` is what the server says, once it says it.
  package struct Source: Equatable, Sendable {
    package var profile: String
    package var provider: String
    package var requestedModel: String
    package var answeringModel: String?
    /// Whether the request left this machine.
    package var isRemote: Bool
    package var parameters = ReplyParameters()

    package init(
      profile: String, provider: String, requestedModel: String, answeringModel: String? = nil,
      isRemote: Bool = false
    ) {
      self.profile = profile
      self.provider = provider
      self.requestedModel = requestedModel
      self.answeringModel = answeringModel
      self.isRemote = isRemote
    }

    package var model: String { answeringModel ?? requestedModel }
  }

  package internal(set) var reasoning = StreamText()
  /// When parts of the thinking came, in order.
  package private(set) var thinkingMarks: [ThinkingMark] = []
  package internal(set) var text = StreamText()
  /// The calls of tools, in the order they were made.
  package internal(set) var rounds: [ToolRound] = []
  package var status: Status = .pending
  package var source: Source
  package var usage = Usage()
  /// What of the prompt its server had read before, where it tells.
  package internal(set) var reuse: PromptReuse?
  /// What slowed this machine down while it came, where its server runs here.
  package internal(set) var strain: MachineStrain?
  package var clock = StageClock()
  package private(set) var notices: [String] = []
  /// The server's id, for wires that can continue from it.
  package private(set) var responseID: String?
  /// Progress 0…1 of the stage that runs, where the server tells it.
  package private(set) var stageProgress: Double?
  /// Deltas of thinking and of answer so far: about one token each on local servers.
  package private(set) var reasoningDeltas = 0
  package private(set) var textDeltas = 0

  /// The field in which the server tells thinking.
  var thinkingField: String?
  /// Items that go back with the calls that are still to come, or with the answer where none do.
  var companions: [JSON] = []
  /// What the requests before the last one used.
  private var usageBefore = Usage()

  /// Bytes of the answer that were another reply's, from which this one went on.
  private var carriedBytes = 0
  /// Of the deltas counted, those that were another reply's: they took none of this one's time.
  package private(set) var carriedDeltas = 0
  /// Its answer was begun by another reply, so thinking that still comes is a thought of its own.
  private var beginsAnotherThought = false
  /// It goes on from thinking that the user wrote.
  package private(set) var isSteered = false

  /// - Parameter other: a reply that was cut, or that the user edited; this one begins with its words and goes on from
  ///   there.
  package init(source: Source, from other: Reply? = nil) {
    self.source = source
    guard let other else { return }
    isSteered = other.isSteered
    reasoning = StreamText(other.reasoning.string)
    text = StreamText(other.text.string)
    carriedBytes = text.byteCount
    rounds = other.rounds
    reasoningDeltas = other.reasoningDeltas
    textDeltas = other.textDeltas
    carriedDeltas = reasoningDeltas + textDeltas
    beginsAnotherThought = !text.isEmpty && !reasoning.isEmpty
  }

  /// A reply as it was kept, or the beginning of one that goes on from another's words.
  package init(
    source: Source, status: Status, reasoning: String, text: String, usage: Usage = Usage(),
    clock: StageClock = StageClock(), notices: [String] = [], responseID: String? = nil,
    rounds: [ToolRound] = [], reasoningDeltas: Int = 0, textDeltas: Int = 0
  ) {
    self.source = source
    self.status = status
    self.reasoning = StreamText(reasoning)
    self.text = StreamText(text)
    self.usage = usage
    self.clock = clock
    self.notices = notices
    self.responseID = responseID
    self.rounds = rounds
    self.reasoningDeltas = reasoningDeltas
    self.textDeltas = textDeltas
  }

  package var isLive: Bool { status == .pending || status == .streaming }

  /// The bracket is open: thinking has begun, the answer has not, and nothing ended it.
  package var isThinking: Bool { isLive && !reasoning.isEmpty && clock.current == .think }

  /// Adds one delta at a moment of the engine's time. Costs the delta's length, not the reply's.
  package mutating func apply(_ delta: Delta, at now: Duration) {
    switch delta {
    case .reasoning(let piece):
      begin(.think, at: now)
      endServerRound()
      if beginsAnotherThought { reasoning.append("\n\n") }
      beginsAnotherThought = false
      mark(at: now)
      reasoning.append(piece)
      reasoningDeltas += 1
    case .text(let piece):
      begin(.answer, at: now)
      endServerRound()
      text.append(piece)
      textDeltas += 1
    case .textWasReasoning: moveTextToReasoning()
    case .stage(let stage): record(stage, at: now)
    case .usage(let figures): usage.merge(figures.added(to: usageBefore))
    case .model(let name): source.answeringModel = name
    case .responseID(let id): responseID = id
    case .call(let slot, let piece):
      if case .onServer(_, nil) = piece { begin(.tool, at: now) } else { begin(.answer, at: now) }
      apply(piece, to: slot)
    case .thinkingField(let name): thinkingField = name
    case .companion(let item): companions.append(item)
    case .notice(let words): notices.append(words)
    case .finish(let reason): finish(reason, at: now)
    }
  }

  private mutating func begin(_ stage: StageClock.Stage, at now: Duration) {
    status = .streaming
    stageProgress = nil
    clock.enter(stage, at: now)
  }

  private mutating func mark(at now: Duration) {
    let second = Int((clock.duration(of: .think, now: now) ?? .zero).components.seconds)
    guard second > thinkingMarks.last?.second ?? -1 else { return }
    thinkingMarks.append(ThinkingMark(byte: reasoning.byteCount, second: second))
  }

  private mutating func moveTextToReasoning() {
    let whole = text.string.utf8
    let kept = max(carriedBytes, rounds.last?.textEnd ?? 0)
    reasoning.append(String(decoding: whole.dropFirst(kept), as: UTF8.self))
    text = StreamText(String(decoding: whole.prefix(kept), as: UTF8.self))
    reasoningDeltas += textDeltas
    textDeltas = 0
  }

  private mutating func record(_ stage: ServerStage, at now: Duration) {
    switch stage {
    case .queued: clock.enter(.queue, at: now)
    case .loading(let progress):
      clock.enter(.load, at: now)
      stageProgress = progress
    case .loaded(let seconds):
      usage.loadSeconds = seconds ?? usage.loadSeconds
      stageProgress = nil
    case .readingPrompt(let progress):
      clock.enter(.prompt, at: now)
      stageProgress = progress
    case .promptRead: stageProgress = nil
    }
  }

  private mutating func finish(_ reason: FinishReason, at now: Duration) {
    guard isLive else { return }
    closeRound()
    usageBefore = usage
    switch reason {
    case .stop, .toolCall:
      guard !awaitsTools else { return clock.enter(.tool, at: now) }
      status = .complete
    case .lengthLimit:
      answerOpenCalls(.cutByLimit)
      status = .lengthLimit
    case .failed(let error):
      answerOpenCalls(.lost)
      status = .failed(error)
    }
    clock.end(at: now)
  }

  /// Ends the reply from our side: stopped, cut off or timed out.
  package mutating func end(_ ending: Status, at now: Duration) {
    guard isLive else { return }
    switch ending {
    case .interrupted: answerOpenCalls(.cancelled)
    default: answerOpenCalls(.lost)
    }
    clock.end(at: now)
    status = ending
  }
}

extension Reply {
  /// Anything at all, thinking or answer, arrived.
  package var hasSaidSomething: Bool { !reasoning.isEmpty || !text.isEmpty || !rounds.isEmpty }
}

extension Reply {
  /// The beginning of a reply as the user would have it: it goes on with the thinking, or with the answer where there is
  /// one.
  package func steered(thinking: String, answer: String) -> Reply {
    var reply = Reply(
      source: source, status: .interrupted, reasoning: thinking, text: answer, rounds: rounds)
    reply.thinkingField = thinkingField
    reply.isSteered = true
    return reply
  }
}
