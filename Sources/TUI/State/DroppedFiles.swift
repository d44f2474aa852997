import Engine

/// Files dropped on the terminal: it pastes their paths, quoted or escaped as the shell would want them, or
/// as `file://` addresses.
enum DroppedFiles {
  /// More are a listing, not a drop.
  private static let most = 20

  /// The paths, if the text consists of nothing else; `nil` for every other text.
  static func paths(in text: String) -> [String]? {
    guard text.utf8.count <= 8192, let words = words(of: text), (1...most).contains(words.count)
    else {
      return nil
    }
    let paths = words.compactMap(path)
    return paths.count == words.count ? paths : nil
  }

  private static func path(_ word: String) -> String? {
    if word.hasPrefix("file://") {
      let rest = word.dropFirst("file://".count)
      // The name of a machine may stand before the path.
      guard let slash = rest.firstIndex(of: "/") else { return nil }
      return PercentEncoding.decode(String(rest[slash...]))
    }
    return word.hasPrefix("/") && word.count > 1 || word.hasPrefix("~/") ? word : nil
  }

  /// The words as a shell reads them; `nil` where a quote is left open.
  private static func words(of text: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let done = word { words.append(done) }
    return quote == nil && !isEscaped ? words : nil
  }
}
