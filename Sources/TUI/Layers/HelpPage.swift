/// The keys and the commands, from the tables that give them their meaning.
package struct HelpPage: Layer, Equatable {
  package var top = 0

  package init(top: Int = 0) { self.top = top }

  /// Any key that does not scroll closes it.
  package mutating func handle(_ key: KeyPress, in state: inout AppState) -> LayerOutcome {
    switch key.key {
    case .up: top = max(0, top - 1)
    case .down: top += 1
    case .pageUp: top = max(0, top - 10)
    case .pageDown: top += 10
    default: return .close()
    }
    return .stay()
  }

  package func draw(
    _ state: AppState, in screen: Rect, on surface: inout Surface
  ) -> Point? {
    LayerBox.draw(
      Self.keyLines(state.options.keymap) + Self.commandLines(state), top: top,
      title: LayersMessages.scrolls(title: LayersMessages.keysAndCommands), columns: 96,
      in: screen, on: &surface)
    return nil
  }

  /// Columns of the names.
  private static let nameColumns = 34

  /// Every action with its keys, by group: generated, so it cannot differ from what keys do.
  static func keyLines(_ keymap: Keymap) -> [Line] {
    var lines: [Line] = []
    for group in Action.Group.allCases {
      if !lines.isEmpty { lines.append(Line()) }
      lines.append(Line(SafeText(foreign: group.rawValue), Ink(.heading)))
      for action in Action.allCases where action.entry.group == group {
        let keys = keymap.labels(action)
        lines.append(
          Line([
            Span(SafeText(foreign: keys), Ink(.key)),
            Span(SafeText(foreign: pad(keys) + action.entry.help), Ink(.overlay)),
          ]))
      }
    }
    return lines
  }

  /// Every command; grey where it cannot act now, with the reason.
  private static func commandLines(_ state: AppState) -> [Line] {
    [Line(), Line(LayersMessages.commands, Ink(.heading))]
      + SlashCommand.allCases.map { command in
        guard let obstacle = command.obstacle(state) else {
          return Line([
            Span(SafeText(foreign: command.usage), Ink(.key)),
            Span(SafeText(foreign: pad(command.usage) + command.entry.help), Ink(.overlay)),
          ])
        }
        return Line(
          SafeText(
            foreign: command.usage + pad(command.usage) + CommandsMessages.notNow(obstacle)),
          Ink(.disabled))
      }
  }

  private static func pad(_ name: String) -> String {
    String(repeating: " ", count: max(1, nameColumns - Glyph.width(of: name)))
  }
}
