import Synchronization

/// A language the program speaks. JSON, exit codes, keys of files and names of commands are the same in all.
package enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case chinese = "zh-CN"

  /// What a picture, a test or a text that is made once asks for, in place of what was chosen.
  @TaskLocal package static var drawn: Language?

  private static let isChinese = Atomic(false)

  package static var current: Language {
    drawn ?? (isChinese.load(ordering: .relaxed) ? .chinese : .english)
  }

  /// Once, before anything is said.
  package static func choose(_ language: Language) {
    isChinese.store(language == .chinese, ordering: .relaxed)
  }

  /// The first of `LC_ALL`, `LC_MESSAGES` and `LANG` that says something decides, as POSIX has it. Chinese is
  /// written in simplified characters and in UTF-8 here: readers of others get English.
  package init(environment: [String: String]) {
    let locale =
      ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
      .compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    self = Self(locale: locale) ?? .english
  }

  /// `nil`: no language that is spoken here. Takes `zh_CN.UTF-8` as well as `zh-CN`, `zh` and `en_GB`.
  package init?(locale: String) {
    let name = locale.lowercased().prefix { $0 != "." && $0 != "@" }
    let encoding = locale.lowercased().split(separator: ".").dropFirst().first ?? "utf8"
    switch String(name.map { $0 == "_" ? "-" : $0 }) {
    case "zh", "zh-cn", "zh-sg", "zh-my", "zh-hans", "zh-hans-cn":
      guard encoding.hasPrefix("utf8") || encoding.hasPrefix("utf-8") else { return nil }
      self = .chinese
    case let name where name == "en" || name.hasPrefix("en-"): self = .english
    default: return nil
    }
  }
}

/// A text in every language: one that misses does not compile. Only the one that is read is made.
package func say<Words>(
  _ english: @autoclosure () -> Words, zh chinese: @autoclosure () -> Words
) -> Words {
  switch Language.current {
  case .english: english()
  case .chinese: chinese()
  }
}
