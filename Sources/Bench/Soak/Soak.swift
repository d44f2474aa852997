import Engine
import Foundation
import Simulator
import TUI

/// An hour of use in minutes: thousands of turns over simulated servers with random faults, cancels,
/// queued prompts, switches and sizes; then whether anything was lost or left behind.
///
/// `--soak 10000` runs it, `--seed 1` chooses the accidents.
@ScreenActor
enum Soak {
  /// What is held may grow by this much after the first tenth of the turns.
  private static let growth = 1.10

  static func run(turns: Int, seed: UInt64) async throws -> Bool {
    // Once in small, so that what the process makes only once is not taken for a leak.
    _ = try await part(turns: 20, seed: seed, tells: false)
    let before = Belongings()
    let part = try await part(turns: turns, seed: seed, tells: true)
    let after = await Belongings.settled(to: before)
    print("\n" + part.tally.text)
    print("before: \(before)\nafter:  \(after)\n")
    let bounds: [(String, Bool)] = [
      ("every prompt was asked, or still waits", part.tally.lost.isEmpty),
      (
        String(
          format: "held memory grew from %.1f to %.1f MB after warm-up, at most 10 %%", part.warm,
          part.end),
        part.end <= part.warm * growth
      ),
      ("no open file more than before", after.files <= before.files),
      ("no thread more than before", after.threads <= before.threads),
      ("no process left", after.children == 0),
      ("no task holds the engine, a server or the transport", part.isGone()),
    ]
    for (words, holds) in bounds { print("\(holds ? "ok  " : "FAIL") \(words)") }
    for prompt in part.tally.lost.prefix(5) { print("  lost: \(prompt)") }
    return bounds.allSatisfy(\.1)
  }

  private struct Part {
    var tally: SoakTally
    /// Held memory in MB after a tenth of the turns, and at the end.
    var warm: Double
    var end: Double
    var isGone: @ScreenActor () -> Bool
  }

  private static func part(turns: Int, seed: UInt64, tells: Bool) async throws -> Part {
    let world = try await SoakWorld(seed: seed)
    let person = SoakPerson(world, seed: seed)
    await person.begin()
    let began = ContinuousClock.now
    var warm = 0.0
    for turn in 1...turns {
      try await person.turn()
      guard turn % max(1, turns / 10) == 0 else { continue }
      // Of a conversation more turns are held than of a new one: what is compared must be alike.
      await person.newConversation()
      if turn == max(1, turns / 10) { warm = Belongings().held }
      guard tells else { continue }
      let seconds = (ContinuousClock.now - began) / .seconds(1)
      print(
        String(format: "%6d turns  %5.0f s  ", turn, seconds) + "\(Belongings())  "
          + "\(person.tally.faults) faults")
      fflush(nil)
    }
    let end = Belongings().held
    person.end()
    await world.shutdown()
    return Part(
      tally: person.tally, warm: warm, end: end,
      isGone: { [weak engine = world.engine, weak server = world.servers.first] in
        engine == nil && server == nil
      })
  }
}
