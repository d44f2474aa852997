import Engine

/// Every key and every command with what it does, found by typing and done by Enter: the help of the program.
package struct CommandPalette: ListLayer {
  package enum Item: Hashable, Sendable {
    case action(Action)
    case command(SlashCommand)
  }

  package var picker: Picker<Item>

  package static let columns = 96

  init(_ state: AppState) { picker = Picker(rows: Self.rows(state)) }

  package func title(_ keymap: Keymap) -> String { LayersMessages.palette }

  package func keys(_ keymap: Keymap) -> [KeyHint] {
    Self.keys(keymap, LayersMessages.runs)
  }

  package mutating func choose(
    _ row: Picker<Item>.Row, in state: inout AppState
  ) -> LayerOutcome {
    switch row.id {
    case .action(let action): return .perform(action)
    case .command(let command):
      guard command.needsArgument else { return .run(command) }
      // The draft is an arrow up away.
      if !state.composer.isEmpty { state.input.history.add(state.composer.take()) }
      state.focus = .composer
      state.composer.replace(with: "/\(command.rawValue) ")
      return .close()
    }
  }

  package mutating func refresh(after old: Session, in state: AppState) -> [Command] {
    picker.refresh(Self.rows(state))
    return []
  }

  // MARK: Rows

  /// What a newcomer needs comes first; the rest in the tables' order, by group.
  private static let first: [Action] = [
    .nextProfile, .escape, .pickModel, .answerNow, .cycleThinking, .find, .searchHistory,
    .pickConversation, .errorDetail,
  ]

  private static func rows(_ state: AppState) -> [Picker<Item>.Row] {
    let keymap = state.options.keymap
    let grouped = Action.Group.allCases.flatMap { group in
      Action.allCases.filter { $0.entry.group == group && !first.contains($0) }
    }
    let actions = (first + grouped).map { action in
      var row = Picker<Item>.Row(
        id: .action(action), text: pad(keys(of: action, keymap)) + action.entry.help,
        disabledReason: action.entry.group == .lists ? LayersMessages.onlyInLists : nil)
      row.alias = ([action.rawValue] + keymap.labels(action)).joined(separator: " ")
      row.group = first.contains(action) ? LayersMessages.often : action.entry.group.title
      return row
    }
    let commands = SlashCommand.allCases.map { command in
      var row = Picker<Item>.Row(
        id: .command(command), text: pad("/" + command.rawValue) + command.entry.help,
        detail: command.entry.arguments,
        disabledReason: command.obstacle(state).map(CommandsMessages.notNow))
      row.group = LayersMessages.commands
      return row
    }
    return actions + commands
  }

  /// Columns of the names, one of which stays empty.
  private static let nameColumns = 15

  /// As many of its keys as fit beside what it does; the manual has them all.
  private static func keys(of action: Action, _ keymap: Keymap) -> String {
    keymap.labels(action).reduce("") { line, key in
      let longer = line.isEmpty ? key : line + " · " + key
      return line.isEmpty || Glyph.width(of: longer) < nameColumns ? longer : line
    }
  }

  private static func pad(_ name: String) -> String {
    name + String(repeating: " ", count: max(1, nameColumns - Glyph.width(of: name)))
  }
}
