import Engine

/// What the panes say between the texts of a conversation.
enum PanesMessages {
  static func noMatch(isBehind: Bool) -> String {
    isBehind ? "nothing so far" : "nothing found"
  }

  /// `3 of 12`, with a `+` where there may be more.
  static func match(_ number: Int, of count: Int, mayBeMore: Bool) -> String {
    "\(number) of \(count)\(mayBeMore ? "+" : "")"
  }

  static func cut(hasSummary: Bool) -> String {
    "— from here on a model is sent "
      + (hasSummary ? "a summary and what follows" : "only what follows")
      + "; all of it stays here —"
  }

  static func now(onProfile profile: String, model: String) -> String {
    "— now on \(profile) · \(model) —"
  }

  static func more(lines: Int) -> String { "+\(Plural.count(lines, "line"))" }

  static let you = "you"

  static func promptGoesOn(bytes: Int) -> String {
    "… the prompt goes on: \(ByteFormatter.short(bytes)) in all, sent whole"
  }

  static func image(bytes: Int) -> String { "▣ image, \(ByteFormatter.short(bytes))" }
}
