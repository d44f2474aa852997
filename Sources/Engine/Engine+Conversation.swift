/// Branching, switching, deleting, resuming: what a person does to a conversation besides talking.
extension Engine {
  func perform(_ command: ConversationCommand) {
    switch command {
    case .open(let id): openConversation(id)
    case .edit(let id, let prompt): branch(from: id, prompt)
    case .regenerate(let id):
      guard let turn = session.transcript.turn(id) else { return }
      branch(from: id, turn.prompt)
    case .continueReply(let id): continueReply(id)
    case .select(let id): reshape { $0.select(id) }
    case .delete(let id): reshape { $0.delete(id) }
    case .undo: reshape { _ = $0.undo() }
    case .change(let change, let id): apply(change, to: id ?? session.conversation.id)
    case .list(let selection): list(selection)
    case .preview(let id, let turn): preview(id, turn)
    case .search(let words): search(words)
    case .compact(let summarises): compact(summarises: summarises)
    case .sendAll: uncut()
    }
  }

  // MARK: The tree

  /// Asks again in the place of a turn: the same words for another answer, or other words. The
  /// turn and what followed it stay, as an alternative.
  private func branch(from id: Turn.ID, _ prompt: Prompt, continuing: Reply? = nil) {
    guard replyTask == nil, session.transcript.tree.contains(id) else { return }
    if let obstacle = lockObstacle { return notify(obstacle) }
    branchTask?.cancel()
    compactTask?.cancel()
    guard warmUpTask != nil else { return beginBranch(from: id, prompt, continuing) }
    // A model that still loads is not asked a second time meanwhile.
    branchTask = task {
      await warmUpEnded()
      guard !Task.isCancelled, replyTask == nil, session.transcript.tree.contains(id) else {
        return
      }
      beginBranch(from: id, prompt, continuing)
    }
  }

  private func beginBranch(from id: Turn.ID, _ prompt: Prompt, _ continuing: Reply?) {
    let before = session.transcript.tree
    begin(prompt, after: .turn(before.parent(of: id)), continuing: continuing)
    keepPlaces(since: before)
  }

  /// Goes on where an answer was cut. The cut one stays, as an alternative. Thinking that led to no
  /// word of an answer cannot be continued by any server; the prompt is asked again.
  private func continueReply(_ id: Turn.ID) {
    guard let turn = session.transcript.turn(id), !turn.reply.isLive else { return }
    branch(from: id, turn.prompt, continuing: turn.reply.text.isEmpty ? nil : turn.reply)
  }

  /// Changes which turns are on the path. Not while one streams: it has no other place.
  private func reshape(_ body: (inout Transcript) -> Void) {
    guard replyTask == nil else { return }
    let before = session.transcript.tree
    change { body(&$0.transcript) }
    keepPlaces(since: before)
  }

  // MARK: Opening

  private func openConversation(_ id: ConversationID) {
    openTask?.cancel()
    openTask = task {
      do throws(EngineError) {
        try await resume(id)
      } catch {
        notify([error.message, error.remedy].compactMap(\.self).joined(separator: " "))
      }
    }
  }

  /// Opens the kept conversation whose id begins so, or the last one, and shows it.
  package func resume(matching beginning: String?) async throws(EngineError) {
    try await resume(try await keptArchive.summary(matching: beginning).id)
  }

  /// The conversations that can be resumed: pinned ones first, then by their last change.
  package func keptConversations(
    limit: Int
  ) async throws(EngineError) -> [ConversationSummary] {
    try await keptArchive.summaries(limit: limit)
  }

  private var keptArchive: Archive {
    get throws(EngineError) {
      if let archive { return archive }
      throw EngineError(
        .archive, "No conversations are kept here.",
        remedy: "history.persistence = \"none\" in the configuration turns that off.")
    }
  }

