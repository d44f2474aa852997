/// Several profiles answer one prompt, until the user picks the answer that the conversation goes on from.
package struct Race: Equatable, Sendable {
  /// One profile's way to its answer.
  package struct Lane: Equatable, Sendable {
    package enum State: Equatable, Sendable {
      /// Another one goes first.
      case waiting
      case running
      case ended
    }

    package var state = State.waiting
    /// What its profile's own engine sees: the server, the warm-up, the rate.
    package var session: Session
    /// The prompt with this lane's reply, as it will stand among the conversation's turns.
    package var turn: Turn

    package var reply: Reply { turn.reply }
    package var profile: Profile { session.profile }
    /// There are words that a conversation can go on from.
    package var canBePicked: Bool { !reply.text.isEmpty }
  }

  package var lanes: [Lane]
  /// Names stay hidden until one is picked.
  package var isBlind: Bool
  /// Why the lanes run one after the other; `nil`: they run side by side.
  package var reason: String?
  /// The user has picked this one while others ran.
  var picked: Int?

  package var isOver: Bool { lanes.allSatisfy { $0.state == .ended } }
}

/// What a race is asked for with.
package struct RaceOrder: Equatable, Sendable {
  package var prompt: Prompt
  /// Two to four, by name.
  package var profiles: [String]
  /// Side by side even where they share a machine; `nil` decides by where their servers are.
  package var isParallel: Bool?
  package var isBlind = false

  package static let most = 4

  package init(_ prompt: Prompt, _ profiles: [String]) {
    self.prompt = prompt
    self.profiles = profiles
  }
}

/// Which profile's answer was gone on from, and which ones were not: for `stats`.
package struct RacePick: Equatable, Sendable {
  /// In the state directory, a line of JSON per pick.
  package static let file = "picks.jsonl"

  /// Milliseconds since 1970.
  package var at: Int64
  package var picked: String
  package var others: [String]
  package var isBlind: Bool

  package init(at: Int64, picked: String, others: [String], isBlind: Bool) {
    self.at = at
    self.picked = picked
    self.others = others
    self.isBlind = isBlind
  }

  package var line: String {
    let row: JSON = [
      "at": .int(Int(at)), "picked": .string(picked),
      "others": .array(others.map(JSON.string)), "blind": .bool(isBlind),
    ]
    return row.text + "\n"
  }

  /// `nil` for a line that another program or a crash wrote.
  package init?(line: some StringProtocol) {
    guard let row = JSON(parsing: Array(line.utf8)), let at = row["at"]?.count(.moment),
      let picked = row["picked"]?.string,
      let others = row["others"]?.array?.compactMap(\.string), !others.isEmpty
    else { return nil }
    self.init(
      at: Int64(at), picked: picked, others: others, isBlind: row["blind"]?.bool ?? false)
  }
}
