import ArgumentParser
import Engine
import TUI

/// First-token times, rates and loads of the replies so far.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: say("Shows how fast each profile and model was, over time.", zh: "显示各配置和模型在一段时间内的速度。")
  )

  @Flag(
    help: ArgumentHelp(
      say(
        "One JSON object per profile and model, and per pair of profiles that raced.",
        zh: "每个配置与模型、每对竞速的配置各输出一行 JSON 对象。")))
  var json = false

  @Option(
    help: ArgumentHelp(say("Only the last so many days.", zh: "仅统计最近若干天。"), valueName: "days"))
  var days: Int?

  func validate() throws {
    if let days, days < 1 { throw ValidationError(StatsMessages.daysMustBePositive) }
  }

  func run() throws {
    let directory = StateDirectory(environment: Environment.current)
    let start = days.map { WallClock.now() - Int64($0) * 86_400_000 } ?? 0
    let groups = Statistics.of(StatsTable.kept(in: directory).filter { $0.at >= start })
    let lines = json ? groups.map { StatsTable.json($0).text } : StatsTable.lines(groups)
    for line in lines { StandardOutput.write(line + "\n") }
    let pairs = RacePicks.of(StatsTable.picks(in: directory).filter { $0.at >= start })
    if !json, !pairs.isEmpty { StandardOutput.write("\n") }
    for pair in pairs {
      StandardOutput.write((json ? StatsTable.json(pair).text : PicksLabel.words(pair)) + "\n")
    }
    if groups.isEmpty, !json {
      StandardError.write(StatsMessages.noReplies(inThatTime: days != nil) + "\n")
    }
  }
}

/// Statistics as lines for a shell.
enum StatsTable {
  /// Every reply that was kept, oldest first; lines that cannot be read are left out.
  static func kept(in directory: StateDirectory?) -> [ReplyFigures] {
    directory?.records(ReplyFigures.file) { ReplyFigures(line: $0) } ?? []
  }

  /// Every pick that was kept.
  static func picks(in directory: StateDirectory?) -> [RacePick] {
    directory?.records(RacePick.file) { RacePick(line: $0) } ?? []
  }

  /// From so many replies on, the memory they took while they were counted is worth the millisecond that giving it
  /// back takes: 50,000 of them left 2 to 6 MB.
  private static let many = 2_000

  /// Both, read on a thread that is there for no longer.
  static func past(in directory: StateDirectory?) async -> PastReplies {
    await Task(executorPreference: WorkThread(name: "history")) {
      let statistics = Statistics.of(kept(in: directory))
      if statistics.reduce(0, { $0 + $1.replies }) > many { Allocator.giveBack() }
      return PastReplies(statistics: statistics, picks: picks(in: directory))
    }.value
  }

  static func json(_ pair: RacePicks) -> JSON {
    [
      "picks": [
        ["profile": .string(pair.first), "count": .int(pair.firstCount)],
        ["profile": .string(pair.second), "count": .int(pair.secondCount)],
      ], "blind": .int(pair.blindCount),
    ]
  }

  static func lines(_ groups: [Statistics]) -> [String] {
    guard !groups.isEmpty else { return [] }
    let rows = groups.map { group in
      [
        Sanitizer.sanitize(group.profile), Sanitizer.sanitize(group.model),
        StatsMessages.replies(group.replies, failed: group.failures),
        spread(group.firstToken, unit: " s"), spread(group.rate, unit: ""),
        spread(group.load, unit: " s"), sparkline(group.recentRates),
      ]
    }
    return Columns.lines([StatsMessages.head] + rows)
  }

  /// `1.2 s (0.8–3.1)`: the middle, and the least and the most.
  private static func spread(_ spread: Statistics.Spread?, unit: String) -> String {
    guard let spread else { return "-" }
    let words = [spread.median, spread.least, spread.most].map(TimeFormatter.oneDecimal)
    return spread.count == 1 ? words[0] + unit : "\(words[0])\(unit) (\(words[1])–\(words[2]))"
  }

  static func sparkline(_ figures: [Double]) -> String {
    guard let most = figures.max(), most > 0 else { return "" }
    let steps = Array("▁▂▃▄▅▆▇█")
    return String(figures.map { steps[min(7, max(0, Int($0 / most * 7.999)))] })
  }

  static func json(_ group: Statistics) -> JSON {
    func json(_ spread: Statistics.Spread?) -> JSON? {
      spread.map {
        [
          "count": .int($0.count), "median": .double($0.median), "min": .double($0.least),
          "max": .double($0.most),
        ]
      }
    }
    var row: JSON = [
      "profile": .string(group.profile), "model": .string(group.model),
      "replies": .int(group.replies), "failures": .int(group.failures),
      "tokens": .int(group.tokens), "last": .string(CivilTime(milliseconds: group.last).text),
      "recent_tokens_per_second": .array(group.recentRates.map { .double($0) }),
    ]
    row["first_token_seconds"] = json(group.firstToken)
    row["load_seconds"] = json(group.load)
    row["tokens_per_second"] = json(group.rate)
    return row
  }
}
