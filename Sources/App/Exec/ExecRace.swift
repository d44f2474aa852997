import Engine
import Synchronization
import SystemPackage
import TUI

/// One prompt to several profiles: each answer under its name, then their figures side by side.
struct ExecRace {
  struct Options: Sendable {
    var isJSON = false
    var isQuiet = false
    /// stdout is a terminal, which must not see what a model sends as controls.
    var washesAnswer = false
  }

  let engine: Engine
  let streams: OutputStreams
  var options = Options()
  /// `--max-time`: the whole race.
  var limit: Duration?
  /// Numbers of signals that ask for an end.
  var interrupts = AsyncStream<Int32> { $0.finish() }

  private enum Stop {
    case signal(Int32)
    case timeUp(Duration)
  }

  /// Why the race did not go on to its own end.
  private final class First: Sendable {
    let stop = Mutex<Stop?>(nil)
  }

  /// Begins the race and returns once every lane has ended.
  func run(_ order: RaceOrder) async -> ExitStatus {
    let began = engine.time.now
    do throws(EngineError) {
      try await engine.beginRace(order)
    } catch {
      streams.complain(error)
      return .usage
    }
    let first = First()
    let (stops, feed) = AsyncStream<Stop>.makeStream()
    let end = await withTaskGroup(of: Void.self) { group in
      let (signals, limit, engine) = (interrupts, limit, engine)
      group.addTask {
        for await number in signals { feed.yield(.signal(number)) }
      }
      if let limit {
        group.addTask {
          guard (try? await engine.time.sleep(limit)) != nil else { return }
          feed.yield(.timeUp(limit))
        }
      }
      let first = first
      group.addTask {
        for await stop in stops.prefix(1) {
          first.stop.withLock { $0 = stop }
          await engine.perform(.stop)
        }
      }
      defer { group.cancelAll() }
      return await follow(began)
    }
    feed.finish()
    guard let race = end.race else { return .other }
    await engine.perform(.pick(nil))
    return finish(race, end.failure, first.stop.withLock { $0 }, began)
  }

  /// What of a lane is printed.
  private struct Progress {
    var printed = 0
    var hasHead = false
  }

  // MARK: While it runs

  /// Prints the lanes one after the other, the first that has not ended as it comes.
  private func follow(_ began: Duration) async -> (race: Race?, failure: Errno?) {
    var current = 0
    var progress = Progress()
    var told: Set<Int> = []
    var last: Race?
    for await _ in engine.changes {
      let session = engine.changes.latest
      guard let race = session.race else { return (last, nil) }
      if last == nil, let reason = race.reason, !options.isQuiet, !options.isJSON {
        streams.error("· \(reason)\n")
      }
      last = race
      let failure =
        options.isJSON
        ? printLines(race, &told, began) : printWords(race, &current, &progress)
      if let failure {
        await engine.perform(.stop)
        return (race, failure)
      }
      if race.isOver, session.activity != .racing { return (race, nil) }
    }
    return (last, nil)
  }

  /// A line for each lane that has ended.
  private func printLines(_ race: Race, _ told: inout Set<Int>, _ began: Duration) -> Errno? {
    for (index, lane) in race.lanes.enumerated()
    where lane.state == .ended && told.insert(index).inserted {
      if let failure = streams.out(line("lane", fields(lane, index), began)) { return failure }
    }
    return nil
  }

  /// What is new of the lane that is printed now, and of those behind it when it has ended.
  private func printWords(
    _ race: Race, _ current: inout Int, _ progress: inout Progress
  ) -> Errno? {
    while current < race.lanes.count {
      let lane = race.lanes[current]
      let isLast = current + 1 == race.lanes.count
      if let failure = print(lane, current, &progress, end: isLast ? "\n" : "\n\n") {
        return failure
      }
      guard lane.state == .ended else { return nil }
      (current, progress) = (current + 1, Progress())
    }
    return nil
  }

