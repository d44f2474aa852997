/// Keeps the conversation on disk while it happens.
///
/// A turn is written before its request leaves, what arrives at least every half second, and the
/// whole turn at its end, whatever the end is. When that fails the user is told, the conversation
/// goes on in memory, and everything that is pending is written as soon as it can be.
final class ConversationStore {
  let archive: Archive?
  private let date: @Sendable () -> Int64
  /// Writes in the order they were asked for; each waits for the one before.
  private var writing: Task<Void, Never>?
  /// Turns that are not on disk as they are here.
  private var pending: [Turn.ID: Pending] = [:]
  /// How much of the live reply is on disk, in bytes.
  private var thinkingBytes = 0
  private var answerBytes = 0
  private var lastTurn: Int64 = 0
  let browser = ConversationBrowser()

  private struct Pending {
    var turn: Turn
    var record: TurnTree.Record
    var conversation: ConversationSummary
  }

  /// A crash loses at most what came since the last write; the promise is a second.
  static let partialInterval: Duration = .milliseconds(500)

  init(_ archive: Archive?, date: @escaping @Sendable () -> Int64) {
    self.archive = archive
    self.date = date
  }

  var isOpen: Bool { archive != nil }
  var tasks: [Task<Void, Never>] { browser.tasks }

  /// The archive, or why there is none.
  var openArchive: Archive {
    get throws(EngineError) {
      if let archive { return archive }
      throw ArchiveMessages.keepsNothing
    }
  }

  func close() async {
    await written()
    await archive?.close()
  }

  // MARK: Opening

  /// Opens the archive, says what it found, and keeps everything from now on.
  ///
  /// - Parameter recent: of how many conversations the session is told.
  func begin(recent: Int, on engine: isolated Engine) {
    guard archive != nil, engine.session.keeping == .off else { return }
    engine.change { $0.keeping = .kept }
    enqueue(on: engine) { engine, archive in
      let opening = try await archive.open()
      try await archive.purge()
      await engine.isolated { $0.store.announce(opening, on: $0) }
      guard recent > 0 else { return }
      let found = try await archive.summaries(limit: recent)
      await engine.isolated { engine in engine.change { $0.recent = found } }
    }
  }

  private func announce(_ opening: Archive.Opening, on engine: isolated Engine) {
    if let name = opening.setAside { engine.notify(ArchiveMessages.damaged(keptAs: name)) }
    if opening.recovered > 0 {
      engine.notify(ArchiveMessages.cutOff(replies: opening.recovered))
    }
  }

  // MARK: Turns

  func newConversation() -> Conversation {
    Conversation(summary: ConversationSummary(id: .random(), created: date()))
  }

  /// A turn of now, whose id grows with time; no other turn of any program has it.
  func newTurn(
    _ prompt: Prompt, reply: Reply, cut: ContextCut?, notices: [String], at now: Duration
  ) -> Turn {
    let date = date()
    lastTurn = max(lastTurn + 1, Turn.ID.dated(date).rawValue)
    var turn = Turn(id: Turn.ID(lastTurn), prompt: prompt, reply: reply, created: date, cut: cut)
    for notice in notices { turn.apply(.notice(notice), at: now) }
    turn.enter(.connect, at: now)
    return turn
  }

  /// Turns of a conversation that is opened come before those that follow, whatever the clock says now.
  func follow(_ turns: some Sequence<Turn.ID>) {
    lastTurn = turns.reduce(lastTurn) { max($0, $1.rawValue) }
  }

  // MARK: Writing

  /// Returns once everything said so far is written, or has failed to be.
  func written() async { await writing?.value }

  /// Puts a piece of work for the archive at the end of the line.
  func enqueue(
    on engine: isolated Engine,
    _ work: @escaping @Sendable (Engine, Archive) async throws -> Void
  ) {
    guard let archive, engine.session.keeping != .off else { return }
    let before = writing
    writing = engine.task {
      await before?.value
      do {
        try await work(engine, archive)
        engine.store.record(.kept, on: engine)
      } catch {
        engine.store.record(.failing(archive.explained(error)), on: engine)
      }
    }
  }

  /// What is still pending keeps a failure standing.
  private func record(_ state: KeepingState, on engine: isolated Engine) {
    guard engine.session.keeping != state, state != .kept || pending.isEmpty else { return }
    engine.change { $0.keeping = state }
  }

