extension World {
  /// Begins a load, or joins the one under way; the stream ends with `.loaded` or `.failed`.
  ///
  /// A load goes on when those who wait for it leave.
  func load(_ card: ModelCard, plan: LoadPlan) -> AsyncStream<LoadStep> {
    let (steps, watcher) = AsyncStream<LoadStep>.makeStream()
    let races = options.jitRace || plan.faults.contains(.duplicateInstance)
    if plan.isJIT, !races, let running = loads.first(where: { $0.value.key == card.key }) {
      watcher.yield(.progress(running.value.fraction))
      loads[running.key]?.watchers.append(watcher)
      return steps
    }
    // It came to be loaded since the request was looked at.
    if plan.isJIT, !races, let instance = residents().first(where: { $0.key == card.key }) {
      watcher.yield(.loaded(instance, seconds: 0))
      watcher.finish()
      return steps
    }
    if plan.isJIT, card.kind == .chat, options.profile.isLMStudio { evictJIT() }
    let number = nextNumber()
    loadCounts[card.key, default: 0] += 1
    var load = LoadInProgress(key: card.key, instanceID: freeInstanceID(for: card.key))
    load.watchers = [watcher]
    load.task = Task { await perform(number, card: card, plan: plan) }
    loads[number] = load
    return steps
  }

  /// Instances in memory, the expired ones removed first.
  func residents() -> [ModelInstance] {
    let now = pacing.now
    for instance in instances {
      if let expires = instance.expires, expires <= now { drop(instance.id) }
    }
    return instances
  }

  func isResident(_ id: String) -> Bool { instances.contains { $0.id == id } }

  /// Removes an instance; false when there is none of that name.
  @discardableResult
  func drop(_ id: String) -> Bool {
    guard let index = instances.firstIndex(where: { $0.id == id }) else { return false }
    let instance = instances.remove(at: index)
    announce(.unloaded(key: instance.key))
    return true
  }

  /// Puts the expiry of a used instance off, by its own time to live or by a new one.
  func renew(_ id: String, timeToLive: Double? = nil) {
    guard let index = instances.firstIndex(where: { $0.id == id }) else { return }
    let lifetime = timeToLive ?? instances[index].lifetime
    instances[index].lifetime = lifetime
    instances[index].expires = Self.expiry(lifetime, from: pacing.now)
  }

  private static func expiry(_ lifetime: Double?, from now: Double) -> Double? {
    guard let lifetime, lifetime >= 0 else { return nil }
    return now + lifetime
  }

  /// Every change of residency from now on.
  func changes() -> AsyncStream<ResidencyChange> {
    let (stream, watcher) = AsyncStream<ResidencyChange>.makeStream()
    let number = nextNumber()
    watchers[number] = watcher
    watcher.onTermination = { [weak self] _ in
      guard let self else { return }
      Task { await self.stopWatching(number) }
    }
    return stream
  }

  private func stopWatching(_ number: Int) { watchers[number] = nil }

  private func announce(_ change: ResidencyChange) {
    for watcher in watchers.values { watcher.yield(change) }
  }

  private func evictJIT() {
    for instance in instances where instance.isJIT {
      guard catalogue.card(named: instance.key)?.kind == .chat else { continue }
      lines.append("[JIT] Unloading model (\(instance.id)) to make room.")
      drop(instance.id)
    }
  }

  private func freeInstanceID(for key: String) -> String {
    let taken = Set(instances.map(\.id) + loads.values.map(\.instanceID))
    guard taken.contains(key) else { return key }
    var number = 2
    while taken.contains("\(key):\(number)") { number += 1 }
    return "\(key):\(number)"
  }

  private func perform(_ number: Int, card: ModelCard, plan: LoadPlan) async {
    let seconds = max(0.2, Double(card.sizeBytes) / options.loadThroughput)
    let reports = max(4, Int(seconds * LoadCurve.reportsPerSecond))
    for report in 0...reports {
      let fraction = LoadCurve.fraction(Double(report) / Double(reports))
      if await breaks(plan.faults, at: fraction, load: number) { return }
      guard loads[number] != nil else { return }
      loads[number]?.fraction = fraction
      for watcher in loads[number]?.watchers ?? [] { watcher.yield(.progress(fraction)) }
      announce(.loading(key: card.key, fraction: fraction))
      guard report < reports else { break }
      do { try await pacing.wait(seconds / Double(reports)) } catch { return }
    }
    finish(number, card: card, plan: plan, seconds: seconds)
  }

  private func finish(_ number: Int, card: ModelCard, plan: LoadPlan, seconds: Double) {
    guard let load = loads.removeValue(forKey: number) else { return }
    // MLX ignores the wish (LM Studio 0.4.21, its tracker #2318).
    let wish = card.format == "mlx" ? nil : plan.context
    let context = min(wish ?? card.defaultContext, card.maxContext)
    let lifetime: Double? = plan.timeToLive ?? (plan.isJIT ? options.idleLifetime ?? 3600 : nil)
    let instance = ModelInstance(
      id: load.instanceID, key: card.key, contextLength: context, isJIT: plan.isJIT,
      lifetime: lifetime, expires: Self.expiry(lifetime, from: pacing.now))
    instances.append(instance)
    announce(.loaded(key: card.key))
    for watcher in load.watchers {
      watcher.yield(.loaded(instance, seconds: seconds))
      watcher.finish()
    }
  }

  /// Lets a load fail or stick where a fault wants it; true when it is over.
  private func breaks(_ faults: FaultSet, at fraction: Double, load number: Int) async -> Bool {
    if let fault = faults[.loadStuck], fraction * 100 >= Double(fault.at ?? 99) {
      try? await pacing.hang()
      return true
    }
    if let fault = faults[.loadFail], fraction * 100 >= Double(fault.at ?? 60) {
      fail(number, message: "Error: Operation canceled.")
      return true
    }
    if let fault = faults[.resources], fraction * 100 >= Double(fault.at ?? 10) {
      let advice = "If you still want to load it, adjust the guardrails in settings."
      fail(
        number,
        message: "Model loading was stopped due to insufficient system resources. \(advice)")
      return true
    }
    return false
  }

  private func fail(_ number: Int, message: String) {
    guard let load = loads.removeValue(forKey: number) else { return }
    announce(.failed(key: load.key))
    for watcher in load.watchers {
      watcher.yield(.failed(message: message))
      watcher.finish()
    }
  }
}
