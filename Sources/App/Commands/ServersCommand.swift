import ArgumentParser
import Engine
import TUI

/// How every server is: the table of F4 for the shell.
struct ServersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "servers",
    abstract: say(
      "Lists the servers: where they are, what they have loaded and how they answer.",
      zh: "列出服务器：位置、已加载的模型和响应情况。"),
    discussion: say(
      """
      Asked are the servers of the profiles on this machine and network, and this machine's usual ports. \
      Nothing is scanned, and no cloud is asked.
      """,
      zh:
        """
        查询的是各配置中位于本机和本地网络的服务器，以及本机的常用端口。
        不做扫描，也不查询云端。
        """))

  @OptionGroup var common: CommonOptions

  @Flag(help: ArgumentHelp(say("One JSON object per server and line.", zh: "每个服务器输出一行 JSON 对象。")))
  var json = false

  @Flag(
    help: ArgumentHelp(
      say(
        "Ask again every few seconds, and print what has changed, until Ctrl+C.",
        zh: "每隔几秒重新查询并打印变化，直到按 Ctrl+C。")))
  var watch = false

  mutating func run() async throws {
    let (json, watch) = (json, watch)
    try await Runtime.use(common) { runtime in
      var last: [String] = []
      repeat {
        let reports = await runtime.engine.surveyed()
        let active = await runtime.engine.session.profile.providerID
        let now = runtime.engine.time.now
        let lines = json ? reports.map(Self.row) : Self.table(reports, active: active, at: now)
        // A table is read as a whole, a stream of rows as what is new.
        let news = json ? lines.filter { !last.contains($0) } : Self.isNew(lines, last) ? lines : []
        last = lines
        for line in news where StandardOutput.write(line + "\n") != nil { return }
        guard watch else { return }
        try await runtime.engine.time.sleep(.seconds(5))
      } while true
    }
  }

  /// The time an answer took is no news.
  private static func isNew(_ lines: [String], _ last: [String]) -> Bool {
    func still(_ lines: [String]) -> [String] {
      lines.map { $0.replacing(/\d+ ms|last seen .* ago|上次响应在 .* 前/, with: "") }
    }
    return still(lines) != still(last)
  }

  private static func table(
    _ reports: [ServerReport], active: String, at now: Duration
  ) -> [String] {
    Columns.lines(
      [ServerLabel.head]
        + reports.flatMap { report in
          [ServerLabel(report, isActive: report.id == active, now: now).cells]
            + (report.devices?.peers ?? []).map { ServerLabel($0).cells }
        }) + Columns.lines(reports.sharedModels.map { ServerLabel($0).cells })
  }

  private static func row(_ report: ServerReport) -> String {
    var row: JSON = [
      "server": .string(report.id), "name": .string(report.name),
      "address": .string(report.address), "location": .string(report.location.rawValue),
      "profiles": .array(report.profiles.map(JSON.string)),
      "state": .string(Self.word(report.state)),
    ]
    row["kind"] = report.kind.map { .string($0.description) }
    if report.state == .answered {
      row["models"] = .int(report.models.count)
      row["loaded"] = .array(report.loaded.map { .string($0.id) })
    }
    row["running"] = report.workload.map { .int($0.running) }
    row["waiting"] = report.workload?.waiting.map(JSON.int)
    row["slots"] = report.workload?.slots.map(JSON.int)
    if case .silent(let error) = report.state { row["issue"] = .string(error.message) }
    if let devices = report.devices {
      row["devices"] = .array(devices.peers.map(Self.row))
      row["link_issues"] = .array(devices.issues.map(JSON.string))
    }
    return row.text
  }

  private static func row(_ peer: LinkedDevices.Peer) -> JSON {
    [
      "device": .string(peer.id), "name": .string(peer.name), "connected": .bool(peer.isConnected),
      "location": .string(Location.unknown.rawValue),
      "loaded": .array(peer.models.map(JSON.string)),
    ]
  }

  private static func word(_ state: ServerReport.State) -> String {
    switch state {
    case .asking: "asking"
    case .answered: "answered"
    case .silent: "silent"
    case .notAsked: "not-asked"
    case .locked: "locked"
    }
  }
}
