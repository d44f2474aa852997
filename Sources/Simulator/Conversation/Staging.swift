/// Puts a script into the form a reasoning mode asks for.
enum Staging {
  static func segments(of script: Script, mode: ReasoningMode) -> [Segment] {
    words(of: script, mode: mode) + script.calls.map { .call($0) }
  }

  private static func words(of script: Script, mode: ReasoningMode) -> [Segment] {
    let thinking = script.thinking
    let answer = script.answer
    switch mode {
    case .standard, .reasoningContent, .reasoning, .both, .doneOnly:
      return [reasoning(thinking), content(answer)]
    case .off: return [content(answer)]
    case .inline: return [content(inline(thinking, answer))]
    case .noOpener: return [content("\(thinking)\n</think>\n\n\(answer)")]
    case .split: return [.content(inline(thinking, answer).map(String.init))]
    case .empty: return [content("<think>\n\n</think>\n\n\(answer)")]
    case .unclosed: return [content("<think>\n\(thinking)")]
    case .reopened:
      let (first, second) = halves(thinking)
      let (opening, rest) = halves(answer)
      return [content("\(inline(first, opening))\n\n\(inline(second, rest))")]
    case .allInReasoning: return [reasoning("\(thinking)\n\n\(answer)")]
    case .afterTool:
      let (first, second) = halves(thinking)
      return [reasoning(first), .tool(ServerCall()), reasoning(second), content(answer)]
    case .harmonyA: return [content(harmony(thinking) + answer + "<|return|>")]
    case .harmonyB: return [content("analysis\(thinking)assistantfinal\(answer)")]
    case .harmonyD:
      return [reasoning(thinking), content("<|end|>\(harmonyFinal)\(answer)")]
    }
  }

  private static let harmonyFinal = "<|start|>assistant<|channel|>final<|message|>"

  private static func harmony(_ thinking: String) -> String {
    "<|channel|>analysis<|message|>\(thinking)<|end|>\(harmonyFinal)"
  }

  private static func inline(_ thinking: String, _ answer: String) -> String {
    "<think>\n\(thinking)\n</think>\n\n\(answer)"
  }

  private static func reasoning(_ text: String) -> Segment { .reasoning(pieces(text)) }
  private static func content(_ text: String) -> Segment { .content(pieces(text)) }

  /// Tokens, with every marker a token of its own.
  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var rest = text[...]
    while let mark = nextMark(in: rest) {
      pieces += TokenPieces.cut(String(rest[..<mark.start]))
      pieces.append(mark.text)
      rest = rest[rest.index(mark.start, offsetBy: mark.text.count)...]
    }
    return pieces + TokenPieces.cut(String(rest))
  }

  private static let marks = [
    "<think>", "</think>", "<|channel|>", "<|message|>", "<|end|>", "<|start|>", "<|return|>",
  ]

  private static func nextMark(in text: Substring) -> (start: String.Index, text: String)? {
    var index = text.startIndex
    while let found = text[index...].firstIndex(of: "<") {
      if let mark = marks.first(where: { text[found...].hasPrefix($0) }) { return (found, mark) }
      index = text.index(after: found)
    }
    return nil
  }

  /// Cut at the paragraph nearest to the middle, without the empty line.
  private static func halves(_ text: String) -> (String, String) {
    let paragraphs = text.split(separator: "\n\n", omittingEmptySubsequences: false)
    guard paragraphs.count > 1 else { return (text, "Then the second look.") }
    let middle = paragraphs.count / 2
    return (
      paragraphs[..<middle].joined(separator: "\n\n"),
      paragraphs[middle...].joined(separator: "\n\n")
    )
  }
}
