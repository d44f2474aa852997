import Testing

@testable import Engine

@Suite("Picks of races")
struct RacePicksTests {
  private static func pick(
    _ picked: String, _ others: String..., isBlind: Bool = false
  ) -> RacePick {
    RacePick(at: 1, picked: picked, others: others, isBlind: isBlind)
  }

  @Test("They are counted per pair, whichever was first, and hidden names among them")
  func pairs() {
    let pairs = RacePicks.of([
      Self.pick("near", "far"), Self.pick("far", "near", isBlind: true),
      Self.pick("near", "far", isBlind: true), Self.pick("b", "a", "c"),
    ])
    #expect(pairs.map { [$0.first, $0.second] } == [["a", "b"], ["b", "c"], ["far", "near"]])
    #expect(
      pairs.map { [$0.firstCount, $0.secondCount, $0.blindCount] } == [
        [0, 1, 0], [1, 0, 0], [1, 2, 2],
      ])
  }

  @Test("A kept line comes back the same; one that is none is left out")
  func lines() {
    let pick = Self.pick("a", "b", "c", isBlind: true)
    #expect(RacePick(line: pick.line) == pick)
    #expect(RacePick(line: #"{"at":1,"picked":"a"}"#) == nil)
    #expect(RacePick(line: "half a li") == nil)
  }
}
