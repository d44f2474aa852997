/// Inks lines of code by a small lexer, carrying open strings and comments from line to line.
///
/// It knows words, strings, numbers and comments, not grammar: what it cannot tell stays `.code`.
struct CodeInk: Sendable {
  private let language: CodeLanguage?
  /// The string or comment that the last line left open, an index of `language.quotes`.
  private var open: Int?
  /// Inside a tag of markup that the last line left open.
  private var isInTag = false

  init(language: CodeLanguage?) {
    self.language = language
  }

  /// One washed line. Shown controls keep their ink.
  mutating func spans(_ sanitized: [Span]) -> [Span] {
    guard language != nil else { return sanitized }
    var line = Line()
    for span in sanitized {
      if span.ink.role == .control {
        line.append(span)
      } else {
        for piece in spans(span.text) { line.append(piece) }
      }
    }
    return line.spans
  }

  private mutating func spans(_ text: String) -> [Span] {
    guard let language else { return [Span(SafeText(washed: text), Ink(.code))] }
    switch language.grammar {
    case .diff: return [Span(SafeText(washed: text), Ink(Self.diffRole(text)))]
    case .markdown where Self.isMarked(text):
      return [Span(SafeText(washed: text), Ink(.codeKeyword))]
    case .words, .keys, .markup, .markdown:
      var lexer = CodeLexer(text, language: language, open: open, isInTag: isInTag)
      let spans = lexer.spans()
      open = lexer.open
      isInTag = lexer.isInTag
      return spans
    }
  }

  private static func diffRole(_ line: String) -> Role {
    let notes = ["diff ", "index ", "--- ", "+++ ", "new file", "deleted file", "rename "]
    if notes.contains(where: line.hasPrefix) { return .codeComment }
    if line.hasPrefix("@@") { return .codeFunction }
    if line.hasPrefix("+") { return .success }
    return line.hasPrefix("-") ? .error : .code
  }

  /// Headings, fences and quotes of Markdown are inked whole.
  private static func isMarked(_ line: String) -> Bool {
    ["#", "```", "~~~", ">", "---"].contains(where: line.hasPrefix)
  }
}
