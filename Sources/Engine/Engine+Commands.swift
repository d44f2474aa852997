/// Hands each command to the part that does it.
extension Engine {
  /// Does what the user asked for. Returns at once; what comes of it shows in the session.
  package func perform(_ command: EngineCommand) {
    services.recording?.record(command, in: session)
    switch command {
    case .send(let prompt): reply.submit(prompt, on: self)
    case .stop: stop()
    case .warmUp: warmUp.begin(force: true, on: self)
    case .launch: warmUp.launch(on: self)
    case .examineLoad: models.doctor.examine(on: self)
    case .loadAgain(let window):
      warmUp.reload(contextLength: window, on: self)
    case .start(let providerID): start(providerID)
    case .switchProfile(let choice): switchProfile(choice)
    case .sendQueued: reply.sendQueued(on: self)
    case .resolveOverflow(let choice): compaction.resolveOverflow(choice, on: self)
    case .dropQueued(let index): dropQueued(index)
    case .newConversation: store.browser.show(store.newConversation(), on: self)
    case .conversation(let command): store.browser.perform(command, on: self)
    case .refreshCatalogue: models.refresh(on: self)
    case .refreshFleet:
      change { $0.startable = startableServers() }
      servers.fleet.refresh(on: self)
    case .choose(let model, let providerID): choose(model, providerID: providerID)
    case .load(let model, let providerID): models.load(model, providerID: providerID, on: self)
    case .pin(let model, let providerID): models.pin(model, providerID: providerID, on: self)
    case .unload(let model, let providerID):
      models.unload(model, providerID: providerID, on: self)
    case .download(let model, let providerID):
      downloads.begin(model, providerID: providerID, on: self)
    case .stopDownload(let id): downloads.stop(id, on: self)
    case .dismissNotices: change { $0.notices = [] }
    case .adjust(let adjustment): adjust(adjustment)
    case .translate(nil, _): reply.translator.end(on: self)
    case .translate(let language?, let name): reply.translator.begin(language, by: name, on: self)
    case .answerNow: reply.answerNow(on: self)
    case .race(let order): reply.race.begin(order, on: self)
    case .stopLane(let lane): reply.race.stop(lane, on: self)
    case .pick(let lane): reply.race.pick(lane, on: self)
    case .enableTools(let names): tools.enable(names, on: self)
    case .restartTools(let name): tools.servers.restart(name, on: self)
    case .readToolWords: _ = task { await self.tools.servers.readWords(on: self) }
    case .answerForm(let form, let answer): tools.forms.answer(answer, to: form)
    case .answerTool(let question, let answer):
      tools.approval.answer(answer, to: question, on: self)
    }
  }

  /// Ends the first of these that is under way: reply, race, warm-up, summary.
  func stop() {
    if let live = session.transcript.live {
      reply.stop(live, on: self)
    } else if reply.race.isUnderWay {
      reply.race.stop(on: self)
    } else if warmUp.isUnderWay {
      warmUp.cancel(on: self)
    } else {
      compaction.cancel()
    }
  }

  private func dropQueued(_ index: Int) {
    guard session.queue.indices.contains(index) else { return }
    change {
      $0.queue.remove(at: index)
      if index == 0 { $0.overflow = nil }
    }
  }

  private func adjust(_ adjustment: Adjustment) {
    change { $0.apply(adjustment) }
    guard case .lock = adjustment else { return }
    if session.lockRefusal == nil { return warmUp.begin(force: false, on: self) }
    guard warmUp.isUnderWay else { return }
    warmUp.abandon()
    record(.profileSwitched)
  }

  // MARK: Profiles

  /// The conversation stays; a reply that streams goes on, and the next turn is the new profile's.
  /// Switching to a local profile warms its model at once. The next one is the next that the lock allows.
  private func switchProfile(_ choice: ProfileChoice) {
    let candidates = session.profiles(choice)
    let allowed = candidates.first { lockRefusal(of: $0) == nil }
    if let allowed { return activate(allowed) }
    if let refusal = candidates.first.flatMap(lockRefusal) { notify(refusal) }
  }

  private func lockRefusal(of profile: Profile) -> String? {
    let server = status(of: profile)
    return session.lockRefusal(
      profile.name, at: server.address, server.location, remedy: SessionMessages.liftLock)
  }

  /// A profile's server, with what is known of it already.
  private func status(of profile: Profile) -> ServerStatus {
    let provider = configuration.provider(of: profile)
    return ServerStatus(provider, servers.knownFacts(of: provider))
  }

  /// The next turns go to this model: under the active profile if its provider serves it, else
  /// under the first profile of that provider.
  private func choose(_ model: String, providerID: String) {
    guard let index = profileIndex(of: providerID, model: model) else { return }
    change { $0.profiles[index].model = model }
    activate(session.profiles[index])
  }

  /// The profile that a server's models are asked under: the active one, else its first, else a new one of its name.
  private func profileIndex(of providerID: String, model: String) -> Int? {
    let isHere = session.profile.providerID == providerID
    let known = session.profiles.firstIndex {
      isHere ? $0.name == session.profile.name : $0.providerID == providerID
    }
    guard known == nil else { return known }
    guard configuration.provider(named: providerID) != nil,
      !session.profiles.contains(where: { $0.name == providerID })
    else { return nil }
    let profile = Profile(name: providerID, providerID: providerID, model: model)
    change { $0.profiles.append(profile) }
    return session.profiles.count - 1
  }

  private func start(_ providerID: String) {
    guard let server = session.startable.first(where: { $0.providerID == providerID }),
      let model = ServerRegistry.builtIn.first(where: { $0.id == providerID })?.usualModel,
      let index = profileIndex(of: providerID, model: model)
    else { return }
    activate(session.profiles[index])
    warmUp.abandon()
    change { $0.launch = Launch(.start(server.command), name: server.name) }
    warmUp.launch(on: self)
  }

  /// Makes a profile, or the same profile with another model, the one that is asked next.
  private func activate(_ profile: Profile) {
    warmUp.abandon()
    change { session in
      session.profile = profile
      session.lock = min(session.lock, profile.lock ?? .cloud)
      session.server = status(of: profile)
      session.warmUp.record(.profileSwitched, at: time.now)
      session.models = []
      session.launch = nil
      session.loadFindings = nil
    }
    tools.conversationChanged(on: self)
    warmUp.begin(force: false, on: self)
  }
}
