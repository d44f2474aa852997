import Engine

/// A server as one row of the table of servers: in F4 and in `codex-tui servers`.
package struct ServerLabel {
  /// Before the name of every server of the demo.
  static var simulated: SafeText { say("SIMULATED ", zh: "模拟 ") }

  /// The server of a model.
  package static func name(_ served: ServedModel) -> String {
    (served.providerID == Provider.demoID ? simulated.string : "")
      + Sanitizer.sanitize(served.server)
  }

  package static var head: [String] {
    say(
      ["", "SERVER", "WHERE", "KIND", "LOADED", "WORK", "ANSWERS"],
      zh: ["", "服务器", "位置", "类型", "已加载", "负载", "响应"])
  }

  /// A cell for each column of `head`; fewer where the last one says why.
  package let cells: [String]

  /// - Parameters:
  ///   - isActive: the active profile's.
  ///   - now: the engine's time.
  package init(_ report: ServerReport, isActive: Bool, now: Duration) {
    let first = [
      Self.sign(report.state), Sanitizer.sanitize(report.id) + (isActive ? " *" : ""),
      Self.place(report),
    ]
    let answers = Sanitizer.sanitize(Self.answers(report, now))
    guard report.state == .answered else {
      // What it has is not known: the row has room to say why.
      cells = first + [answers]
      return
    }
    cells =
      first + [
        Sanitizer.sanitize(report.kind?.description ?? ""),
        Sanitizer.sanitize(Self.loaded(report)), report.workload.map(Self.words) ?? "", answers,
      ]
  }

  /// A device that a server links, below it.
  package init(_ peer: LinkedDevices.Peer) {
    cells = [
      peer.isConnected ? "●" : "○", "↳ \(Sanitizer.sanitize(peer.name))",
      LocationLabel.word(.unknown),
      peer.isConnected ? "LM Link" : say("LM Link, away", zh: "LM Link，离线"),
      Sanitizer.sanitize(Self.short(peer.models)),
    ]
  }

  /// A model that several servers have, with where it is in memory.
  package init(_ model: SharedModel) {
    let places = model.places.map { place in
      "\(place.residency == .loaded ? "●" : "○") \(Sanitizer.sanitize(place.server))"
    }
    cells = ["", Sanitizer.sanitize(model.name), places.joined(separator: "  ")]
  }

  /// Told by its form, too.
  private static func sign(_ state: ServerReport.State) -> String {
    switch state {
    case .asking: "◐"
    case .answered: "●"
    case .silent: "○"
    case .notAsked, .locked: "·"
    }
  }

  private static func place(_ report: ServerReport) -> String {
    "\(LocationLabel.word(report.location)) \(Sanitizer.sanitize(report.address))"
  }

  private static func loaded(_ report: ServerReport) -> String {
    guard !report.models.isEmpty else { return say("lists no model", zh: "未列出模型") }
    guard report.loaded.isEmpty else { return short(report.loaded.map(\.id)) }
    // Not every server tells what is in its memory.
    let isKnown = report.models.contains { $0.residency == .notLoaded }
    let count = report.models.count
    return isKnown
      ? say("none of \(count)", zh: "0 / \(count)") : say("\(count) models", zh: "\(count) 个模型")
  }

  /// The first one without its maker, and how many more there are.
  private static func short(_ models: [String]) -> String {
    guard let first = models.first else { return "" }
    let name = ModelLabel.short(first)
    return name + (models.count > 1 ? " +\(models.count - 1)" : "")
  }

  private static func words(_ workload: Workload) -> String {
    guard !workload.isIdle else { return say("idle", zh: "空闲") }
    let waiting = workload.waiting ?? 0
    return say(
      "\(workload.running)\(workload.slots.map { " of \($0)" } ?? "") busy"
        + (waiting > 0 ? ", \(waiting) waiting" : ""),
      zh: "忙 \(workload.running)\(workload.slots.map { " / \($0)" } ?? "")"
        + (waiting > 0 ? "，等待 \(waiting)" : ""))
  }

  /// How fast it answers, else why it does not and when it last did.
  private static func answers(_ report: ServerReport, _ now: Duration) -> String {
    switch report.state {
    case .asking: return say("asking …", zh: "询问中…")
    case .answered:
      let latency = report.latency.map { latency -> String in
        let count = Int(latency / .milliseconds(1))
        return say("in \(count) ms", zh: "\(count) ms")
      }
      let issues = report.devices?.issues.map { "LM Link: \($0)" } ?? []
      return ([latency].compactMap(\.self) + issues).joined(separator: " · ")
    case .notAsked: return say("not asked", zh: "未询问")
    case .locked: return say("held back by the lock", zh: "因锁定未询问")
    case .silent(let error):
      guard let seen = report.seen else { return error.message }
      let ago = TimeFormatter.wholeSeconds(now - seen)
      return say("last seen \(ago) ago: \(error.message)", zh: "上次响应在 \(ago) 前：\(error.message)")
    }
  }
}
