import Engine
import TUI

/// Two replies as a document that is read elsewhere.
enum ComparisonText {
  // MARK: Markdown

  /// Figures as a table; `~~only the first~~` and `**only the second**` in the words.
  static func markdown(_ first: Turn, _ second: Turn, _ redaction: Redaction) -> String {
    let rows = Comparison.rows(first.reply, second.reply, now: .zero).map { row in
      "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
    var text = "# " + ConversationsMessages.comparison + "\n\n"
    text += (rows.prefix(1) + ["|---|---|---|"] + rows.dropFirst()).joined(separator: "\n") + "\n"
    for (title, a, b) in parts(first, second, redaction) {
      let difference = WordDifference(a, b)
      let heading = CompareMessages.heading(title, shared: difference.sharedPercent)
      text += "\n## \(heading)\n\n"
      text += difference.pieces.map(marked).joined() + "\n"
    }
    return text
  }

  /// A mark does not reach over the end of a line.
  private static func marked(_ piece: WordDifference.Piece) -> String {
    let sign = piece.side == .first ? "~~" : "**"
    guard piece.side != .both else { return piece.text }
    return piece.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let head = line.prefix { $0 == " " }
      let bare = line.dropFirst(head.count)
      let blanks = bare.reversed().prefix { $0 == " " }.count
      let words = bare.dropLast(blanks)
      return words.isEmpty
        ? String(line)
        : head + sign + words + sign + String(repeating: " ", count: blanks)
    }.joined(separator: "\n")
  }

  // MARK: A page

  static func html(_ first: Turn, _ second: Turn, _ redaction: Redaction) -> String {
    func cells(_ row: [String], _ element: String) -> String {
      row.map { "<\(element)>\(MarkdownHTML.escaped($0))</\(element)>" }.joined()
    }
    let rows = Comparison.rows(first.reply, second.reply, now: .zero)
    var body = "<table>\n"
    for (index, row) in rows.enumerated() {
      body += "<tr>\(cells(row, index == 0 ? "th" : "td"))</tr>\n"
    }
    body += "</table>\n"
    for (title, a, b) in parts(first, second, redaction) {
      let difference = WordDifference(a, b)
      let heading = CompareMessages.heading(title, shared: difference.sharedPercent)
      body += ConversationPage.sides(
        MarkdownHTML.escaped(heading), side(difference, .first, "del"),
        side(difference, .second, "ins"))
    }
    return ConversationPage.page(title: ConversationsMessages.comparison, body: body)
  }

  /// One of the two as it stands, with what it says alone marked.
  private static func side(
    _ difference: WordDifference, _ side: WordDifference.Piece.Side, _ element: String
  ) -> String {
    difference.pieces.filter { $0.side == .both || $0.side == side }.map { piece in
      let text = MarkdownHTML.escaped(piece.text)
      return piece.side == .both ? text : "<\(element)>\(text)</\(element)>"
    }.joined()
  }

  private static func parts(
    _ first: Turn, _ second: Turn, _ redaction: Redaction
  ) -> [(title: String, first: String, second: String)] {
    func pair(_ title: String, _ text: (Reply) -> StreamText) -> (String, String, String) {
      (
        title, redaction.clean(text(first.reply).string), redaction.clean(text(second.reply).string)
      )
    }
    return [
      pair(CompareMessages.answers) { $0.text }, pair(CompareMessages.thinking) { $0.reasoning },
    ]
    .filter { !$0.1.isEmpty || !$0.2.isEmpty }
  }
}