  private func print(
    _ lane: Race.Lane, _ index: Int, _ progress: inout Progress, end: String
  ) -> Errno? {
    // Words that turned out to be thinking are no longer among them.
    progress.printed = min(progress.printed, lane.reply.text.byteCount)
    let text = lane.reply.text.suffix(from: progress.printed)
    if !text.isEmpty {
      let head = !progress.hasHead ? ExecMessages.lane(index + 1, lane.profile) + "\n" : ""
      progress.printed = lane.reply.text.byteCount
      progress.hasHead = true
      if let failure = streams.out(head + (options.washesAnswer ? PlainText.safe(text) : text)) {
        return failure
      }
    }
    guard lane.state == .ended else { return nil }
    if let error = ReplyEnding(of: lane.reply).error {
      streams.error("! \(ExecMessages.lane(index + 1, lane.profile)): \(error.message)\n")
      if let remedy = error.remedy { streams.error("  → \(remedy)\n") }
    }
    return progress.hasHead ? streams.out(end) : nil
  }

  // MARK: The end

  private func finish(
    _ race: Race, _ failure: Errno?, _ stop: Stop?, _ began: Duration
  ) -> ExitStatus {
    var worst = race.lanes.map { ReplyEnding(of: $0.reply).status }.first { $0 != .ok } ?? .ok
    switch stop {
    case .signal(let number)?: worst = .signal(number)
    case .timeUp(let limit)?:
      let ending = ReplyEnding.timeUp(limit)
      worst = ending.status
      if let error = ending.error { streams.complain(error) }
    case nil: break
    }
    if let failure { return ReplyEnding.output(failure).status }
    if options.isJSON {
      let done: JSON = [
        "status": .string(worst == .ok ? "complete" : "failed"),
        "exit_code": .int(Int(worst.rawValue)),
      ]
      return streams.out(line("done", done, began)).map { ReplyEnding.output($0).status } ?? worst
    }
    if !options.isQuiet { for row in table(race) { streams.error("· \(row)\n") } }
    return worst
  }

  /// The figures, a row for each lane; `•` marks what was best.
  private func table(_ race: Race) -> [String] {
    let now = engine.time.now
    let rows = race.lanes.enumerated().map { index, lane in
      let figures = RaceFigures(lane, now: now)
      func cell(_ kind: RaceFigures.Kind, _ words: String?) -> String {
        (RaceFigures.winner(kind, race, now: now) == index ? "•" : "") + (words ?? "-")
      }
      return [
        ExecMessages.lane(index + 1, lane.profile),
        cell(.firstToken, figures.firstToken.map { "~" + TimeFormatter.seconds($0) }),
        cell(
          .rate,
          figures.rate.map { ExecMessages.rate($0.tokensPerSecond, isEstimate: $0.isEstimate) }),
        TokenFormatter.count(figures.tokens, or: figures.pieces),
        cell(.time, TimeFormatter.seconds(figures.time)),
        cell(.cost, figures.cost.map(CostFormatter.dollars)),
      ]
    }
    return Columns.lines([ExecMessages.raceHead] + rows)
  }

  private func fields(_ lane: Race.Lane, _ index: Int) -> JSON {
    let (reply, figures) = (lane.reply, RaceFigures(lane, now: engine.time.now))
    var fields: JSON = [
      "lane": .int(index + 1), "profile": .string(reply.source.profile),
      "provider": .string(reply.source.provider), "model": .string(reply.source.model),
      "status": .string(ReplyFigures.word(reply.status)), "text": .string(reply.text.string),
      "thinking": .string(reply.reasoning.string), "seconds": JSONPrinter.seconds(figures.time),
    ]
    fields["time_to_first_token"] = figures.firstToken.map(JSONPrinter.seconds)
    fields["tokens_per_second"] = figures.rate.map { .double($0.tokensPerSecond) }
    fields["is_rate_estimate"] = figures.rate.map { .bool($0.isEstimate) }
    fields["tokens"] = figures.tokens.map { .int($0) }
    fields["cost"] = figures.cost.map { .double($0) }
    fields["error"] = ReplyEnding(of: reply).error.map { .string($0.message) }
    return fields
  }

  private func line(_ type: String, _ fields: JSON, _ began: Duration) -> String {
    JSONPrinter.line(type, at: engine.time.now - began, fields)
  }
}
