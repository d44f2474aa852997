import Engine

extension Question {
  /// Whether a server may be started, or its machine woken: it costs memory, or power.
  init(_ launch: Launch) {
    let words = Sanitizer.sanitize(launch.words)
    let detail =
      if case .wake = launch.means { QuestionMessages.wakes(words) } else {
        QuestionMessages.runs(words)
      }
    self.init(
      question: QuestionMessages.launch(Sanitizer.sanitize(launch.name), isWaking: launch.isWaking),
      detail: detail, commands: [.engine(.launch)])
  }
}
