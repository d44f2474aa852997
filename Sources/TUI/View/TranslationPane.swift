import Engine

/// The thinking in the reader's own language, beside the original; it scrolls with it.
enum TranslationPane {
  static func draw(_ state: AppState, in frame: PaneFrame, on surface: inout Surface) {
    guard let translation = state.session.translation else { return }
    PaneHead.draw(title(translation), in: frame, isFocused: false, on: &surface)
    let text = frame.text
    PaneView.draw(state.panes.translation, in: text, on: &surface)
    guard let failure = translation.failure else { return }
    let words = Sanitizer.spans(ViewMessages.failed(failure), Ink(.error))
    let lines = Wrap.lines(words, width: text.columns)
    for (row, line) in lines.suffix(text.rows).enumerated() {
      let top = text.row + max(0, text.rows - lines.count)
      surface.write(line, at: Point(column: text.column, row: top + row), in: text)
    }
  }

  private static func title(_ translation: Translation) -> SafeText {
    SafeText(
      foreign: Sanitizer.sanitize(
        ViewMessages.translated(to: translation.language, by: translation.profile)))
  }
}

extension AppState {
  /// As far down as the original: by its part of the lines, for no line of one is a line of the other.
  mutating func layOutTranslation(_ area: Rect) {
    panes.translation.text.update(source, width: area.columns)
    if case .held(let place) = thinking.viewport {
      let (lines, whole) = (
        panes.translation.text.layOut(0).lineCount, thinking.text.layOut(0).lineCount
      )
      let line = whole > 0 ? place.line * lines / whole : 0
      panes.translation.viewport = .held(top: Viewport.Place(turn: 0, line: line))
    } else {
      panes.translation.viewport = .following
    }
    panes.translation.layOut(source, area.size)
  }
}
