import Engine
import Synchronization
import SystemPackage
import TUI

/// A benchmark from the first prompt to the table.
struct BenchRun: Sendable {
  struct Options: Sendable {
    var runs = 3
    var tokens = 128
    var isJSON = false
  }

  /// What came of it.
  struct End: Sendable {
    var status: ExitStatus
    var curves: [RateCurve]
  }

  let engine: Engine
  let profiles: [Profile]
  let prompts: [BenchPrompt]
  var options = Options()
  let streams: OutputStreams
  /// What earlier benchmarks found, oldest first.
  var earlier: [BenchResult] = []
  /// Numbers of signals that ask for an end.
  var interrupts = AsyncStream<Int32> { $0.finish() }
  /// What tells the energy of a profile's replies.
  var meter: @Sendable (Profile) -> EnergyMeter? = { _ in nil }
  var keep: @Sendable (BenchResult) -> Void = { _ in }

  /// The lane at work, and the signal that ended it all.
  private final class Progress: Sendable {
    struct State {
      var lane: BenchLane?
      var signal: Int32?
      /// Why stdout took no more.
      var failure: Errno?

      var isOver: Bool { signal != nil || failure != nil }
    }

    let state = Mutex(State())
  }

  /// Replies of one prompt, by its number from 0.
  typealias Measured = [(prompt: Int, reply: BenchReply)]

  func run() async -> End {
    let progress = Progress()
    return await withTaskGroup(of: Void.self) { group in
      let interrupts = interrupts
      group.addTask {
        for await number in interrupts {
          let (lane, isSecond) = progress.state.withLock { state in
            defer { state.signal = number }
            return (state.lane, state.signal != nil)
          }
          if isSecond { Process.exit(.signal(number)) }
          await lane?.stop()
        }
      }
      defer { group.cancelAll() }
      return await measure(progress)
    }
  }

  private func measure(_ progress: Progress) async -> End {
    var status = ExitStatus.ok
    var curves: [RateCurve] = []
    let fingerprint = BenchPrompt.fingerprint(prompts)
    for profile in profiles {
      let measured = await measure(profile, progress)
      let (signal, failure) = progress.state.withLock { ($0.signal, $0.failure) }
      if let failure { return End(status: ReplyEnding.output(failure).status, curves: curves) }
      if !measured.isEmpty {
        let result = BenchResult(
          measured.map(\.reply), profile: profile, prompts: fingerprint,
          at: engine.services.date())
        if let failure = report(profile, measured, result, isWhole: signal == nil) {
          return End(status: ReplyEnding.output(failure).status, curves: curves)
        }
        curves.append(RateCurve(profile.name, measured))
      }
      if let signal { return End(status: .signal(signal), curves: curves) }
      let worst = measured.lazy.compactMap(\.reply.failure).first
      if status == .ok, let worst { status = .of(worst, saidSomething: false) }
    }
    if !options.isJSON, let plot = RatePlot.lines(curves) {
      let failure = streams.out("\n" + plot.joined(separator: "\n") + "\n")
      if let failure { status = ReplyEnding.output(failure).status }
    }
    return End(status: status, curves: curves)
  }

  private func measure(_ profile: Profile, _ progress: Progress) async -> Measured {
    let lane = BenchLane(engine, profile, tokens: options.tokens)
    progress.state.withLock { $0.lane = lane }
    let measured = Mutex<Measured>([])
    let meter = meter(profile)
    for run in 0..<options.runs {
      for (index, prompt) in prompts.enumerated() {
        guard !progress.state.withLock(\.isOver) else { break }
        let mark = ConversationID.random().rawValue
        await lane.measure(prompt, mark: mark, meter: meter) { reply in
          measured.withLock { $0.append((index, reply)) }
          guard let failure = tell(reply, of: profile, prompt: index, run: run) else { return }
          progress.state.withLock { $0.failure = failure }
          await lane.stop()
        }
      }
    }
    return measured.withLock(\.self)
  }

  /// What has come so far: benchmarks take minutes.
  private func tell(
    _ reply: BenchReply, of profile: Profile, prompt: Int, run: Int
  ) -> Errno? {
    if options.isJSON {
      return streams.out(
        BenchTable.json(reply, profile.name, prompt: prompt, run: run).text + "\n")
    }
    let place = BenchmarkMessages.place(
      profile.name, prompt: prompt + 1, of: prompts.count, run: run + 1, of: options.runs)
    streams.error("· \(place): \(BenchTable.words(reply))\n")
    return nil
  }

  // MARK: The end of a profile

  private func report(
    _ profile: Profile, _ measured: Measured, _ result: BenchResult, isWhole: Bool
  ) -> Errno? {
    // Half a benchmark is nothing to compare with.
    let last = isWhole ? BenchChange.last(earlier, before: result) : nil
    let change = last.map { BenchChange(result, since: $0) }
    if isWhole, result.replies > 0 { keep(result) }
    if options.isJSON {
      return streams.out(BenchTable.json(result, change).text + "\n")
    }
    var lines = [BenchTable.head(result), ""]
    lines += BenchTable.lines(measured)
    if let change { lines += ["", BenchmarkMessages.words(change)] }
    let gap = profile.name == profiles.first?.name ? "" : "\n"
    return streams.out(gap + lines.joined(separator: "\n") + "\n")
  }
}
