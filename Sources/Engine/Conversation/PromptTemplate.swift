/// A prompt that is written once and asked often: a Markdown file whose name is its command.
///
/// `review.md` with `Review {{file}} for {{what: mistakes}}.` is `/review main.c`. Words fill the
/// placeholders in their order, `name=words` fills one by its name, `$1` … `$9` are the words by
/// number and `$ARGUMENTS` all of them, as in Codex's own prompts.
package struct PromptTemplate: Equatable, Sendable {
  /// What follows the slash.
  package var name: String
  /// The first line when it is a heading, else how the text begins.
  package var help: String
  package var text: String

  package init(name: String, text: String) {
    self.name = name
    var body = text[...]
    let first = text.prefix { $0 != "\n" }
    if first.hasPrefix("# ") {
      help = String(first.dropFirst(2))
      body = text.dropFirst(first.count)
    } else {
      help = String(first.prefix(60))
    }
    let trimmed = body.drop { $0.isWhitespace }
    self.text = String(
      trimmed[
        ..<(trimmed.lastIndex { !$0.isWhitespace }.map {
          trimmed.index(after: $0)
        } ?? trimmed.startIndex)])
  }

  /// One place to fill.
  package struct Placeholder: Equatable, Sendable {
    package var name: String
    /// What stands there when nothing is given; `nil`: something must be.
    package var usual: String?
  }

  /// `{{name}}` and `{{name: usual}}`, each once, in their order.
  package var placeholders: [Placeholder] {
    var found: [Placeholder] = []
    var rest = text[...]
    while let open = rest.firstRange(of: "{{"),
      let close = rest[open.upperBound...].firstRange(of: "}}")
    {
      let place = Self.placeholder(rest[open.upperBound..<close.lowerBound])
      if !found.contains(where: { $0.name == place.name }) { found.append(place) }
      rest = rest[close.upperBound...]
    }
    return found
  }

  private static func placeholder(_ words: Substring) -> Placeholder {
    let parts = words.split(separator: ":", maxSplits: 1).map { $0.trimmingBlanks }
    return Placeholder(name: parts.first ?? "", usual: parts.count > 1 ? parts[1] : nil)
  }

  /// The prompt with everything filled in.
  ///
  /// - Throws: which placeholders still want words.
  package func filled(with arguments: String) throws(EngineError) -> String {
    let words = SearchText.terms(arguments)
    var named: [String: String] = [:]
    var plain: [String] = []
    let places = placeholders
    for word in words {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      if parts.count == 2, places.contains(where: { $0.name == parts[0] }) {
        named[parts[0]] = parts[1]
      } else {
        plain.append(word)
      }
    }
    var spare = plain[...]
    let open = places.filter { named[$0.name] == nil }
    for place in open {
      // The last place takes all the words that are left.
      if place == open.last, spare.count > 1 {
        named[place.name] = spare.joined(separator: " ")
      } else {
        named[place.name] = spare.popFirst() ?? place.usual
      }
    }
    let missing = places.filter { named[$0.name] == nil }.map(\.name)
    guard missing.isEmpty else {
      throw ConversationMessages.wordsMissing(for: missing, of: name)
    }
    return filled(named, plain, arguments)
  }

  private func filled(
    _ named: [String: String], _ words: [String], _ arguments: String
  ) -> String {
    var filled = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "{{"),
      let close = rest[open.upperBound...].firstRange(of: "}}")
    {
      filled += Self.numbered(rest[..<open.lowerBound], words, arguments)
      filled += named[Self.placeholder(rest[open.upperBound..<close.lowerBound]).name] ?? ""
      rest = rest[close.upperBound...]
    }
    return filled + Self.numbered(rest, words, arguments)
  }

  private static func numbered(
    _ text: Substring, _ words: [String], _ arguments: String
  ) -> String {
    var text = text.replacing("$ARGUMENTS", with: arguments)
    for number in 1...9 where text.contains("$\(number)") {
      text = text.replacing("$\(number)", with: number <= words.count ? words[number - 1] : "")
    }
    return String(text)
  }
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    let start = drop { $0.isWhitespace }
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...end])
  }
}
