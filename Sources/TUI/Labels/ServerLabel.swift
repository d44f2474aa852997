import Engine

/// A server as one row of the table of servers: in F4 and in `codex-tui servers`.
package struct ServerLabel {
  package static let head = [
    "", "SERVER", "WHERE", "KIND", "LOADED", "WORK", "ANSWERS",
  ]

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

  /// Told by its form, too.
  private static func sign(_ state: ServerReport.State) -> String {
    switch state {
    case .asking: "◐"
    case .answered: "●"
    case .silent: "○"
    case .notAsked, .locked: "·"
    }
  }

  package static func place(_ location: Location) -> String {
    switch location {
    case .thisMachine: "here"
    case .network: "LAN"
    case .cloud: "CLOUD"
    }
  }

  private static func place(_ report: ServerReport) -> String {
    "\(place(report.location)) \(Sanitizer.sanitize(report.address))"
  }

  private static func loaded(_ report: ServerReport) -> String {
    guard !report.models.isEmpty else { return "lists no model" }
    let names = report.loaded.map { $0.id.split(separator: "/").last.map(String.init) ?? $0.id }
    guard let first = names.first else {
      // Not every server tells what is in its memory.
      let isKnown = report.models.contains { $0.residency == .notLoaded }
      return isKnown ? "none of \(report.models.count)" : "\(report.models.count) models"
    }
    return first + (names.count > 1 ? " +\(names.count - 1)" : "")
  }

  private static func words(_ workload: Workload) -> String {
    guard !workload.isIdle else { return "idle" }
    let running = "\(workload.running)\(workload.slots.map { " of \($0)" } ?? "") busy"
    return running + (workload.waiting.map { $0 > 0 ? ", \($0) waiting" : "" } ?? "")
  }

  /// How fast it answers, else why it does not and when it last did.
  private static func answers(_ report: ServerReport, _ now: Duration) -> String {
    switch report.state {
    case .asking: return "asking …"
    case .answered: return report.latency.map { "in \(Int($0 / .milliseconds(1))) ms" } ?? ""
    case .notAsked: return "not asked"
    case .locked: return "held back by the lock"
    case .silent(let error):
      let seen = report.seen.map { "last seen \(TimeFormatter.wholeSeconds(now - $0)) ago: " } ?? ""
      return seen + error.message
    }
  }
}
