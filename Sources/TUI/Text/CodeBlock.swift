/// A block of code being written down: a bar on its left, inks by language, long lines cut.
struct CodeBlock: Sendable {
  let fence: MarkdownFence?
  private let width: Int
  private let emoji: Sanitizer.Emoji
  private var ink: CodeInk
  /// Lines of code so far, blank ones too.
  private var count = 0
  private var isMidLine = false

  init(_ fence: MarkdownFence?, width: Int, emoji: Sanitizer.Emoji) {
    self.fence = fence
    self.width = width
    self.emoji = emoji
    ink = CodeInk(language: CodeLanguage.named(Self.language(fence)))
  }

  /// The first word after the fence.
  private static func language(_ fence: MarkdownFence?) -> String {
    fence.map { String($0.info.prefix { $0 != " " && $0 != "\t" && $0 != "," }) } ?? ""
  }

  private static let bar = Line("┃ ", Ink(.codeBorder))
  private static let cutBar = Line("┇ ", Ink(.codeBorder))

  /// The line above the code that names the language; none when the fence names none.
  var label: [Line] {
    let name = Sanitizer.sanitize(Self.language(fence), emoji: emoji)
    guard !name.isEmpty else { return [] }
    return [Line(SafeText(washed: "┏ \(name)"), Ink(.codeBorder)).truncated(to: max(2, width))]
  }

  /// Stands for a block without any line.
  var empty: [Line] { count == 0 && label.isEmpty ? [Self.bar] : [] }

  /// One line of source without its newline, or a part of one that is very long.
  mutating func lines(_ source: String, _ endsLine: Bool) -> [Line] {
    count += 1
    let text = isMidLine ? source : source.droppingBlanks(fence?.indent ?? 0)
    let first = isMidLine ? Self.cutBar : Self.bar
    isMidLine = !endsLine
    let spans = ink.spans(Sanitizer.spans(text, Ink(.code), emoji: emoji))
    return Wrap.cut(spans, width: width, first: first, hanging: Self.cutBar)
  }

  func isClosed(by line: some Sequence<UInt8>) -> Bool {
    !isMidLine && fence?.isClosed(by: line) == true
  }

  func mayBeClosed(by line: some Sequence<UInt8>) -> Bool {
    !isMidLine && fence?.mayBeClosed(by: line) == true
  }

  /// The literal text of a whole block.
  mutating func lines(literal: String) -> [Line] {
    var lines = label
    var rest = Substring(literal)
    while !rest.isEmpty {
      let line = rest.prefix { $0 != "\n" }
      lines += self.lines(String(line), true)
      rest = rest[line.endIndex...].dropFirst()
    }
    return lines + empty
  }
}

extension String {
  /// Without up to so many blanks at its start.
  func droppingBlanks(_ limit: Int) -> String {
    let blanks = utf8.prefix(limit).prefix { $0 == 0x20 }.count
    return blanks == 0 ? self : slice(blanks..<utf8.count)
  }
}
