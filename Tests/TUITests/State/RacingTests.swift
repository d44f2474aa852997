import Support
import Testing

@testable import Engine
@testable import TUI

@Suite("Racing: /race, Alt+V, and what keys do meanwhile")
struct RacingTests {
  private static func typing() throws -> Typing {
    try Typing { session in
      session.profiles = ["local", "cloud", "small"].map {
        Profile(name: $0, providerID: $0, model: "model-of-\($0)")
      }
      session.profile = session.profiles[0]
    }
  }

  private static func races(_ commands: [Command]) -> [RaceOrder] {
    commands.compactMap { if case .engine(.race(let order)) = $0 { order } else { nil } }
  }

  /// The screen while two profiles answer.
  private static func racing(_ states: [Race.Lane.State] = [.running, .running]) throws -> Typing {
    var typing = try typing()
    var session = typing.state.session
    let lanes = states.enumerated().map { index, state in
      var own = session
      own.profile = session.profiles[index]
      var turn = Typing.turn(Int64(index + 1), answer: state == .ended ? "Yes." : nil)
      if state == .running { turn.apply(.text("Half"), at: .seconds(6)) }
      return Race.Lane(state: state, session: own, turn: turn)
    }
    session.race = Race(lanes: lanes, isBlind: false)
    session.activity = session.race?.isOver == true ? .idle : .racing
    session.revision += 1
    _ = typing.state.reduce(.session(session))
    _ = typing.state.frame()
    return typing
  }

  @Test(
    "/race chooses who answers the next prompt",
    arguments: [
      ("", ["local", "cloud"]), ("small", ["local", "small"]), ("small cloud", ["small", "cloud"]),
    ])
  func command(_ argument: String, _ profiles: [String]) throws {
    var typing = try Self.typing()
    typing.type("/race \(argument)")
    typing.press("enter")
    #expect(typing.picture.contains("ask \(profiles.joined(separator: " and "))"))
    typing.type("why")
    #expect(Self.races(typing.press("enter")) == [RaceOrder(Prompt("why"), profiles)])
    // Only the one prompt.
    typing.type("and now")
    #expect(Self.races(typing.press("enter")).isEmpty)
  }

  @Test(
    "What cannot race is said, and the line's mistake with the nearest name",
    arguments: [
      ("locl", "did you mean local?"), ("local", "a race takes two profiles"),
      ("local cloud small", "a race takes two profiles"),
    ])
  func refused(_ argument: String, _ words: String) throws {
    var typing = try Self.typing()
    typing.type("/race \(argument)")
    typing.press("enter")
    #expect(typing.state.hint?.contains(words) == true, "\(typing.state.hint ?? "")")
    #expect(typing.state.input.race == nil)
  }

  @Test("Alt+V races what is typed; on an empty prompt the next one, until Esc")
  func key() throws {
    var typing = try Self.typing()
    typing.type("why")
    #expect(Self.races(typing.press("alt+v")).map(\.profiles) == [["local", "cloud"]])
    typing.press("alt+v")
    #expect(typing.picture.contains("the next prompt goes to local and cloud"))
    typing.press("esc")
    typing.type("alone")
    #expect(Self.races(typing.press("enter")).isEmpty)
  }

  @Test("--blind and --parallel go along")
  func options() throws {
    var typing = try Self.typing()
    typing.type("/race small --blind --parallel")
    typing.press("enter")
    typing.type("why")
    let order = try #require(Self.races(typing.press("enter")).first)
    #expect(order.isBlind && order.isParallel == true)
    #expect(order.profiles == ["local", "small"])
  }

  @Test("Esc stops both from the prompt, and from a lane that one")
  func stops() throws {
    var typing = try Self.racing()
    #expect(typing.press("esc") == [.engine(.stop)])
    typing.press("tab", "tab")
    #expect(typing.press("esc") == [.engine(.stopLane(1))])
    typing.press("tab")
    #expect(typing.state.focus == .composer)
  }

  @Test(
    "What would be lost stays: a prompt for a race while a reply comes, a branch while one is to be picked"
  )
  func kept() throws {
    var busy = try Self.typing()
    busy.type("why")
    var session = busy.state.session
    session.transcript.begin(Typing.turn(9, thinking: "hm"))
    session.revision += 1
    _ = busy.state.reduce(.session(session))
    #expect(Self.races(busy.press("alt+v")).isEmpty)
    #expect(busy.state.composer.text == "why")
    #expect(busy.state.hint?.contains("the prompt stays here") == true)
    var over = try Self.racing([.ended, .ended])
    #expect(over.press("alt+r").isEmpty)
    #expect(over.state.hint?.contains("pick an answer") == true)
  }

  @Test("When both have ended, Alt+1 and Alt+2 pick, and Esc keeps both")
  func picks() throws {
    var typing = try Self.racing([.ended, .ended])
    #expect(typing.press("alt+2") == [.engine(.pick(1))])
    #expect(typing.press("esc") == [.engine(.pick(nil))])
    #expect(typing.picture.contains("which answer?"))
  }

  @Test("A lane without words cannot be picked, and without a race there is nothing to pick")
  func nothing() throws {
    var typing = try Self.racing([.waiting, .running])
    #expect(typing.press("alt+1").isEmpty)
    #expect(typing.state.hint == "answer 1 has no words yet")
    var none = try Self.typing()
    #expect(none.press("alt+1").isEmpty)
    #expect(none.state.hint == "there is no race to pick from: /race begins one")
  }

  @Test("A press of the button on a lane gives it the focus, and it scrolls alone")
  func mouse() throws {
    var typing = try Self.racing()
    _ = typing.state.reduce(.input(.mouse(Mouse(.press, at: Point(column: 80, row: 5)))))
    #expect(typing.state.focus == .response)
    #expect(typing.press("esc") == [.engine(.stopLane(1))])
  }

  @Test("When a race is over the screen is the usual one again")
  func over() throws {
    var typing = try Self.racing([.ended, .ended])
    typing.press("tab")
    var session = typing.state.session
    session.race = nil
    session.revision += 1
    _ = typing.state.reduce(.session(session))
    #expect(typing.picture.contains("new conversation"))
  }
}
