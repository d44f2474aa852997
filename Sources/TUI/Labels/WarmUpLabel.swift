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
    if isAsking { return WarmUpLabel("!", .statusCloud, say("asks you", zh: "等你确认")) }
    if stage == .tool || stage == .user { return tool(reply, silence) }
    if silence >= stall {
      let seconds = TimeFormatter.wholeSeconds(silence)
      return WarmUpLabel("!", .statusBad, say("stalled \(seconds)", zh: "停滞 \(seconds)"))
    }
    if isInCircles, stage == .think || stage == .answer {
      return WarmUpLabel(
        "!", .statusBad, say("going in circles", zh: "原地打转"), brief: say("circles", zh: "打转"))
    }
    switch stage {
    case .think: return WarmUpLabel("●", .statusBusy, say("thinking", zh: "思考中"))
    case .answer: return WarmUpLabel("●", .statusReady, say("answering", zh: "回答中"))
    case .connect: return WarmUpLabel("◐", .statusBusy, say("connecting", zh: "连接中"))
    case .wait:
      return WarmUpLabel(
        "◐", .statusBusy, say("waiting for the first word", zh: "等待首字"),
        brief: say("waiting", zh: "等待中"))
    case .queue:
      let words =
        before.map { say("queued, \($0) before you", zh: "排队中，前面还有 \($0) 个") }
        ?? say("queued at the server", zh: "在服务器排队")
      return WarmUpLabel("◐", .statusBusy, words, brief: say("queued", zh: "排队中"))
    case .load, .prompt, .tool, .user: return nil
    }
  }

  /// A tool is no model: its silence is its own.
  private static func tool(_ reply: Reply, _ silence: Duration) -> WarmUpLabel {
    let running = reply.rounds.last?.uses.first { $0.result == nil }
    let name = running.map { Sanitizer.sanitize($0.title) } ?? ""
    if silence >= stall {
      let seconds = TimeFormatter.wholeSeconds(silence)
      return WarmUpLabel(
        "!", .statusBad, say("\(name) silent \(seconds)", zh: "\(name) 无输出 \(seconds)"),
        brief: say("silent \(seconds)", zh: "无输出 \(seconds)"))
    }
    return WarmUpLabel(
      "◐", .statusBusy, say("running \(name)", zh: "运行 \(name)"), brief: say("tool", zh: "工具"))
  }

  private static func of(_ warmUp: WarmUp, isCloud: Bool, now: Duration) -> WarmUpLabel {
    switch warmUp.state {
    case .unknown:
      return isCloud
        ? WarmUpLabel("●", .statusCloud, say("cloud", zh: "云端"))
        : WarmUpLabel("○", .statusFaint, say("not asked yet", zh: "尚未询问"))
    case .probing: return WarmUpLabel("◐", .statusBusy, say("connecting", zh: "连接中"))
    case .offline: return WarmUpLabel("○", .statusBad, say("offline", zh: "离线"))
    case .starting(let start): return of(start, now: now)
    case .needsToken: return WarmUpLabel("!", .statusBad, say("needs token", zh: "需要令牌"))
    case .modelMissing: return WarmUpLabel("!", .statusBad, say("no such model", zh: "无此模型"))
    case .downloading(let download): return of(download)
    case .notLoaded: return WarmUpLabel("●", .statusFaint, say("not loaded", zh: "未加载"))
    case .loading(let load): return of(load, now: now)
    case .readingPrompt(let progress):
      let percent = progress.map { " \(Int($0 * 100)) %" } ?? ""
      return WarmUpLabel(
        "◐", .statusBusy, say("reading prompt", zh: "读取提示词") + percent,
        brief: say("prompt", zh: "读取") + percent, progress: progress)
    case .ready: return WarmUpLabel("●", .statusReady, say("ready", zh: "就绪"))
    // What failed is said in the conversation, once.
    case .failed: return WarmUpLabel("!", .statusBad, say("failed", zh: "失败"))
    }
  }

  /// `waking desk · 41 s · usually 68 s`
  private static func of(_ start: WarmUp.Start, now: Duration) -> WarmUpLabel {
    let verb = start.launch.isWaking ? say("waking", zh: "唤醒") : say("starting", zh: "启动")
    let words =
      "\(verb) \(Sanitizer.sanitize(start.launch.name)) · "
      + TimeFormatter.wholeSeconds(now - start.began)
    let usual =
      start.expected.map { TimeFormatter.wholeSeconds($0.usual) }
      .map { say(" · usually \($0)", zh: " · 通常 \($0)") } ?? ""
    return WarmUpLabel("◐", .statusBusy, words + usual, brief: words)
  }

  private static func of(_ load: WarmUp.Load, now: Duration) -> WarmUpLabel {
    let percent =
      load.progress.map { Int($0 * 100) }.map { say("loading \($0) %", zh: "加载中 \($0) %") }
      ?? say("loading", zh: "加载中")
    if now - load.moved >= stall, load.progress != nil || load.expected != nil {
      return stalled(load, percent, now: now)
    }
    var words = percent
    if let left = load.remaining(now: now) {
      words += " · " + remaining(left)
    } else {
      words += " · \(TimeFormatter.wholeSeconds(now - load.began))"
    }
    if let usual = load.expected?.usual {
      let time = TimeFormatter.wholeSeconds(usual)
      words += say(" (usually \(time))", zh: "（通常 \(time)）")
    }
    return WarmUpLabel("◐", .statusBusy, words, brief: percent, progress: load.progress)
  }

  /// `loading 99 % · no progress for 20 s; the last loads took 11–13 s`
  private static func stalled(_ load: WarmUp.Load, _ percent: String, now: Duration) -> WarmUpLabel
  {
    let silence = TimeFormatter.wholeSeconds(now - load.moved)
    var words = say("\(percent) · no progress for \(silence)", zh: "\(percent) · \(silence) 无进展")
    if let expected = load.expected {
      let shortest = Int((expected.shortest / .seconds(1)).rounded())
      let range = "\(shortest)–\(TimeFormatter.wholeSeconds(expected.longest))"
      words += say("; the last loads took \(range)", zh: "；最近几次用时 \(range)")
    }
    return WarmUpLabel(
      "!", .statusBad, words, brief: say("\(percent) stalled", zh: "\(percent) 停滞"),
      progress: load.progress)
  }

  private static func remaining(_ duration: Duration) -> String {
    let time = TimeFormatter.wholeSeconds(duration)
    return say("\(time) left", zh: "剩余 \(time)")
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
      details.append(remaining(.seconds(left)))
    }
    let state =
      download.isPaused
      ? say("download paused at the server", zh: "服务器已暂停下载") : say("downloading", zh: "下载中")
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
      return launch.isWaking
        ? say("\(key) offers to wake it", zh: "按 \(key) 可唤醒它")
        : say("\(key) offers to start it", zh: "按 \(key) 可启动它")
    }
    guard session.warmUp.state.isInQuestion, !session.warmUp.isLoading else { return nil }
    return keymap.hint(.errorDetail).map {
      say("\($0) shows what is known of it, and what may help", zh: "按 \($0) 查看已知情况和可行的办法")
    }
  }

  /// What stands in the way, with the next step; empty while nothing does.
  package static func trouble(_ state: WarmUp.State) -> [(String, Role)] {
    switch state {
    case .offline(let error), .needsToken(let error), .modelMissing(let error), .failed(let error):
      var lines: [(String, Role)] = [("✗ " + Sanitizer.sanitize(error.message), .error)]
      if let said = error.serverSentence {
        lines.append((say("  the server said: ", zh: "  服务器说：") + Sanitizer.sanitize(said), .faint))
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
