/// What a race says.
enum RaceMessages {
  static let busy = EngineError(
    .refused, "Something else is under way.", remedy: "Let it end, or stop it, and race then.")

  static let count = EngineError(
    .refused, "A race takes two profiles, or up to \(RaceOrder.most) in exec.")

  static let twice = EngineError(.refused, "A profile cannot race against itself.")

  static func noProfile(_ name: String, of all: [String]) -> EngineError {
    EngineError(
      .refused, "There is no profile \(name).",
      remedy: "The profiles are \(all.joined(separator: ", ")).")
  }

  static let noAnswer = "There is no answer to go on from there."

  static func shares(_ machine: String) -> String {
    "two on \(machine): one after the other, so that neither slows the other"
  }

  static let asked = "one after the other, as asked"
}
