import Engine

/// Exactly one word or phrase for what the model is doing right now.
package struct WarmUpLabel: Equatable, Sendable {
  /// ● reachable, ◐ warming, ○ offline, ! needs attention: never colour alone.
  package var dot: String
  package var role: Role
  package var words: String
  /// The same, for narrow screens.
  package var brief: String
  package var progress: Double?

  init(_ dot: String, _ role: Role, _ words: String, brief: String? = nil, progress: Double? = nil)
  {
    self.dot = dot
    self.role = role
    self.words = words
    self.brief = brief ?? words
    self.progress = progress
  }

  /// Silence longer than this during a reply is called a stall.
  static let stall: Duration = .seconds(20)

  package static func of(_ session: Session, now: Duration) -> WarmUpLabel {
    if let reply = session.transcript.live?.reply,
      reply.source.profile == session.profile.name,
      let words = replying(
        reply, silence: now - session.lastLife, isInCircles: session.repetition != nil,
        before: session.before, isAsking: session.tools.asksUser)
    {
      return words
    }
    return of(session.warmUp, isCloud: session.destination == .cloud, now: now)
  }

  private static func replying(
    _ reply: Reply, silence: Duration, isInCircles: Bool, before: Int?, isAsking: Bool
  ) -> WarmUpLabel? {
    guard let stage = reply.clock.current else { return nil }
    if isAsking { return WarmUpLabel("!", .statusCloud, "asks you", brief: "asks you") }
    if stage == .tool || stage == .user { return tool(reply, silence) }
    if silence >= stall {
      let seconds = TimeFormatter.wholeSeconds(silence)
      return WarmUpLabel("!", .statusBad, "stalled \(seconds)")
    }
    if isInCircles, stage == .think || stage == .answer {
      return WarmUpLabel("!", .statusBad, "going in circles", brief: "circles")
    }
    switch stage {
    case .think: return WarmUpLabel("●", .statusBusy, "thinking")
    case .answer: return WarmUpLabel("●", .statusReady, "answering")
    case .connect: return WarmUpLabel("◐", .statusBusy, "connecting")
    case .wait: return WarmUpLabel("◐", .statusBusy, "waiting for the first word", brief: "waiting")
    case .queue:
      let words = before.map { "queued, \($0) before you" } ?? "queued at the server"
      return WarmUpLabel("◐", .statusBusy, words, brief: "queued")
    case .load, .prompt, .tool, .user: return nil
    }
  }

  /// A tool is no model: its silence is its own.
  private static func tool(_ reply: Reply, _ silence: Duration) -> WarmUpLabel {
    let running = reply.rounds.last?.uses.first { $0.result == nil }
    let name = running.map { Sanitizer.sanitize($0.title) } ?? ""
    if silence >= stall {
      let seconds = TimeFormatter.wholeSeconds(silence)
      return WarmUpLabel("!", .statusBad, "\(name) silent \(seconds)", brief: "silent \(seconds)")
    }
    return WarmUpLabel("◐", .statusBusy, "running \(name)", brief: "tool")
  }

  private static func of(_ warmUp: WarmUp, isCloud: Bool, now: Duration) -> WarmUpLabel {
    switch warmUp.state {
    case .unknown:
      return isCloud
        ? WarmUpLabel("●", .statusCloud, "cloud") : WarmUpLabel("○", .statusFaint, "not asked yet")
    case .probing: return WarmUpLabel("◐", .statusBusy, "connecting")
    case .offline: return WarmUpLabel("○", .statusBad, "offline")
    case .starting(let start): return of(start, now: now)
    case .needsToken: return WarmUpLabel("!", .statusBad, "needs token")
    case .modelMissing: return WarmUpLabel("!", .statusBad, "no such model")
    case .downloading(let download): return of(download)
    case .notLoaded: return WarmUpLabel("●", .statusFaint, "not loaded")
    case .loading(let load): return of(load, now: now)
    case .readingPrompt(let progress):
      let percent = progress.map { " \(Int($0 * 100)) %" } ?? ""
      return WarmUpLabel(
        "◐", .statusBusy, "reading prompt" + percent, brief: "prompt" + percent, progress: progress)
    case .ready: return WarmUpLabel("●", .statusReady, "ready")
    // What failed is said in the conversation, once.
    case .failed: return WarmUpLabel("!", .statusBad, "failed")
    }
  }

  /// `waking desk · 41 s · usually 68 s`
  private static func of(_ start: WarmUp.Start, now: Duration) -> WarmUpLabel {
    let verb = start.launch.isWaking ? "waking" : "starting"
    let words =
      "\(verb) \(Sanitizer.sanitize(start.launch.name)) · "
      + TimeFormatter.wholeSeconds(now - start.began)
    let usual = start.expected.map { " · usually \(TimeFormatter.wholeSeconds($0.usual))" } ?? ""
    return WarmUpLabel("◐", .statusBusy, words + usual, brief: words)
  }

  private static func of(_ load: WarmUp.Load, now: Duration) -> WarmUpLabel {
    let percent = load.progress.map { "loading \(Int($0 * 100)) %" } ?? "loading"
    if now - load.moved >= stall, load.progress != nil || load.expected != nil {
      return stalled(load, percent, now: now)
    }
    var words = percent
    if let left = load.remaining(now: now) {
      words += " · \(TimeFormatter.wholeSeconds(left)) left"
    } else {
      words += " · \(TimeFormatter.wholeSeconds(now - load.began))"
    }
    if let usual = load.expected?.usual {
      words += " (usually \(TimeFormatter.wholeSeconds(usual)))"
    }
    return WarmUpLabel("◐", .statusBusy, words, brief: percent, progress: load.progress)
  }

  /// `loading 99 % · no progress for 20 s; the last loads took 11–13 s`
  private static func stalled(_ load: WarmUp.Load, _ percent: String, now: Duration) -> WarmUpLabel
  {
    var words = "\(percent) · no progress for \(TimeFormatter.wholeSeconds(now - load.moved))"
    if let expected = load.expected {
      let shortest = Int((expected.shortest / .seconds(1)).rounded())
      words += "; the last loads took \(shortest)–\(TimeFormatter.wholeSeconds(expected.longest))"
    }
    return WarmUpLabel("!", .statusBad, words, brief: percent + " stalled", progress: load.progress)
  }

  private static func of(_ download: WarmUp.Download) -> WarmUpLabel {
    let words = self.download(download)
    let percent = download.progress.map { " \(Int($0 * 100)) %" } ?? ""
    let brief = words.state + percent
    return WarmUpLabel(
      "◐", .statusBusy, words.detail.isEmpty ? brief : brief + " " + words.detail, brief: brief,
      progress: download.progress)
  }

  /// `downloading` and `45 MB/s 3 min left`, as far as the server tells.
  package static func download(_ download: WarmUp.Download) -> (state: String, detail: String) {
    var details: [String] = []
    if let rate = download.bytesPerSecond { details.append(ModelLabel.rate(rate)) }
    if let left = download.secondsLeft {
      details.append("\(TimeFormatter.wholeSeconds(.seconds(left))) left")
    }
    let state = download.isPaused ? "download paused at the server" : "downloading"
    return (state, details.joined(separator: " "))
  }

  /// `trouble` of the warm-up, but for what the last reply failed of and so says already.
  package static func untold(_ session: Session, _ keymap: Keymap) -> [(String, Role)] {
    let lines = trouble(session.warmUp.state)
    if case .failed(let told)? = session.transcript.last?.reply.status,
      lines.first?.0 == "✗ " + Sanitizer.sanitize(told.message)
    {
      return []
    }
    guard !lines.isEmpty, let words = wayOut(session, keymap) else { return lines }
    let offersLaunch = session.launch != nil && session.warmUp.isOffline
    return lines + [("  " + words, offersLaunch ? .notice : .faint)]
  }

  /// The key that leads on from what stands in the way; `nil` while nothing does.
  package static func wayOut(_ session: Session, _ keymap: Keymap) -> String? {
    if let launch = session.launch, session.warmUp.isOffline, let key = keymap.hint(.warmUp) {
      return "\(key) offers to \(launch.isWaking ? "wake" : "start") it"
    }
    guard session.warmUp.state.isInQuestion, !session.warmUp.isLoading else { return nil }
    return keymap.hint(.errorDetail).map { "\($0) shows what is known of it, and what may help" }
  }

  /// What stands in the way, with the next step; empty while nothing does.
  package static func trouble(_ state: WarmUp.State) -> [(String, Role)] {
    switch state {
    case .offline(let error), .needsToken(let error), .modelMissing(let error), .failed(let error):
      var lines: [(String, Role)] = [("✗ " + Sanitizer.sanitize(error.message), .error)]
      if let said = error.serverSentence {
        lines.append(("  the server said: " + Sanitizer.sanitize(said), .faint))
      }
      if let remedy = error.remedy { lines.append(("→ " + Sanitizer.sanitize(remedy), .notice)) }
      return lines
    default: return []
    }
  }
}

extension TimeFormatter {
  /// `7 s`, `3 min 05 s`
  static func wholeSeconds(_ duration: Duration) -> String {
    let seconds = Int((max(0, duration / .seconds(1))).rounded())
    return seconds < 60 ? "\(seconds) s" : self.seconds(.seconds(seconds))
  }
}
