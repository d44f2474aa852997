import Support
import Testing

@testable import Engine

@Suite("Figures of a race")
struct RaceFiguresTests {
  /// A reply whose first word, and last one, came at these seconds.
  private static func lane(
    _ first: Int, _ end: Int, tokens: Int? = 100, price: Double? = nil, ends: Bool = true
  ) throws -> Race.Lane {
    var session = try EngineFixture.session()
    session.profile.inputPrice = price
    session.profile.outputPrice = price
    let source = Reply.Source(profile: "p", provider: "p", requestedModel: "m")
    var turn = Turn(id: Turn.ID(1), prompt: Prompt("why"), reply: Reply(source: source))
    turn.enter(.connect, at: .zero)
    turn.apply(.text("Since"), at: .seconds(first))
    turn.apply(.usage(Usage(promptTokens: 10, completionTokens: tokens)), at: .seconds(end))
    if ends { turn.apply(.finish(.stop), at: .seconds(end)) }
    return Race.Lane(state: ends ? .ended : .running, session: session, turn: turn)
  }

  private static func winners(_ lanes: [Race.Lane]) -> [Int?] {
    RaceFigures.Kind.allCases.map {
      RaceFigures.winner($0, Race(lanes: lanes, isBlind: false), now: .seconds(60))
    }
  }

  @Test("Each figure has its own winner: first word, rate, time, cost")
  func each() throws {
    let winners = Self.winners([
      try Self.lane(1, 21, price: 1), try Self.lane(3, 8, price: 5),
    ])
    #expect(winners == [0, 1, 1, 0])
  }

  @Test("A draw has no winner, and neither has a race that goes on")
  func none() throws {
    #expect(Self.winners([try Self.lane(1, 5), try Self.lane(1, 5)]) == [nil, nil, nil, nil])
    let running = try Self.lane(3, 9, ends: false)
    #expect(Self.winners([try Self.lane(1, 5), running]) == [nil, nil, nil, nil])
  }

  @Test("What was stopped or broke wins nothing, and beats no other")
  func stopped() throws {
    var stopped = try Self.lane(1, 2, ends: false)
    stopped.turn.end(.interrupted, at: .seconds(2))
    stopped.state = .ended
    #expect(Self.winners([stopped, try Self.lane(3, 9)]) == [nil, nil, nil, nil])
  }

  @Test("Without the server's counts there is no cost")
  func uncounted() throws {
    #expect(RaceFigures(try Self.lane(1, 2, tokens: nil, price: 1), now: .zero).cost == nil)
  }
}
