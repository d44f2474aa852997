/// Has several profiles answer one prompt, each by an engine of its own, and takes their turns into the conversation.
///
/// A lane is an engine because it needs all of one: its server's facts, the warm-up, the limits, what a stop does.
/// The conversation keeps what each lane says while it comes; after a crash the turns are alternatives of each other.
final class RaceJob {
  private var task: Task<Void, Never>?
  private var lanes: [RaceLane] = []

  var isUnderWay: Bool { task != nil }
  var tasks: [Task<Void, Never>] { task.map { [$0] } ?? [] }

  func ended() async { await task?.value }

  // MARK: Beginning

  func begin(_ order: RaceOrder, on engine: isolated Engine) {
    do throws(EngineError) {
      try start(order, on: engine)
    } catch {
      engine.notify([error.message, error.remedy].compactMap(\.self).joined(separator: " "))
    }
  }

  /// - Throws: why there can be no such race now.
  func start(_ order: RaceOrder, on engine: isolated Engine) throws(EngineError) {
    guard task == nil, engine.session.race == nil, !engine.session.isReplying,
      !engine.session.isCompacting
    else { throw RaceMessages.busy }
    let profiles = try Self.profiles(order, engine)
    let parent = engine.session.transcript.settled.last?.id
    var race = Race(
      lanes: [], isBlind: order.isBlind,
      reason: order.isParallel == true ? nil : Self.reason(profiles, engine))
    if order.isParallel == false, race.reason == nil { race.reason = RaceMessages.asked }
    for profile in profiles {
      race.lanes.append(lane(profile, order.prompt, engine))
    }
    // Who always came first would soon be known.
    if order.isBlind, race.lanes[0].turn.id.rawValue.isMultiple(of: 2) { race.lanes.reverse() }
    lanes = race.lanes.enumerated().map { RaceLane(index: $0, turn: $1.turn.id) }
    engine.change { session in
      for lane in race.lanes { session.transcript.shelve(lane.turn, after: parent) }
      session.race = race
      session.lastLife = engine.time.now
      session.stopReport = nil
    }
    for lane in race.lanes { engine.store.keep(lane.turn, on: engine) }
    task = engine.task { await engine.reply.race.run(on: engine) }
    engine.activityChanged()
  }

  private func lane(
    _ profile: Profile, _ prompt: Prompt, _ engine: isolated Engine
  ) -> Race.Lane {
    let provider = engine.configuration.provider(of: profile)
    var session = Session(
      profile: profile, profiles: engine.session.profiles,
      server: ServerStatus(provider, engine.servers.knownFacts(of: provider)))
    session.conversation = engine.session.conversation
    var source = Reply.Source(
      profile: profile.name, provider: provider.id, requestedModel: profile.model,
      isRemote: provider.location == .cloud)
    source.parameters = session.parameters
    let turn = engine.store.newTurn(
      prompt, reply: Reply(source: source), cut: nil, notices: [], at: engine.time.now)
    return Race.Lane(session: session, turn: turn)
  }

  private static func profiles(
    _ order: RaceOrder, _ engine: isolated Engine
  ) throws(EngineError) -> [Profile] {
    guard (2...RaceOrder.most).contains(order.profiles.count) else { throw RaceMessages.count }
    guard Set(order.profiles).count == order.profiles.count else { throw RaceMessages.twice }
    var profiles: [Profile] = []
    for name in order.profiles {
      guard let profile = engine.session.profiles.first(where: { $0.name == name }) else {
        throw RaceMessages.noProfile(name, of: engine.session.profiles.map(\.name))
      }
      let server = ServerStatus(engine.configuration.provider(of: profile))
      let known = engine.servers.knownFacts(of: engine.configuration.provider(of: profile))
      let place = known.map {
        $0.destination(of: profile.model, at: engine.configuration.provider(of: profile)).location
      }
      let refusal = engine.session.lockRefusal(
        name, at: server.address, place ?? server.location, remedy: SessionMessages.liftLock)
      if let refusal { throw EngineError(.refused, refusal) }
      profiles.append(profile)
    }
    return profiles
  }

