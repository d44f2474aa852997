/// The keys of a profile, and of `[presets.NAME]`, that shape the words of a reply.
extension Sampling {
  /// In English like all of the manual's settings: the tables are made once, whatever is spoken then.
  static func settings<Root>(
    _ set: @escaping @Sendable (inout Root, Name, JSON) -> Void
  ) -> [Setting<Root>] {
    Language.$drawn.withValue(.english) {
      Name.allCases.map { name in
        Setting(name.rawValue, name.range, name.meaning) { root, reader in
          if let value = name.read(&reader) { set(&root, name, value) }
        }
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
      Self.between(
        Sampling.word(.double(range.lowerBound)), Sampling.word(.double(range.upperBound)))
    case .whole(let range, _):
      range.upperBound == .max
        ? say("number", zh: "整数") : Self.between("\(range.lowerBound)", "\(range.upperBound)")
    case .words: say("list of texts", zh: "文本列表")
    }
  }

  private static func between(_ least: String, _ most: String) -> String {
    say("\(least) to \(most)", zh: "\(least) 到 \(most)")
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
    case .temperature: say("How freely words are chosen.", zh: "选词的随机程度。")
    case .topP:
      say(
        "Only the likeliest words that make up this share are chosen from.",
        zh: "只从累计概率达到此比例的候选词中选择。")
    case .topK:
      say(
        "Only so many of the likeliest words are chosen from; 0 for all.",
        zh: "只从概率最高的若干词中选择；0 表示不限。")
    case .minP:
      say(
        "Words less likely than this part of the likeliest one's chance are left out.",
        zh: "概率低于最高者此比例的词会被排除。")
    case .repeatPenalty:
      say(
        "How much a word that came before is held back; 1 for not at all.",
        zh: "抑制已出现过的词的程度；1 表示不抑制。")
    case .presencePenalty:
      say(
        "How much a word that came before is held back, once.", zh: "对出现过的词抑制一次的程度。")
    case .frequencyPenalty: say("The same for each time that it came.", zh: "同上，按出现次数累加。")
    case .seed:
      say(
        "The same seed gives the same words, where a server holds to it.",
        zh: "服务器支持时，相同的种子给出相同的文字。")
    case .stop: say("Words at which a reply ends.", zh: "遇到这些文字时结束回复。")
    case .maxOutputTokens: say("The longest reply, in tokens.", zh: "回复的最大长度（token）。")
    }
  }
}
