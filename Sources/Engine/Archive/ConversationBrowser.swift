/// Branching, opening, listing and searching: what a user does to conversations besides talking.
final class ConversationBrowser {
  private var branching: Task<Void, Never>?
  private var opening: Task<Void, Never>?
  private var listing: Task<Void, Never>?
  private var previewing: Task<Void, Never>?

  var tasks: [Task<Void, Never>] {
    [branching, opening, listing, previewing].compactMap(\.self)
  }

  func perform(_ command: ConversationCommand, on engine: isolated Engine) {
    switch command {
    case .open(let id): open(id, on: engine)
    case .edit(let id, let prompt): branch(from: id, prompt, on: engine)
    case .regenerate(let id):
      guard let turn = engine.session.transcript.turn(id) else { return }
      branch(from: id, turn.prompt, on: engine)
    case .continueReply(let id): continueReply(id, on: engine)
    case .steer(let id, let thinking, let answer):
      steer(id, thinking: thinking, answer: answer, on: engine)
    case .select(let id): reshape(on: engine) { $0.select(id) }
    case .delete(let id): reshape(on: engine) { $0.delete(id) }
    case .undo: reshape(on: engine) { _ = $0.undo() }
    case .change(let change, let id):
      apply(change, to: id ?? engine.session.conversation.id, on: engine)
    case .list(let selection): list(selection, on: engine)
    case .preview(let id, let turn): preview(id, turn, on: engine)
    case .search(let words): search(words, on: engine)
    case .compact(let summarises): engine.compaction.begin(summarises: summarises, on: engine)
    case .sendAll: engine.compaction.undo(on: engine)
    }
  }

  // MARK: The tree

  /// Asks again in the place of a turn: the same words for another answer, or other words. The
  /// turn and what followed it stay, as an alternative.
  private func branch(
    from id: Turn.ID, _ prompt: Prompt, continuing: Reply? = nil, notice: String? = nil,
    on engine: isolated Engine
  ) {
    guard admitsBranch(from: id, engine) else { return }
    if let refusal = engine.session.lockRefusal { return engine.notify(refusal) }
    branching?.cancel()
    engine.compaction.cancel()
    guard engine.warmUp.isUnderWay else {
      return beginBranch(from: id, prompt, continuing, notice, on: engine)
    }
    // A model that still loads is not asked a second time meanwhile.
    branching = engine.task {
      await engine.warmUp.ended()
      let browser = engine.store.browser
      guard !Task.isCancelled, browser.admitsBranch(from: id, engine) else { return }
      browser.beginBranch(from: id, prompt, continuing, notice, on: engine)
    }
  }

  private func admitsBranch(from id: Turn.ID, _ engine: isolated Engine) -> Bool {
    engine.activity.admitsEditing && engine.session.race == nil
      && engine.session.transcript.tree.contains(id)
  }

  private func beginBranch(
    from id: Turn.ID, _ prompt: Prompt, _ continuing: Reply?, _ notice: String?,
    on engine: isolated Engine
  ) {
    let before = engine.session.transcript.tree
    engine.reply.begin(
      prompt, at: .below(before.parent(of: id)), continuing: continuing, notice: notice,
      on: engine)
    engine.store.keepPlaces(since: before, on: engine)
  }

  /// Goes on where an answer was cut. The cut one stays, as an alternative. Thinking that led to no word of an answer
  /// can be continued by some servers; to others the prompt is put again.
  private func continueReply(_ id: Turn.ID, on engine: isolated Engine) {
    guard let turn = engine.session.transcript.turn(id), !turn.reply.isLive else { return }
    let canGoOn =
      !turn.reply.text.isEmpty || engine.reply.requests.continuation(on: engine) != .none
    branch(from: id, turn.prompt, continuing: canGoOn ? turn.reply : nil, on: engine)
  }

