import Engine

/// ArgumentParser's own words in the language of the program. It knows English alone.
///
/// What it does not write as here stays as it is: a newer release may word something anew.
enum ParserWords {
  /// What it writes, with `%` where words of ours or of the user stand, and the same in Chinese.
  private struct Phrase: Sendable {
    var english: String
    var chinese: String

    init(_ english: String, _ chinese: String) {
      self.english = english
      self.chinese = chinese
    }
  }

  static func spoken(_ text: String) -> String {
    guard Language.current == .chinese else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let line = String(line)
      let whole = lines.lazy.compactMap { translated(line, by: $0) }.first ?? line
      return parts.reduce(whole) { $0.replacing($1.english, with: $1.chinese) }
    }.joined(separator: "\n")
  }

  /// Whole lines; of two that fit, the longer stands first.
  private static let lines = [
    Phrase("OVERVIEW: %", "概述：%"), Phrase("USAGE: %", "用法：%"), Phrase("Usage: %", "用法：%"),
    Phrase("ARGUMENTS:", "参数："), Phrase("OPTIONS:", "选项："), Phrase("SUBCOMMANDS:", "子命令："),
    Phrase("  See '%' for more information.", "  详见 '%'。"),
    Phrase("  See '%' for detailed help.", "  详细帮助见 '%'。"), Phrase("Help:  %", "说明：%"),
    Phrase("Error: Unknown option '%'. Did you mean '%'?", "错误：未知选项 '%'。您想用的是 '%' 吗？"),
    Phrase("Error: Unknown option '%'", "错误：未知选项 '%'"),
    Phrase("Error: Missing value for '%'", "错误：'%' 缺少值"),
    Phrase("Error: Missing expected argument '%'", "错误：缺少参数 '%'"),
    Phrase("Error: Missing one of: '%'", "错误：缺少其中之一：'%'"),
    Phrase("Error: Unexpected argument '%'", "错误：多余的参数 '%'"),
    Phrase("Error: % unexpected arguments: '%'", "错误：% 个多余的参数：'%'"),
    Phrase(
      "Error: The option '%' does not take any value, but '%' was specified.",
      "错误：选项 '%' 不带值，但给出了 '%'。"),
    Phrase(
      "Error: The value '%' is invalid for '%'. Please provide one of %.",
      "错误：'%' 不是 '%' 的有效值。请从中选择：%。"),
    Phrase("Error: The value '%' is invalid for '%': %", "错误：'%' 不是 '%' 的有效值：%"),
    Phrase("Error: The value '%' is invalid for '%'", "错误：'%' 不是 '%' 的有效值"),
    Phrase("Error: %", "错误：%"),
  ]

  /// Within a line.
  private static let parts = [
    // As wide as the English words: a column stands behind them.
    Phrase("(default)", "(默认)   "), Phrase("(default: ", "(默认："), Phrase("(values: ", "(可选值："),
    Phrase("; default: ", "；默认："), Phrase("' or '", "' 或 '"),
    Phrase("Show the version.", "显示版本。"), Phrase("Show help information.", "显示帮助。"),
    Phrase("<subcommand>", "<子命令>"), Phrase("<options>", "<选项>"),
  ]

  /// The line in Chinese; `nil` where it is not what the phrase says.
  private static func translated(_ line: String, by phrase: Phrase) -> String? {
    let fixed = phrase.english.split(separator: "%", omittingEmptySubsequences: false)
    guard let first = fixed.first, line.hasPrefix(first) else { return nil }
    var rest = line.dropFirst(first.count)
    var words: [Substring] = []
    for (index, part) in fixed.enumerated().dropFirst() {
      // The last part ends the line: what stands before it may hold it, too.
      let isLast = index == fixed.count - 1
      guard
        let place = part.isEmpty
          ? nil : rest.ranges(of: part).first(where: { !isLast || $0.upperBound == rest.endIndex })
      else {
        guard isLast, part.isEmpty else { return nil }
        words.append(rest)
        rest = ""
        continue
      }
      words.append(rest[..<place.lowerBound])
      rest = rest[place.upperBound...]
    }
    guard rest.isEmpty else { return nil }
    let said = phrase.chinese.split(separator: "%", omittingEmptySubsequences: false)
    return zip(said, words + [""]).map { $0 + $1 }.joined()
  }
}
