/// Text to read and scroll.
package struct TextPage: Layer, Equatable {
  package var title: String
  package var lines: [Line]
  package var top = 0

  package init(title: String, lines: [Line]) {
    self.title = title
    self.lines = lines
  }

  /// Any key that does not scroll closes it.
  package mutating func handle(_ key: KeyPress, in state: inout AppState) -> LayerOutcome {
    let last = max(0, lines.count - 1)
    switch key.key {
    case .up: top = max(0, top - 1)
    case .down: top = min(top + 1, last)
    case .pageUp: top = max(0, top - 10)
    case .pageDown: top = min(top + 10, last)
    case .home: top = 0
    case .end: top = last
    default: return .close()
    }
    return .stay()
  }

  package func draw(
    _ state: AppState, in screen: Rect, on surface: inout Surface
  ) -> Point? {
    let width = min(92, screen.columns - 2) - 4
    let wrapped = lines.flatMap { $0.spans.isEmpty ? [$0] : Wrap.lines($0.spans, width: width) }
    LayerBox.draw(
      wrapped, top: top, title: LayersMessages.scrolls(title: title), columns: 92, in: screen,
      on: &surface)
    return nil
  }
}