  /// Goes on from what the user made of a reply. What was said stays, as an alternative.
  private func steer(
    _ id: Turn.ID, thinking: String, answer: String, on engine: isolated Engine
  ) {
    guard let turn = engine.session.transcript.turn(id), !turn.reply.isLive else { return }
    branch(
      from: id, turn.prompt, continuing: turn.reply.steered(thinking: thinking, answer: answer),
      notice: ArchiveMessages.edited(isThinking: turn.reply.reasoning.string != thinking),
      on: engine)
  }

  /// Changes which turns are on the path. Not while one streams: it has no other place.
  private func reshape(on engine: isolated Engine, _ body: (inout Transcript) -> Void) {
    guard engine.activity.admitsEditing, engine.session.race == nil else { return }
    let before = engine.session.transcript.tree
    engine.change { body(&$0.transcript) }
    engine.store.keepPlaces(since: before, on: engine)
  }

  // MARK: Opening

  private func open(_ id: ConversationID, on engine: isolated Engine) {
    opening?.cancel()
    opening = engine.task {
      do throws(EngineError) {
        try await engine.store.browser.resume(id, on: engine)
      } catch {
        engine.notify([error.message, error.remedy].compactMap(\.self).joined(separator: " "))
      }
    }
  }

  func resume(_ id: ConversationID, on engine: isolated Engine) async throws(EngineError) {
    let store = engine.store
    guard let archive = store.archive else { return }
    store.begin(recent: 0, on: engine)
    await store.written()
    let conversation = try await archive.conversation(id)
    let isElsewhere = try await archive.isOpenElsewhere(id)
    guard !Task.isCancelled else { return }
    show(conversation, on: engine)
    engine.reply.reattachment.begin(on: engine)
    if isElsewhere {
      engine.notify(ArchiveMessages.openElsewhere(title: conversation.summary.title))
    }
  }

  func show(_ conversation: Conversation, on engine: isolated Engine) {
    engine.reply.race.abandon(on: engine)
    engine.stop()
    // What a server still does for another conversation is not shown below this one.
    if engine.session.stopReport != nil { engine.reply.stopCheck.cancel() }
    engine.store.follow(conversation.transcript.all.map(\.id))
    engine.change {
      $0.transcript = conversation.transcript
      $0.conversation = conversation.summary
      $0.queue = []
      $0.overflow = nil
      $0.stopReport = nil
    }
    engine.tools.conversationChanged(on: engine)
  }

  // MARK: Lists

  private func list(_ selection: Archive.Selection, on engine: isolated Engine) {
    listing?.cancel()
    listing = engine.task {
      guard let archive = engine.store.archive,
        let found = try? await archive.summaries(selection), !Task.isCancelled
      else { return }
      engine.change { $0.kept.conversations = found }
    }
  }

  /// What a list shows beside the conversation that is chosen in it.
  private func preview(_ id: ConversationID, _ turn: Turn.ID?, on engine: isolated Engine) {
    previewing?.cancel()
    previewing = engine.task {
      guard let archive = engine.store.archive,
        let found = try? await archive.preview(id, turn), !Task.isCancelled
      else { return }
      engine.change { $0.kept.preview = found }
    }
  }

  private func search(_ words: String, on engine: isolated Engine) {
    listing?.cancel()
    listing = engine.task {
      guard let archive = engine.store.archive, let hits = try? await archive.search(words),
        !Task.isCancelled
      else { return }
      engine.change {
        $0.kept.words = words
        $0.kept.hits = hits
      }
    }
  }

  func apply(_ change: Archive.Change, to id: ConversationID, on engine: isolated Engine) {
    if id == engine.session.conversation.id { engine.change { $0.conversation.apply(change) } }
    engine.change { session in
      for index in session.kept.conversations.indices
      where session.kept.conversations[index].id == id {
        session.kept.conversations[index].apply(change)
      }
      if case .deleted(true) = change { session.recent.removeAll { $0.id == id } }
      for index in session.recent.indices where session.recent[index].id == id {
        session.recent[index].apply(change)
      }
    }
    engine.store.enqueue(on: engine) { _, archive in try await archive.apply(change, to: id) }
  }
}
