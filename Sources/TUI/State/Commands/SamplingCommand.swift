import Engine

/// `/set`: what shapes the words of this conversation's replies.
extension AppState {
  mutating func setSampling(_ argument: String) -> [Command] {
    let parts = argument.split(separator: " ", maxSplits: 1).map(String.init)
    guard let first = parts.first else { return open(.sampling) }
    let word = parts.count > 1 ? parts[1].trimmingSpace : nil
    if let name = Sampling.Name(rawValue: first.lowercased()) { return set(name, word) }
    if word == nil, first == "default" { return set(Sampling(), CommandsMessages.profilesSampling) }
    if word == nil, let preset = session.presets.first(where: { $0.name == first }) {
      return set(
        session.conversation.sampling.overlaid(by: preset.sampling),
        CommandsMessages.sampling(preset.sampling.words))
    }
    let known = Sampling.Name.allCases.map(\.rawValue) + session.presets.map(\.name)
    hint = Sanitizer.sanitize(
      CommandsMessages.missing(
        .parameter, first, near: NearestMatch.of(first, among: known), known: known))
    return []
  }

  private mutating func set(_ name: Sampling.Name, _ word: String?) -> [Command] {
    guard let word else {
      let value = session.sampling[name].map(Sampling.word)
      hint = CommandsMessages.parameter(name.rawValue, is: value, canBe: name.range)
      return []
    }
    var sampling = session.conversation.sampling
    if word == "default" {
      sampling[name] = nil
    } else if let value = name.value(word) {
      sampling[name] = value
    } else {
      hint = CommandsMessages.parameter(name.rawValue, canBe: name.range)
      return []
    }
    return set(
      sampling, CommandsMessages.parameter(name.rawValue, is: word, canBe: name.range))
  }

  private mutating func set(_ sampling: Sampling, _ words: String) -> [Command] {
    hint = CommandsMessages.fromNextTurn(words)
    return [.engine(.conversation(.change(.sampling(sampling), nil)))]
  }
}

extension String {
  fileprivate var trimmingSpace: String { Substring(self).trimmedOfSpace }
}
