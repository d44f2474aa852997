/// Text as the search index reads it, and a user's words as a question to it.
///
/// The index knows words by the blanks between them. Scripts that write none (Chinese, Japanese,
/// Thai …) get one around every character, so that any run of them is found, however short.
enum SearchText {
  /// A text with blanks around every character of a script without them.
  static func indexed(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0xE0 }) else { return text }
    var spaced = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard isWordless(scalar) else {
        spaced.append(scalar)
        continue
      }
      spaced.append(" ")
      spaced.append(scalar)
      spaced.append(" ")
    }
    return String(spaced)
  }

  private static func isWordless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E01...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: true
    case 0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF: true
    case 0xAC00...0xD7A3, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
    default: false
    }
  }

  /// Words below this length stand for themselves; longer ones for what begins with them.
  static let shortestPrefix = 3

  /// The question to the index: every word must be there. Words in quotation marks stand together.
  /// `nil` when there is nothing to look for.
  static func question(_ words: String) -> String? {
    let phrases = terms(words).compactMap { term -> String? in
      guard term.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
      let text = indexed(term).replacing("\"", with: "")
      let isPrefix = term.count >= shortestPrefix && term.last?.isLetter == true && text == term
      return "\"\(text)\"" + (isPrefix ? "*" : "")
    }
    return phrases.isEmpty ? nil : phrases.joined(separator: " AND ")
  }

  /// What a user typed, cut at blanks outside of quotation marks.
  static func terms(_ words: String) -> [String] {
    var terms: [String] = []
    for (index, part) in words.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
    {
      if index % 2 == 1 {
        terms.append(String(part))
      } else {
        terms += part.split(whereSeparator: \.isWhitespace).map(String.init)
      }
    }
    return terms.filter { !$0.isEmpty }
  }

  /// One line of about 160 characters around the first of the words, `nil` when none is there.
  static func snippet(of text: String, around words: [String]) -> Snippet? {
    for word in words {
      guard let found = place(of: word, in: text) else { continue }
      let start = text.index(found, offsetBy: -60, limitedBy: text.startIndex) ?? text.startIndex
      let end = text.index(found, offsetBy: 100, limitedBy: text.endIndex) ?? text.endIndex
      let before = inOneLine(text[start..<found])
      let blank = !before.isEmpty && text[start..<found].last?.isWhitespace == true ? " " : ""
      return Snippet(
        before: (start > text.startIndex ? "…" : "") + before + blank,
        rest: inOneLine(text[found..<end]) + (end < text.endIndex ? "…" : ""))
    }
    return nil
  }

  private static func inOneLine(_ text: Substring) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Where a word stands, upper and lower case of ASCII alike. Walks bytes: thinking may be long.
  private static func place(of word: String, in text: String) -> String.Index? {
    let wanted = word.utf8.map(\.lowercased)
    let bytes = Array(text.utf8)
    guard let first = wanted.first, bytes.count >= wanted.count else { return nil }
    for start in 0...(bytes.count - wanted.count) where bytes[start].lowercased == first {
      guard wanted.indices.allSatisfy({ bytes[start + $0].lowercased == wanted[$0] }) else {
        continue
      }
      let index = text.utf8.index(text.startIndex, offsetBy: start)
      return text.character(at: index)
    }
    return nil
  }
}

extension String {
  /// The beginning of the character that an index into the bytes stands in.
  fileprivate func character(at index: Index) -> Index {
    index.samePosition(in: self) ?? self[..<index].indices.last ?? startIndex
  }
}
