/// What is said to a model, not to the user: it stays in the language that models read best.
enum ModelInstructions {
  /// Sent after an answer that was cut; no wire but one or two can have a server simply write on.
  static let goOn =
    "Your answer was cut off. Go on exactly where it stopped, with the next character. "
    + "Repeat nothing and add no introduction."

  /// First words that no server has read before.
  static func benchmark(_ mark: String) -> String { "(Run \(mark).)" }

  static let answerNow = "Stop thinking now and give your answer."

  static let thinkOn = "Go on from these thoughts, then give your answer."

  static func translate(to language: String) -> String {
    "Translate the user's text into \(language). It is a passage of another model's thinking: do not answer it and do "
      + "not comment on it. Write only the translation."
  }

  static let summarise =
    "Summarise the conversation so far for yourself: facts, decisions, open questions, names and "
    + "figures that matter later. Write only the summary."

  /// Stands for the turns that are no longer sent.
  static func earlier(_ summary: String) -> String {
    "Earlier in this conversation, in short:\n" + summary
  }

  /// Said in the model's own name.
  static func thoughts(_ thinking: String) -> String { "My thoughts so far:\n\n" + thinking }
}
