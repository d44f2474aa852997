import Engine

/// Two replies side by side: figures in a table, then the words that differ.
enum ComparePage {
  static func lines(_ first: Turn, _ second: Turn, now: Duration) -> [Line] {
    var lines = Comparison.figures(first.reply, second.reply, now: now).map {
      Line(SafeText(foreign: $0), Ink(.overlay))
    }
    lines += part(
      CompareMessages.answers, first.reply.text.string, second.reply.text.string)
    if first.reply.hasThought || second.reply.hasThought {
      lines += part(
        CompareMessages.thinking, first.reply.reasoning.string, second.reply.reasoning.string)
    }
    return lines
  }

  private static func part(_ title: String, _ first: String, _ second: String) -> [Line] {
    let difference = WordDifference(first, second)
    let heading = CompareMessages.heading(title, shared: difference.sharedPercent)
    var lines = [Line(), Line(SafeText(foreign: heading), Ink(.heading))]
    var line = Line()
    for piece in difference.pieces {
      let text = Self.marked(piece)
      for (index, row) in text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        if index > 0 {
          lines.append(line)
          line = Line()
        }
        for span in Sanitizer.spans(String(row), Ink(role(piece.side))) { line.append(span) }
      }
    }
    lines.append(line)
    return lines
  }

  /// `[-only the first-]`, `{+only the second+}`: read without colour, too.
  private static func marked(_ piece: WordDifference.Piece) -> String {
    let words = piece.text
    let blanks = String(words.reversed().prefix { $0.isWhitespace }.reversed())
    let bare = String(words.dropLast(blanks.count))
    return switch piece.side {
    case .both: words
    case .first: "[-\(bare)-]\(blanks)"
    case .second: "{+\(bare)+}\(blanks)"
    }
  }

  private static func role(_ side: WordDifference.Piece.Side) -> Role {
    switch side {
    case .both: .overlay
    case .first: .error
    case .second: .success
    }
  }
}

/// The figures of two replies as a table: for the page, and for `compare`.
package enum Comparison {
  package static func figures(_ first: Reply, _ second: Reply, now: Duration) -> [String] {
    Columns.lines(rows(first, second, now: now))
  }

  package static func rows(_ first: Reply, _ second: Reply, now: Duration) -> [[String]] {
    let replies = [first, second]
    func row(_ name: String, _ value: (Reply) -> String?) -> [String] {
      [name] + replies.map { value($0) ?? "-" }
    }
    return [
      row("") { Sanitizer.sanitize($0.source.model) },
      row(CompareMessages.profile) { Sanitizer.sanitize($0.source.profile) },
      row(CompareMessages.first) { reply in
        reply.clock.timeToFirstToken.map { "~" + TimeFormatter.seconds($0) }
      },
      row(CompareMessages.thought) {
        $0.clock.duration(of: .think, now: now).map(TimeFormatter.seconds)
      },
      row(CompareMessages.whole) { TimeFormatter.seconds($0.clock.total(now: now)) },
      row(CompareMessages.rate) { reply in
        ReplyRate(reply, now: now).map {
          TokenFormatter.rate($0.tokensPerSecond, isEstimate: $0.isEstimate)
        }
      },
      row(CompareMessages.tokens) {
        TokenFormatter.count($0.usage.completionTokens, or: $0.reasoningDeltas + $0.textDeltas)
      },
    ]
  }
}
