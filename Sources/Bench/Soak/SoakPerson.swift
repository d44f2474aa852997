import App
import Engine
import Foundation
import Simulator
import TUI

/// Simulates an impatient, clumsy user; the same seed gives the same keys.
@ScreenActor
final class SoakPerson {
  private(set) var tally = SoakTally()
  private let world: SoakWorld
  private let runtime: SteppedRuntime
  private var random: SoakRandom

  /// Turns of one conversation.
  private static let turnsEach = 50
  /// Real time after which a user gives up, and after which something is wrong.
  private static let patience = Duration.seconds(1)
  private static let limit = Duration.seconds(60)

  /// A turn that does not end.
  struct Stuck: Error, CustomStringConvertible {
    var session: Session

    var description: String {
      let live = session.transcript.live.map { "\($0.prompt.text), \($0.reply.status)" } ?? "none"
      return "stuck: \(session.profile.name), \(session.warmUp.state), reply: \(live), "
        + "\(session.queue.count) queued"
    }
  }

  init(_ world: SoakWorld, seed: UInt64) {
    self.world = world
    random = SoakRandom(seed: seed)
    runtime = SteppedRuntime(
      engine: world.engine,
      state: AppState(
        session: world.engine.changes.latest, size: Size(columns: 120, rows: 40)))
  }

  private var state: AppState { runtime.state }

  func begin() async { await runtime.begin() }

  func end() {
    runtime.end()
    tally.pictures = runtime.screen.presentCount
  }

  /// One prompt and what goes with it.
  func turn() async throws {
    if tally.prompts % Self.turnsEach == 0 { await newConversation() }
    if chance(15) { await press("f2", "switches") }
    if chance(10) { await resize() }
    if chance(30) { await post(Self.faults.randomElement(using: &random)) }
    if chance(10) { await keys(["f6"]) }
    var prompts = [await ask()]
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<12: await stopSoon()
    case 12..<20:
      tally.queued += 1
      prompts.append(await ask())
    case 20..<25: await press("f2", "switches")
    case 25..<30: await keys(["tab", "pageup", "up", "end", "shift+tab"])
    case 30..<33: await keys(["alt+a"])
    case 33..<36: await resize()
    default: break
    }
    try await rest()
    await settle(prompts)
  }

  // MARK: What a user does

  private func ask() async -> String {
    tally.prompts += 1
    let prompt =
      "Question \(tally.prompts): what about \(Self.subjects.randomElement(using: &random) ?? "")?"
    if chance(30) {
      await happen(.input(.paste(prompt)))
    } else {
      for character in prompt { await happen(.input(.key(KeyPress(.character(character))))) }
    }
    await keys(["enter"])
    return prompt
  }

  private func stopSoon() async {
    tally.stops += 1
    try? await Task.sleep(for: .milliseconds(Int.random(in: 0...20, using: &random)))
    await keys(["esc"])
  }

  /// What was said is counted, and forgotten by the screen and the servers.
  func newConversation() async {
    for turn in state.session.transcript.all { tally.count(turn.reply) }
    tally.conversations += 1
    await perform(.newConversation)
    await world.forget()
  }

  private func resize() async {
    tally.sizes += 1
    await runtime.perform([
      .resize(
        Size(
          columns: Int.random(in: 20...220, using: &random),
          rows: Int.random(in: 5...60, using: &random)))
    ])
  }

  private func post(_ fault: Fault?) async {
    guard let fault, let server = world.server(of: state.session.profile.name) else { return }
    tally.faults += 1
    await server.post(fault, times: 1)
  }

  private func press(_ key: String, _ what: String) async {
    tally.switches += 1
    await keys([key])
  }

  /// Waits until nothing is under way. What says nothing for long is stopped, as a user would.
  private func rest() async throws {
    let began = ContinuousClock.now
    var gaveUp = false
    while await isBusy() {
      let waited = ContinuousClock.now - began
      guard waited < Self.limit else { throw Stuck(session: state.session) }
      if waited > Self.patience, !gaveUp {
        gaveUp = true
        tally.impatience += 1
        await keys(["esc"])
        // What hangs is started again, as a user would.
        await world.server(of: state.session.profile.name)?.reset()
      }
      try await Task.sleep(for: .milliseconds(1))
    }
  }

  private func isBusy() async -> Bool {
    await runtime.turn()
    receiveSession()
    let session = state.session
    if session.isReplying { return true }
    return await world.engine.isWarmingUp
  }

  /// Every prompt was asked, or waits in the queue or the composer; what waits is taken back.
  private func settle(_ prompts: [String]) async {
    receiveSession()
    let session = state.session
    let asked = Set(session.transcript.all.map(\.prompt.text))
    let waiting = session.queue.map(\.text)
    for prompt in prompts where !asked.contains(prompt) {
      let isThere = waiting.contains(prompt) || state.composer.text.contains(prompt)
      if !isThere {
        let list = state.layer.map { "\($0)".prefix(60) } ?? "no list"
        let last = session.transcript.last.map { "\($0.prompt.text), \($0.reply.status)" } ?? ""
        tally.lost.append(
          "\(prompt) – \(session.warmUp.state), \(list), after: \(last), "
            + "typed: \(state.composer.text)")
      }
      tally.withdrawn += 1
    }
    for _ in waiting { await perform(.dropQueued(0)) }
    if state.layer != nil { await keys(["esc"]) }
    if !state.composer.text.isEmpty { await keys(["ctrl+u"]) }
  }

  // MARK: Steps

  private func keys(_ names: [String]) async {
    for key in names.compactMap(KeyPress.init(name:)) { await happen(.input(.key(key))) }
  }

  private func perform(_ command: EngineCommand) async { await runtime.perform(command) }

  private func happen(_ event: Event) async { await runtime.perform([event]) }

  /// Looked for every millisecond, and drawn only where there is something new.
  private func receiveSession() {
    guard world.engine.changes.latest.revision != state.session.revision else { return }
    runtime.receiveSession()
  }

  private func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  private static let subjects = [
    "ncurses", "tokens", "the weather", "primes", "a poem", "Swift actors", "streams", "天気",
  ]

  /// Every fault but those of downloads, which no turn begins.
  private static let faults: [Fault] = Fault.Name.allCases
    .filter { $0 != .downloadFail && $0 != .downloadPause }.map { Fault($0) }
}

/// SplitMix64, so that a run can be had again.
struct SoakRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
