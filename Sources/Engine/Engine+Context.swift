/// What to do when a prompt would not fit into the window that is really loaded.
extension Engine {
  /// The forecast for a prompt on the active profile; `nil` where the window is not known.
  package func forecast(for prompt: Prompt) -> ContextForecast? {
    let profile = session.profile
    guard let model = session.models.first(where: { $0.answers(to: profile.model) }),
      let window = model.loadedContext
    else { return nil }
    let origin = configuration.provider(of: profile).origin
    let canReload = origin.flatMap { facts[$0]?.kind }?.canResizeContext ?? false
    let sent = session.transcript.sent
    var forecast = ContextForecast(
      turns: Array(sent), prompt: prompt,
      system: system(profile, summary: sent.first?.cut?.summary), window: window,
      countHolds: cutAfter == nil || sent.last?.id != cutAfter,
      largest: canReload ? model.maxContext : nil)
    forecast.turnsToSummarise = placeOfCut(besides: prompt)
    return forecast
  }

  /// Holds a prompt at the head of the queue when it would overflow and somebody can choose.
  func holdsForOverflow(_ prompt: Prompt) -> Bool {
    guard asksBeforeOverflow, let forecast = forecast(for: prompt), forecast.overflows else {
      return false
    }
    change {
      $0.queue.insert(prompt, at: 0)
      $0.overflow = forecast
    }
    return true
  }

  func resolveOverflow(_ choice: OverflowChoice) {
    guard let forecast = session.overflow, let prompt = session.queue.first else { return }
    change { $0.overflow = nil }
    switch choice {
    case .sendAnyway:
      change { $0.queue.removeFirst() }
      begin(prompt)
    case .leaveOutOldest:
      guard let omitted = forecast.turnsToOmit else { return }
      change { $0.queue.removeFirst() }
      begin(leavingOut: omitted, prompt)
    case .summarise: compact(summarises: true)
    case .loadLarger:
      guard let window = forecast.largerWindow else { return }
      reload(window: window)
    }
  }

  /// The turns stay in the conversation; the cut tells every later request where to begin.
  private func begin(leavingOut omitted: Int, _ prompt: Prompt) {
    let sent = session.transcript.sent
    let words =
      omitted == 1
      ? "The oldest turn is no longer sent, so that this fits."
      : "The \(omitted) oldest turns are no longer sent, so that this fits."
    guard omitted < sent.count else {
      return begin(prompt, cut: ContextCut(), notice: words)
    }
    let first = sent[sent.startIndex + omitted].id
    change { $0.transcript.update(first) { $0.cut = ContextCut() } }
    cutAfter = session.transcript.settled.last?.id
    if let turn = session.transcript.turn(first) { keep(turn) }
    begin(prompt, notice: words)
  }

  /// Unloads the active model and warms it up again with another window; what is queued then goes.
  private func reload(window: Int) {
    guard warmUpTask == nil,
      let index = session.profiles.firstIndex(where: { $0.name == session.profile.name }),
      let model = session.models.first(where: { $0.answers(to: session.profile.model) })
    else { return }
    let provider = configuration.provider(of: session.profile)
    change {
      $0.profiles[index].contextWindow = window
      $0.profile.contextWindow = window
    }
    warmUpTask = task {
      do {
        let kind = try await facts(of: provider).kind
        try await kind.server.unload(model, try await connection(to: provider))
      } catch let error as EngineError {
        say("\(model.id) could not be unloaded: \(error.message)")
      } catch {
        return
      }
      guard !Task.isCancelled else { return }
      warmUpTask = nil
      beginWarmUp(force: false)
    }
    note(.probeBegan)
  }
}

extension Transcript {
  /// The settled turns that a request still carries.
  var sent: ArraySlice<Turn> {
    settled[(settled.lastIndex { $0.cut != nil } ?? 0)...]
  }
}
