import Engine

/// Keys that write in the prompt.
extension AppState {
  mutating func edit(_ action: Action) -> [Command] {
    switch action {
    case .lineStart: composer.moveToLineStart()
    case .lineEnd: composer.moveToLineEnd()
    case .left: composer.moveLeft()
    case .right: composer.moveRight()
    case .wordLeft: composer.moveWordLeft()
    case .wordRight: composer.moveWordRight()
    case .up: return moveUp()
    case .down: if !moveRow(1) { recall(input.history.later(than: composer.elements)) }
    case .deleteBack: composer.deleteBack()
    case .deleteForward: composer.deleteForward()
    case .deleteWordBack: composer.deleteWordBack()
    case .deleteWordForward: composer.deleteWordForward()
    case .killToEnd: composer.killToEnd()
    case .killToStart: composer.killToStart()
    case .yank: composer.yank()
    case .yankEarlier: composer.yankEarlier()
    case .undo: composer.undo()
    case .redo: composer.redo()
    case .searchHistory: return open(.history)
    case .composeOutside: return [.local(.edit(composer.plainText))]
    default: break
    }
    return []
  }

  /// A line up; on the first line a waiting prompt comes back to be edited, else an earlier one.
  private mutating func moveUp() -> [Command] {
    if composer.isEmpty, let waiting = session.queue.last {
      recall(input.history.sent(waiting.text) ?? waiting.elements)
      return [.engine(.dropQueued(session.queue.count - 1))]
    }
    if !moveRow(-1) { recall(input.history.earlier(than: composer.elements)) }
    return []
  }

  /// A row of the screen up or down in the prompt; `false` where there is none.
  private mutating func moveRow(_ step: Int) -> Bool {
    layOutComposer()
    guard let place = input.layout.element(besides: composer, rows: step) else { return false }
    composer.move(to: place)
    return true
  }

  mutating func recall(_ prompt: [Composer.Element]?) {
    guard let prompt else { return }
    composer.replace(0..<composer.elements.count, with: prompt)
  }
}