  /// Two models on one machine share its processor and memory: each would be measured slower than it is.
  private static func reason(_ profiles: [Profile], _ engine: isolated Engine) -> String? {
    let hosts = profiles.compactMap { profile -> String? in
      let provider = engine.configuration.provider(of: profile)
      if provider.location == .thisMachine { return HTTPMessages.name(of: .thisMachine) }
      return provider.location == .cloud ? nil : provider.origin?.host
    }
    let shared = hosts.first { host in hosts.count { $0 == host } > 1 }
    return shared.map(RaceMessages.shares)
  }

  // MARK: Running

  private func run(on engine: isolated Engine) async {
    let isParallel = engine.session.race?.reason == nil
    if isParallel {
      await withTaskGroup(of: Void.self) { group in
        for lane in lanes.indices {
          group.addTask { await engine.isolated { await $0.reply.race.run(lane, on: $0) } }
        }
      }
    } else {
      for lane in lanes.indices { await run(lane, on: engine) }
    }
    task = nil
    engine.activityChanged()
    if let picked = engine.session.race?.picked { goOn(from: picked, isPick: true, on: engine) }
  }

  private func run(_ index: Int, on engine: isolated Engine) async {
    await lanes[index].run(on: engine)
  }

  func lane(of runner: Engine) -> RaceLane? { lanes.first { $0.isRunner(runner) } }

  // MARK: The user's word

  /// - Parameter lane: the one to stop; `nil` stops all.
  func stop(_ lane: Int? = nil, on engine: isolated Engine) {
    for index in lanes.indices where lane == nil || lane == index {
      lanes[index].stop(on: engine)
    }
  }

  /// Another conversation is opened: what was said stays in this one, and no answer is picked.
  func abandon(on engine: isolated Engine) {
    guard engine.session.race != nil else { return }
    stop(on: engine)
    for lane in lanes { lane.end(.interrupted, on: engine) }
    engine.change { $0.race = nil }
  }

  /// The conversation goes on from a lane's answer; what still runs beside it is stopped and kept.
  ///
  /// - Parameter lane: `nil`: from the first that answered, which counts as no pick.
  func pick(_ lane: Int?, on engine: isolated Engine) {
    guard let race = engine.session.race else { return }
    let chosen = lane ?? race.lanes.firstIndex(where: \.canBePicked) ?? 0
    guard race.lanes.indices.contains(chosen) else { return }
    guard lane == nil || race.lanes[chosen].canBePicked else {
      return engine.notify(RaceMessages.noAnswer)
    }
    guard task != nil else { return goOn(from: chosen, isPick: lane != nil, on: engine) }
    guard let lane else { return stop(on: engine) }
    engine.change { $0.race?.picked = lane }
    for other in lanes.indices where other != lane { lanes[other].stop(on: engine) }
  }

  private func goOn(from index: Int, isPick: Bool, on engine: isolated Engine) {
    guard let race = engine.session.race else { return }
    let lane = race.lanes[index]
    let before = engine.session.transcript.tree
    engine.change {
      $0.transcript.select(lane.turn.id)
      $0.race = nil
    }
    lanes = []
    engine.store.keepPlaces(since: before, on: engine)
    if isPick {
      let others = race.lanes.indices.filter { $0 != index && race.lanes[$0].canBePicked }
        .map { race.lanes[$0].profile.name }
      let pick = RacePick(
        at: engine.services.date(), picked: lane.profile.name, others: others,
        isBlind: race.isBlind)
      if !others.isEmpty {
        engine.change { $0.picks.append(pick) }
        engine.services.savePick(pick)
      }
      engine.perform(.switchProfile(.named(lane.profile.name)))
    }
    engine.reply.sendQueued(on: engine)
  }
}
