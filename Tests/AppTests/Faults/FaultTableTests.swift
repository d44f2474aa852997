import Engine
import Simulator
import Support
import TUI
import Testing

@testable import App

/// Walks docs/faults.md: every fault, on every wire it applies to, through the whole program.
@ScreenActor
@Suite("The table of faults", .limit(minutes: 6))
struct FaultTableTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var row: FaultRow
    var wire: FaultWire
    var testDescription: String { "\(row.name) on \(wire.name)" }
  }

  nonisolated static let cases = FaultTable.rows.flatMap { row in
    row.wires.map { Case(row: row, wire: $0) }
  }

  @Test("Every fault has the result the table promises", arguments: cases)
  func row(_ test: Case) async throws {
    let stage = try await FaultStage(test.wire, scene: test.row.scene)
    let row = test.row
    switch row.scene {
    case .reply: try await reply(row, stage)
    case .warmUp: try await warmUp(row, stage)
    case .load: try await load(row, stage)
    case .silence: try await silence(row, stage)
    case .limit: try await limit(row, stage)
    case .loadSilence: try await loadSilence(row, stage)
    case .gone: try await gone(row, stage)
    case .download: try await download(row, stage)
    }
    await stage.shutdown()
  }

  private func reply(_ row: FaultRow, _ stage: FaultStage) async throws {
    await stage.warm()
    try await stage.post(row)
    stage.harness.type(FaultStage.prompt + "\n")
    await stage.settled()
    try await judge(row, stage)
    try await askAgain(row, stage)
  }

  private func warmUp(_ row: FaultRow, _ stage: FaultStage) async throws {
    try await stage.post(row)
    await stage.harness.engine.beginWarmUp(force: false)
    await stage.harness.until { $0.session.warmUp.state.isEnd }
    try await judge(row, stage)
    try await askAgain(row, stage)
  }

  private func load(_ row: FaultRow, _ stage: FaultStage) async throws {
    try await stage.post(row)
    await stage.harness.engine.beginWarmUp(force: false)
    await stage.harness.until(\.session.warmUp.isLoading)
    stage.harness.type(FaultStage.prompt + "\n")
    await stage.harness.until { $0.session.queue.count == 1 }
    stage.gate.open()
    await stage.harness.until {
      $0.session.transcript.settled.count == 1
        || $0.session.warmUp.state.isEnd && $0.session.warmUp.state != .ready
    }
    try await judge(row, stage)
    try await askAgain(row, stage)
  }

  private func silence(_ row: FaultRow, _ stage: FaultStage) async throws {
    try await stage.post(row)
    stage.harness.type(FaultStage.prompt + "\n")
    await stage.harness.until { row.isSilent($0.session) }
    stage.lookOn()
    let bar = stage.bar
    #expect(bar.contains(row.bar), "the bar says: \(bar)")
    stage.harness.press("esc")
    await stage.settled()
    try await judge(row, stage, besideBar: true)
    try await askAgain(row, stage)
  }

  private func limit(_ row: FaultRow, _ stage: FaultStage) async throws {
    try await stage.post(row)
    stage.harness.type(FaultStage.prompt + "\n")
    await stage.harness.until { row.isSilent($0.session) }
    await stage.passLimit()
    try await judge(row, stage)
    try await askAgain(row, stage)
  }

  private func loadSilence(_ row: FaultRow, _ stage: FaultStage) async throws {
    try await stage.post(row)
    await stage.harness.engine.beginWarmUp(force: false)
    stage.harness.type(FaultStage.prompt + "\n")
    await stage.harness.until {
      if case .loading(let load) = $0.session.warmUp.state {
        load.progress ?? 0 >= 0.98
      } else {
        false
      }
    }
    stage.lookOn()
    #expect(stage.bar.contains(row.bar), "the bar says: \(stage.bar)")
    stage.harness.press("esc")
    await stage.harness.until { !$0.session.warmUp.isLoading }
    try await judge(row, stage, besideBar: true)
    // Only the server can end such a load: it is restarted.
    await stage.simulator.reset()
    try await askAgain(row, stage)
  }

  private func gone(_ row: FaultRow, _ stage: FaultStage) async throws {
    await stage.warm()
    // In the prompt, because a look at the idle server would use up a fault posted for any request.
    stage.harness.type("!!\(row.fault) \(FaultStage.prompt)\n")
    await stage.settled()
    try await judge(row, stage)
    stage.gate.open()
    repeat {
      await stage.harness.engine.beginWarmUp(force: false)
      await stage.harness.engine.warmUpEnded()
    } while await stage.harness.engine.session.warmUp.state != .ready
    try await askAgain(row, stage)
  }

  private func download(_ row: FaultRow, _ stage: FaultStage) async throws {
    try await stage.post(row)
    let model = stage.wire.unfetched
    await stage.harness.engine.perform(.switchProfile(.named("unfetched")))
    await stage.harness.until {
      if case .modelMissing = $0.session.warmUp.state { true } else { false }
    }
    await stage.harness.engine.perform(.download(model: model, providerID: "box"))
    await stage.harness.until {
      if case .downloading(let download) = $0.session.warmUp.state {
        download.isPaused
      } else {
        $0.session.downloads.isEmpty && $0.session.warmUp.state.isEnd
      }
    }
    try await judge(row, stage)
  }

  private func judge(_ row: FaultRow, _ stage: FaultStage, besideBar: Bool = false) async throws {
    let (bar, words) = (stage.bar, stage.words)
    if !besideBar, !row.bar.isEmpty { #expect(bar.contains(row.bar), "the bar says: \(bar)") }
    for sentence in row.says { #expect(words.contains(sentence), "on screen: \(words)") }
    let reply = stage.session.transcript.settled.first?.reply
    if row.says.isEmpty, let reply {
      #expect(ReplyLabel.endings(reply).isEmpty, "\(ReplyLabel.endings(reply))")
    }
    let kept = Self.kept(stage.session)
    let isKept = row.keeps == .beginning ? kept == .part || kept == .nothing : kept == row.keeps
    #expect(isKept, "kept \(kept): \(reply?.text.string ?? "no turn")")
    #expect(FaultStage.answer.hasPrefix(reply?.text.string ?? ""), "what is kept is what came")
  }

  /// What of the reply is there, measured against the whole that a healthy server gives.
  private static func kept(_ session: Session) -> FaultRow.Kept {
    guard let turn = session.transcript.settled.first else {
      return session.queue == [Prompt(FaultStage.prompt)] ? .queued : .nothing
    }
    guard turn.prompt.text == FaultStage.prompt, turn.reply.hasSaidSomething else {
      return .nothing
    }
    let isWhole =
      turn.reply.text.string == FaultStage.answer
      && turn.reply.reasoning.string.contains("repeat it unchanged.")
    return isWhole ? .all : .part
  }

  private func askAgain(_ row: FaultRow, _ stage: FaultStage) async throws {
    await stage.simulator.clearFaults()
    let before = stage.session.transcript.settled.count
    switch row.next {
    case .answers: stage.harness.type("and then\n")
    case .sendsHeld: stage.harness.press("enter")
    case .downloads: return
    }
    await stage.settled(before + 1)
    let reply = try #require(stage.session.transcript.settled.last?.reply)
    #expect(reply.status == .complete, "the next prompt: \(reply.status)")
    #expect(!reply.text.isEmpty)
    #expect(stage.bar.contains("ready"), "after the next prompt: \(stage.bar)")
  }
}

extension FaultRow {
  /// The server has fallen silent as this fault makes it.
  func isSilent(_ session: Session) -> Bool {
    guard let reply = session.transcript.live?.reply else { return false }
    switch Fault(parsing: fault)?.name {
    case .stallMid?, .linger?: return reply.hasSaidSomething
    case .slowHeaders?: return reply.clock.current == .connect
    case .loadStuck?: return reply.clock.current != .connect
    default: return reply.clock.current == .wait || reply.clock.current == .prompt
    }
  }
}
