import Engine

extension Composer {
  /// One thing the cursor steps over.
  package enum Element: Hashable, Sendable {
    case grapheme(Character)
    /// A sign that would mean something if it were typed, such as the `@` of a file: pasted, it is text.
    case literal(Character)
    /// A large paste, shown as a token and sent whole.
    case paste(Paste)
    /// A file, shown as a token and sent with its name.
    case file(Attachment)
  }
}

/// A paste too large to stand in the prompt letter by letter.
package struct Paste: Hashable, Sendable {
  package let text: String
  /// Counted once: it is shown with every frame.
  let lines: Int

  package init(_ text: String) {
    self.text = text
    var copy = text
    lines = copy.withUTF8 { bytes in
      var count = bytes.last == UInt8(ascii: "\n") ? 0 : 1
      for byte in bytes where byte == UInt8(ascii: "\n") { count += 1 }
      return count
    }
  }
}

/// A file that goes with a prompt.
package struct Attachment: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    case text(String)
    /// As a data URL.
    case image(String)
  }

  /// As the user named it.
  package var path: String
  package var bytes: Int
  package var content: Content
  /// About; `nil` for an image. Counted once: it is shown with every frame.
  package let tokens: Int?

  package init(path: String, bytes: Int, content: Content) {
    tokens = if case .text(let text) = content { ContextForecast.tokens(in: text) } else { nil }
    self.path = path
    self.bytes = bytes
    self.content = content
  }

  /// A text file between fences longer than any run of backticks in it.
  var sent: String {
    guard case .text(let text) = content else { return path }
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    let end = text.utf8.last == UInt8(ascii: "\n") ? "" : "\n"
    return "\(path):\n\(fence)\n\(text)\(end)\(fence)\n"
  }
}

extension Composer.Element {
  var isWord: Bool {
    switch self {
    case .grapheme(let character): character.isLetter || character.isNumber || character == "_"
    case .literal: false
    case .paste, .file: true
    }
  }

  var isSpace: Bool {
    if case .grapheme(let character) = self { character.isWhitespace } else { false }
  }

  var character: Character? {
    switch self {
    case .grapheme(let character), .literal(let character): character
    case .paste, .file: nil
    }
  }

  /// As it is sent.
  var sent: String {
    switch self {
    case .grapheme(let character), .literal(let character): String(character)
    case .paste(let paste): paste.text
    case .file(let file): file.sent
    }
  }

  var image: String? {
    guard case .file(let file) = self, case .image(let url) = file.content else { return nil }
    return url
  }

  /// As the prompt shows it.
  package var display: String {
    switch self {
    case .grapheme(let character), .literal(let character): return String(character)
    case .paste(let paste):
      return paste.lines > 1
        ? ComposerMessages.pasted(lines: paste.lines)
        : ComposerMessages.pasted(bytes: paste.text.utf8.count)
    case .file(let file):
      return ComposerMessages.file(file.path, bytes: file.bytes, tokens: file.tokens)
    }
  }
}

extension [Composer.Element] {
  /// Text that was not typed: nothing in it names a file or a command.
  package static func pasted(_ text: String) -> [Composer.Element] {
    text.map { "@/\\".contains($0) ? .literal($0) : .grapheme($0) }
  }

  /// What will be sent: pastes and files in full.
  package var text: String { reduce(into: "") { $0.append($1.sent) } }
}
