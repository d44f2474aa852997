/// A question before something that cannot be taken back, with what a yes does.
package struct Question: Layer, Equatable {
  package var question: String
  package var detail: String
  package var commands: [Command]

  package init(question: String, detail: String, commands: [Command]) {
    self.question = question
    self.detail = detail
    self.commands = commands
  }

  package var scrolls: Bool { false }

  package mutating func handle(_ key: KeyPress, in state: inout AppState) -> LayerOutcome {
    key == KeyPress(.enter) || key == KeyPress(.character("y")) ? .close(commands) : .close()
  }

  package func draw(
    _ state: AppState, in screen: Rect, on surface: inout Surface
  ) -> Point? {
    let lines =
      Wrap.lines([Span(SafeText(foreign: question), Ink(.warning))], width: 56)
      + Wrap.lines([Span(SafeText(foreign: detail), Ink(.overlay))], width: 56)
      + [
        Line(),
        Line([
          Span("Enter", Ink(.key)), Span(QuestionMessages.yes, Ink(.overlay)),
          Span("Esc", Ink(.key)), Span(QuestionMessages.no, Ink(.overlay)),
        ]),
      ]
    LayerBox.draw(
      lines, top: 0, title: QuestionMessages.sure, columns: 60, in: screen, on: &surface)
    return nil
  }
}
