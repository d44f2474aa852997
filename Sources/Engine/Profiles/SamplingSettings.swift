/// The keys of a profile, and of `[presets.NAME]`, that shape the words of a reply.
extension Sampling {
  static func settings<Root>(
    _ set: @escaping @Sendable (inout Root, Name, JSON) -> Void
  ) -> [Setting<Root>] {
    Name.allCases.map { name in
      Setting(name.rawValue, name.range, name.meaning) { root, reader in
        if let value = name.read(&reader) { set(&root, name, value) }
      }
    }
  }

  /// A named set of them: `[presets.NAME]`.
  static let presets = SettingTable<Sampling>(
    name: "presets.NAME", settings: settings { $0[$1] = $2 })
}

extension Sampling.Name {
  /// What it can be, in the manual's words.
  package var range: String {
    switch kind {
    case .number(let range, _):
      "\(Sampling.word(.double(range.lowerBound))) to \(Sampling.word(.double(range.upperBound)))"
    case .whole(let range, _):
      range.upperBound == .max ? "number" : "\(range.lowerBound) to \(range.upperBound)"
    case .words: "list of texts"
    }
  }

  fileprivate func read(_ reader: inout TableReader) -> JSON? {
    switch kind {
    case .number(let range, _): reader.double(rawValue, in: range).map(JSON.double)
    case .whole(let range, _): reader.int(rawValue, in: range).map(JSON.int)
    case .words(let most):
      reader.strings(rawValue).flatMap { words in
        guard (1...most).contains(words.count) else {
          reader.complain(rawValue, ProfilesKeyMessages.oneTo(most))
          return nil
        }
        return .array(words.map(JSON.string))
      }
    }
  }

  package var meaning: String {
    switch self {
    case .temperature: "How freely words are chosen."
    case .topP: "Only the likeliest words that make up this share are chosen from."
    case .topK: "Only so many of the likeliest words are chosen from; 0 for all."
    case .minP: "Words less likely than this part of the likeliest one's chance are left out."
    case .repeatPenalty: "How much a word that came before is held back; 1 for not at all."
    case .presencePenalty: "How much a word that came before is held back, once."
    case .frequencyPenalty: "The same for each time that it came."
    case .seed: "The same seed gives the same words, where a server holds to it."
    case .stop: "Words at which a reply ends."
    case .maxOutputTokens: "The longest reply, in tokens."
    }
  }
}