  private func resume(_ id: ConversationID) async throws(EngineError) {
    guard let archive else { return }
    beginKeeping()
    await kept()
    let conversation = try await archive.conversation(id)
    let isElsewhere = try await archive.isOpenElsewhere(id)
    guard !Task.isCancelled else { return }
    show(conversation)
    if isElsewhere {
      notify(
        "\(conversation.summary.title) is open in another codex-tui too. Nothing is lost: what is "
          + "said there shows here as an alternative, after the conversation is opened again.")
    }
  }

  private func show(_ conversation: Conversation) {
    stop()
    follow(conversation.transcript.all.map(\.id))
    change {
      $0.transcript = conversation.transcript
      $0.conversation = conversation.summary
      $0.queue = []
      $0.overflow = nil
      $0.stopReport = nil
    }
  }

  /// A conversation with nothing in it, and a name nobody has.
  func showNewConversation() {
    show(Conversation(summary: ConversationSummary(id: .random(), created: date())))
  }

  /// The person's own prompts, for whoever lists commands.
  package func take(_ templates: [PromptTemplate]) {
    guard templates != session.templates else { return }
    change { $0.templates = templates }
  }

  // MARK: Lists

  private func list(_ selection: Archive.Selection) {
    lookTask?.cancel()
    lookTask = task {
      guard let archive, let found = try? await archive.summaries(selection), !Task.isCancelled
      else { return }
      change { $0.kept.conversations = found }
    }
  }

  /// What a list shows beside the conversation that is chosen in it.
  private func preview(_ id: ConversationID, _ turn: Turn.ID?) {
    previewTask?.cancel()
    previewTask = task {
      guard let archive, let found = try? await archive.preview(id, turn), !Task.isCancelled else {
        return
      }
      change { $0.kept.preview = found }
    }
  }

  private func search(_ words: String) {
    lookTask?.cancel()
    lookTask = task {
      guard let archive, let hits = try? await archive.search(words), !Task.isCancelled else {
        return
      }
      change {
        $0.kept.words = words
        $0.kept.hits = hits
      }
    }
  }

  private func apply(_ change: Archive.Change, to id: ConversationID) {
    if id == session.conversation.id { self.change { $0.conversation.apply(change) } }
    self.change { session in
      for index in session.kept.conversations.indices
      where session.kept.conversations[index].id == id {
        session.kept.conversations[index].apply(change)
      }
    }
    enqueue { _, archive in try await archive.apply(change, to: id) }
  }
}

/// What a person does to a conversation besides talking.
package enum ConversationCommand: Equatable, Sendable {
  case open(ConversationID)
  /// Asks something else in the place of a turn.
  case edit(Turn.ID, Prompt)
  /// Asks the same again, of the profile and model that are active now.
  case regenerate(Turn.ID)
  case continueReply(Turn.ID)
  /// Leads the path through an alternative.
  case select(Turn.ID)
  case delete(Turn.ID)
  case undo
  /// Without an id: the open conversation.
  case change(Archive.Change, ConversationID?)
  case list(Archive.Selection)
  case search(String)
  /// Reads what a list shows of a conversation: around a turn, or its end.
  case preview(ConversationID, Turn.ID?)
  /// Sends a model only the newest turns from now on, with a summary of the others or without.
  case compact(summarises: Bool)
  /// Takes the last cut back.
  case sendAll
}

/// What was last asked of the archive, for the picker.
package struct KeptConversations: Equatable, Sendable {
  package var conversations: [ConversationSummary] = []
  /// The words that `hits` belong to.
  package var words = ""
  package var hits: [SearchHit] = []
  package var preview: ConversationPreview?
}

extension ConversationSummary {
  /// The same as the archive does to its row.
  mutating func apply(_ change: Archive.Change) {
    switch change {
    case .title(let title): givenTitle = title.isEmpty ? nil : title
    case .pinned(let flag): isPinned = flag
    case .archived(let flag): isArchived = flag
    case .deleted(let flag): isDeleted = flag
    case .systemPrompt(let text): systemPrompt = text
    case .tagged(let tag): if !tags.contains(tag) { tags = (tags + [tag]).sorted() }
    case .untagged(let tag): tags.removeAll { $0 == tag }
    }
  }
}
