/// One profile of a benchmark: asks prompts again, each by an engine that leaves the conversation alone.
package actor BenchLane {
  private let engine: Engine
  private let profile: Profile
  private var runner: Engine?
  private var isStopped = false

  package nonisolated var unownedExecutor: UnownedSerialExecutor { engine.unownedExecutor }

  /// - Parameter tokens: the most that a reply may have, thinking included: replies of one length can be compared.
  package init(_ engine: Engine, _ profile: Profile, tokens: Int) {
    self.engine = engine
    var profile = profile
    profile.sampling.maxOutputTokens = tokens
    // Both would end a reply from here, or ask a second time.
    profile.thinkingBudget = nil
    profile.endsRepetition = false
    self.profile = profile
  }

  /// Asks a prompt twice: under first words that no server has seen, and once more.
  ///
  /// - Parameters:
  ///   - mark: makes those words; another one each time, of one length.
  ///   - measured: told of each reply once it has ended; with the reply's energy, where `meter` tells it.
  package func measure(
    _ prompt: BenchPrompt, mark: String, meter: EnergyMeter? = nil,
    _ measured: @Sendable (BenchReply) async -> Void
  ) async {
    var marked = profile
    marked.systemPrompt = [ModelInstructions.benchmark(mark), profile.systemPrompt]
      .compactMap(\.self).joined(separator: "\n\n")
    let runner = await engine.sibling(under: marked)
    self.runner = runner
    for kind in BenchReply.Kind.allCases where !isStopped {
      await runner.take(over: prompt.before, within: prompt.lock)
      await runner.beginWarmUp(force: false)
      await runner.warmUpEnded()
      guard !isStopped else { break }
      let known = await runner.session.notices.count
      let joules = await meter?()
      guard !isStopped else { break }
      await runner.perform(.send(prompt.prompt))
      await runner.replyEnded()
      let energy = await joules?()
      let session = await runner.session
      let notices = session.notices.dropFirst(known).map(\.text)
      let asked = session.transcript.count > prompt.before.count
      let reply = asked ? session.transcript.last?.reply : nil
      let load = kind == .cold ? session.warmUp.lastLoad : nil
      var figures = BenchReply(
        reply ?? Reply(source: source), kind, in: session, load: load, notices: notices,
        now: engine.time.now)
      figures.energy = energy
      if !isStopped { await measured(figures) }
      // What could not be asked once cannot be asked again.
      if figures.failure != nil { break }
    }
    await runner.shutdown()
    self.runner = nil
  }

  private var source: Reply.Source {
    Reply.Source(
      profile: profile.name, provider: profile.providerID, requestedModel: profile.model)
  }

  package func stop() async {
    isStopped = true
    await runner?.perform(.stop)
  }
}

/// Begins to count the energy that this machine uses; what it returns ends that, and tells joules where they are known.
package typealias EnergyMeter = @Sendable () async -> (@Sendable () async -> Double?)