  /// Writes a turn whole, and what is pending besides.
  func keep(_ turn: Turn, on engine: isolated Engine) {
    guard archive != nil else { return }
    if engine.session.conversation.proposedTitle.isEmpty {
      let title = ConversationSummary.title(proposedBy: turn.prompt)
      engine.change { $0.conversation.proposedTitle = title }
    }
    engine.change { $0.conversation.changed = date() }
    pending[turn.id] = pending(turn, engine)
    enqueue(on: engine) { engine, archive in
      try await engine.isolated { try await $0.store.flush(archive, on: $0) }
    }
  }

  private func pending(_ turn: Turn, _ engine: isolated Engine) -> Pending {
    Pending(
      turn: turn, record: engine.session.transcript.tree.record(turn.id),
      conversation: engine.session.conversation)
  }

  private func flush(_ archive: Archive, on engine: isolated Engine) async throws(EngineError) {
    let unsaved = pending
    for (id, entries) in Dictionary(grouping: unsaved.values, by: \.conversation.id) {
      let turns = entries.sorted { $0.turn.id.rawValue < $1.turn.id.rawValue }
      guard let summary = turns.last?.conversation, summary.id == id else { continue }
      try await archive.save(turns.map { ($0.turn, $0.record) }, of: summary)
    }
    for (id, saved) in unsaved where pending[id]?.turn.revision == saved.turn.revision {
      pending[id] = nil
    }
    guard let live = engine.session.transcript.live, let saved = unsaved[live.id]?.turn.reply
    else { return }
    thinkingBytes = saved.reasoning.byteCount
    answerBytes = saved.text.byteCount
  }

  // MARK: While a reply streams

  func resetPartials() { (thinkingBytes, answerBytes) = (0, 0) }

  /// Writes what has arrived of the live reply, again and again until it ends.
  func keepPartials(of id: Turn.ID, on engine: isolated Engine) async throws {
    while archive != nil {
      try await engine.time.sleep(Self.partialInterval)
      guard let live = engine.session.transcript.live, live.id == id else { return }
      keepPartial(of: live, on: engine)
      await written()
    }
  }

  private func keepPartial(of live: Turn, on engine: isolated Engine) {
    (thinkingBytes, answerBytes) = append(live, after: (thinkingBytes, answerBytes), on: engine)
  }

  /// Writes what a turn has said since then; answers how much of it is written, in bytes.
  func append(
    _ turn: Turn, after kept: (thinking: Int, answer: Int), on engine: isolated Engine
  ) -> (thinking: Int, answer: Int) {
    let reply = turn.reply
    let now = (reply.reasoning.byteCount, reply.text.byteCount)
    guard pending[turn.id] == nil, now.0 >= kept.thinking, now.1 >= kept.answer else {
      keep(turn, on: engine)
      return now
    }
    guard now != kept else { return kept }
    let thinking = reply.reasoning.suffix(from: kept.thinking)
    let answer = reply.text.suffix(from: kept.answer)
    enqueue(on: engine) { engine, archive in
      do {
        try await archive.append(thinking: thinking, answer: answer, to: turn.id)
      } catch {
        await engine.isolated { $0.store.keepWhole(turn, on: $0) }
        throw error
      }
    }
    return now
  }

  /// A part that could not be written: the next write is of the whole turn.
  private func keepWhole(_ turn: Turn, on engine: isolated Engine) {
    if pending[turn.id] == nil { pending[turn.id] = pending(turn, engine) }
  }

  /// Writes where turns stand now, where that differs from before.
  func keepPlaces(since before: TurnTree, on engine: isolated Engine) {
    let old = Dictionary(before.records.map { ($0.id, $0) }) { $1 }
    let changed = engine.session.transcript.tree.records.filter { old[$0.id] != $0 }
    guard !changed.isEmpty else { return }
    let id = engine.session.conversation.id
    enqueue(on: engine) { _, archive in try await archive.save(places: changed, of: id) }
  }
}

/// Whether what is said is kept.
package enum KeepingState: Equatable, Sendable {
  /// Not wanted, or nothing was opened yet.
  case off
  case kept
  /// It could not be; the conversation goes on in memory and is written as soon as it can be.
  case failing(EngineError)
}
