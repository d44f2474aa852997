import Engine

/// The next prompt is to be asked of several profiles.
package struct RaceWish: Equatable, Sendable {
  package var profiles: [String]
  package var isParallel: Bool?
  package var isBlind = false
}

/// A race: asking for one, moving between its lanes, picking an answer.
extension AppState {
  /// `cloud`, `local cloud`, `--blind`, `--parallel`, `off`.
  mutating func race(_ argument: String) -> [Command] {
    var words = argument.split(separator: " ").map(String.init)
    if words == ["off"] {
      input.race = nil
      return []
    }
    var wish = RaceWish(profiles: [])
    wish.isBlind = words.contains("--blind")
    wish.isParallel = words.contains("--parallel") ? true : nil
    words.removeAll { $0 == "--blind" || $0 == "--parallel" }
    if let stray = words.first(where: { name in
      !session.profiles.contains { $0.name == name }
    }) {
      hint = CommandsMessages.missing(
        .profile, Sanitizer.sanitize(stray),
        near: NearestMatch.of(stray, among: session.profiles.map(\.name)),
        known: session.profiles.map(\.name))
      return []
    }
    switch words.count {
    case 0: wish.profiles = rivals
    case 1: wish.profiles = [session.profile.name, words[0]]
    default: wish.profiles = words
    }
    guard Set(wish.profiles).count == 2, wish.profiles.count == 2 else {
      hint = StateMessages.raceTakesTwo
      return []
    }
    input.race = wish
    return []
  }

  /// Races what stands in the prompt; on an empty one the next prompt.
  mutating func raceNow() -> [Command] {
    if input.race == nil { _ = race("") }
    guard input.race != nil, !composer.elements.allSatisfy(\.isSpace) else { return [] }
    return perform(.send)
  }

  /// The active profile and the next one that asks another server, or else another model.
  private var rivals: [String] {
    let own = session.profile
    let all = session.profiles.filter { $0.name != own.name && !$0.model.isEmpty }
    let named = all.filter { !$0.isBuiltIn }
    let other = named.first { $0.providerID != own.providerID } ?? named.first ?? all.first
    return [own.name] + (other.map { [$0.name] } ?? [])
  }

  /// The prompt as it is sent: to one profile, or to several.
  mutating func asked(_ prompt: Prompt) -> EngineCommand {
    guard let wish = input.race else { return .send(prompt) }
    input.race = nil
    var order = RaceOrder(prompt, wish.profiles)
    order.isParallel = wish.isParallel
    order.isBlind = wish.isBlind
    return .race(order)
  }

  /// Why the prompt would be lost if it were sent now.
  var raceObstacle: String? {
    if input.race != nil, session.isReplying || session.isCompacting || session.race != nil {
      return StateMessages.raceWaits
    }
    return input.editing != nil && session.race != nil ? StateMessages.pickFirst : nil
  }

  // MARK: While it runs

  /// Panes for a race that begins, and none for one that is over.
  mutating func noteRace(_ newer: Session) {
    let count = newer.race?.lanes.count ?? 0
    guard panes.race.lanes.count != count else { return }
    panes.race = RacePanes(count: count, emoji: panes.emoji)
    if count == 0, focus != .composer { focus = .response }
  }

  mutating func pick(_ lane: Int) -> [Command] {
    guard let race = session.race else {
      hint = StateMessages.noRace
      return []
    }
    guard race.lanes.indices.contains(lane), race.lanes[lane].canBePicked else {
      hint = StateMessages.nothingToPick(lane + 1)
      return []
    }
    return [.engine(.pick(lane))]
  }

  /// Esc in a race: stops the lane that has the focus, else all; when all have ended it leaves.
  mutating func escapeRace() -> [Command]? {
    if session.race == nil {
      guard input.race != nil else { return nil }
      input.race = nil
      return []
    }
    guard let race = session.race, panes.race.isShown else { return nil }
    let focused = panes.race.focused
    if race.isOver { return [.engine(.pick(nil))] }
    if focus == .composer || race.lanes[focused].state == .ended { return [.engine(.stop)] }
    return [.engine(.stopLane(focused))]
  }

  /// Tab walks from the prompt through the lanes.
  mutating func moveFocusInRace(by step: Int) -> Bool {
    let race = panes.race
    guard race.isShown else { return false }
    let places = race.lanes.count + 1
    let here = focus == .composer ? 0 : race.focused + 1
    let next = (here + step + places) % places
    focus = next == 0 ? .composer : .response
    if next > 0 { panes.race.focused = next - 1 }
    return true
  }
}
