import Engine

/// The calls of a round as lines, one each.
enum CallLines {
  /// - Parameter isFirst: nothing stands above them.
  static func lines(_ round: ToolRound, width: Int, isFirst: Bool) -> [Line] {
    (isFirst ? [] : [Line()]) + round.uses.map { line($0, width: width) } + [Line()]
  }

  /// `▸ time · convert_time  to=UTC  0.2 s 64 B ✓`: what became of it stays in view however narrow the screen is.
  private static func line(_ use: ToolUse, width: Int) -> Line {
    let (sign, words) = CallLabel.ending(use)
    let end = cut(words.isEmpty ? sign : "\(sign) \(words)", to: max(2, width / 2))
    let call = cut(CallLabel.call(use), to: max(8, width - 4 - Glyph.width(of: end)))
    return Line([
      Span(use.ranOnServer ? "☁ " : "▸ ", Ink(.marker)),
      Span(SafeText(foreign: call), Ink(.notice)), Span("  "),
      Span(SafeText(foreign: end), Ink(role(use.result?.status))),
    ])
  }

  private static func role(_ status: ToolResult.Status?) -> Role {
    switch status {
    case nil: .notice
    case .done: .faint
    case .failed, .refused, .denied, .cancelled, .lost: .warning
    }
  }

  private static func cut(_ text: String, to columns: Int) -> String {
    guard Glyph.width(of: text) > columns else { return text }
    var short = ""
    var width = 0
    for character in text {
      width += Glyph.width(of: String(character))
      guard width < columns else { break }
      short.append(character)
    }
    return short + "…"
  }
}
