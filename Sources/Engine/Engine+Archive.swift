/// Keeping the conversation on disk while it happens.
///
/// A turn is written before its request leaves, what arrives at least every half second, and the
/// whole turn at its end, whatever the end is. When that fails the person is told, the conversation
/// goes on in memory, and everything that is owed is written as soon as it can be.
extension Engine {
  /// What is on its way to the archive.
  struct Keeping {
    /// Writes in the order they were asked for; each waits for the one before.
    var task: Task<Void, Never>?
    /// Turns that are not on disk as they are here.
    var owed: [Turn.ID: Owed] = [:]
    /// How much of the live reply is on disk, in bytes.
    var thinkingBytes = 0
    var answerBytes = 0
  }

  struct Owed {
    var turn: Turn
    var place: TurnTree.Record
    var conversation: ConversationSummary
  }

  /// A crash loses at most what came since the last write; the promise is a second.
  static let partialInterval: Duration = .milliseconds(500)

  /// Opens the archive, says what it found, and keeps everything from now on.
  package func beginKeeping() {
    guard archive != nil, session.keeping == .off else { return }
    change { $0.keeping = .kept }
    enqueue { engine, archive in
      let opening = try await archive.open()
      try await archive.purge()
      await engine.tell(of: opening)
    }
  }

  private func tell(of opening: Archive.Opening) {
    if let name = opening.setAside {
      notify(
        "The archive of conversations was damaged. It is kept as \(name); a new one was begun.")
    }
    if opening.recovered > 0 {
      let replies = opening.recovered == 1 ? "A reply was" : "\(opening.recovered) replies were"
      notify("\(replies) cut off when codex-tui last ended; codex-tui resume --last continues.")
    }
  }

  func notify(_ text: String) {
    change { $0.notices.append(Notice(text)) }
  }

  /// Returns once everything said so far is written, or has failed to be.
  package func kept() async { await keeping.task?.value }

  /// Puts a piece of work for the archive at the end of the line.
  @discardableResult
  func enqueue(
    _ work: @escaping @Sendable (Engine, Archive) async throws -> Void
  ) -> Task<Void, Never>? {
    guard let archive, session.keeping != .off else { return nil }
    let before = keeping.task
    let written = task {
      await before?.value
      do {
        try await work(self, archive)
        note(keeping: .kept)
      } catch {
        note(keeping: .failing(archive.explained(error)))
      }
    }
    keeping.task = written
    return written
  }

  /// What is still owed keeps a failure standing.
  private func note(keeping state: KeepingState) {
    guard session.keeping != state, state != .kept || keeping.owed.isEmpty else { return }
    change { $0.keeping = state }
  }

  /// Writes a turn whole, and what is owed besides.
  func keep(_ turn: Turn) {
    guard archive != nil else { return }
    if session.conversation.proposedTitle.isEmpty {
      let title = ConversationSummary.title(proposedBy: turn.prompt)
      change { $0.conversation.proposedTitle = title }
    }
    change { $0.conversation.changed = date() }
    keeping.owed[turn.id] = Owed(
      turn: turn, place: session.transcript.tree.record(turn.id),
      conversation: session.conversation)
    enqueue { engine, archive in try await engine.payOwed(archive) }
  }

  private func payOwed(_ archive: Archive) async throws(EngineError) {
    let owed = keeping.owed
    for (id, conversation) in Dictionary(grouping: owed.values, by: \.conversation.id) {
      let turns = conversation.sorted { $0.turn.id.rawValue < $1.turn.id.rawValue }
      guard let summary = turns.last?.conversation, summary.id == id else { continue }
      try await archive.save(turns.map { ($0.turn, $0.place) }, of: summary)
    }
    for (id, paid) in owed where keeping.owed[id]?.turn.revision == paid.turn.revision {
      keeping.owed[id] = nil
    }
    guard let live = session.transcript.live, let paid = owed[live.id]?.turn.reply else { return }
    keeping.thinkingBytes = paid.reasoning.byteCount
    keeping.answerBytes = paid.text.byteCount
  }

  /// Writes what has arrived of the live reply, again and again until it ends.
  func keepPartials(of id: Turn.ID) async throws {
    while archive != nil {
      try await time.sleep(Self.partialInterval)
      guard let live = session.transcript.live, live.id == id else { return }
      keepPartial(of: live)
      await kept()
    }
  }

  private func keepPartial(of live: Turn) {
    let reply = live.reply
    let hasShrunk =
      reply.text.byteCount < keeping.answerBytes
      || reply.reasoning.byteCount < keeping.thinkingBytes
    guard keeping.owed[live.id] == nil, !hasShrunk else { return keep(live) }
    let thinking = reply.reasoning.suffix(from: keeping.thinkingBytes)
    let answer = reply.text.suffix(from: keeping.answerBytes)
    guard !thinking.isEmpty || !answer.isEmpty else { return }
    enqueue { engine, archive in
      do {
        try await archive.append(thinking: thinking, answer: answer, to: live.id)
        await engine.noteWritten(thinking.utf8.count, answer.utf8.count)
      } catch {
        await engine.owe(live)
        throw error
      }
    }
  }

  private func noteWritten(_ thinking: Int, _ answer: Int) {
    keeping.thinkingBytes += thinking
    keeping.answerBytes += answer
  }

  /// A piece that could not be written: the next write is of the whole turn.
  private func owe(_ turn: Turn) {
    guard keeping.owed[turn.id] == nil else { return }
    keeping.owed[turn.id] = Owed(
      turn: turn, place: session.transcript.tree.record(turn.id),
      conversation: session.conversation)
  }

  /// Writes where turns stand now, where that differs from before.
  func keepPlaces(since before: TurnTree) {
    let old = Dictionary(before.records.map { ($0.id, $0) }) { $1 }
    let changed = session.transcript.tree.records.filter { old[$0.id] != $0 }
    guard !changed.isEmpty else { return }
    let id = session.conversation.id
    enqueue { _, archive in try await archive.save(places: changed, of: id) }
  }
}

/// Whether what is said is kept.
package enum KeepingState: Equatable, Sendable {
  /// Nobody wants it kept, or nothing was opened yet.
  case off
  case kept
  /// It could not be; the conversation goes on in memory and is written as soon as it can be.
  case failing(EngineError)
}
