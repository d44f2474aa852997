import Engine

/// What could stand where the cursor is: commands, their arguments, paths of files.
package struct Completion: Equatable, Sendable {
  package enum Kind: Equatable, Sendable { case command, argument, path }

  package var kind: Kind
  package var title: String
  /// The elements of the prompt that a choice replaces.
  package var range: Range<Int>
  package var picker: Picker<String>

  /// What Tab puts there.
  var chosen: String? { picker.choice?.id }
}

extension AppState {
  /// Brings the list up to date with the prompt. Commands show by themselves, paths once Tab asked.
  mutating func refreshCompletion() {
    guard focus == .composer, layer == nil else {
      input.completion = nil
      return
    }
    guard composer.revision != input.completedRevision else { return }
    input.completedRevision = composer.revision
    let fresh = commandCompletion() ?? (input.completion?.kind == .path ? pathCompletion() : nil)
    input.completion = fresh.flatMap { $0.picker.matches.isEmpty ? nil : $0 }
  }

  /// Commands and their arguments, while the prompt is one line that begins with a single `/`.
  private func commandCompletion() -> Completion? {
    let elements = composer.elements
    guard elements.first == .grapheme("/"), elements.count < 200,
      elements.dropFirst().first != .grapheme("/"), !elements.contains(.grapheme("\n"))
    else { return nil }
    let nameEnd = elements.firstIndex { $0.isSpace } ?? elements.count
    let isName = elements[1..<nameEnd].allSatisfy { element in
      element.character.map { $0.isLetter || $0.isNumber || "-_".contains($0) } ?? false
    }
    guard isName else { return nil }
    if composer.cursor <= nameEnd {
      var picker = Picker(rows: commandRows)
      picker.type(composer.string(1..<nameEnd))
      return Completion(
        kind: .command, title: CommandsMessages.commands, range: 0..<nameEnd, picker: picker)
    }
    guard let command = SlashCommand(rawValue: composer.string(1..<nameEnd)) else { return nil }
    let start = min(nameEnd + 1, elements.count)
    let rows = argumentRows(command)
    guard !rows.isEmpty, command.obstacle(self) == nil else { return nil }
    var picker = Picker(rows: rows)
    picker.type(composer.string(start..<elements.count))
    return Completion(
      kind: .argument, title: command.usage, range: start..<elements.count, picker: picker)
  }

  private var commandRows: [Picker<String>.Row] {
    SlashCommand.allCases.map { command in
      let entry = command.entry
      return Picker<String>.Row(
        id: "/" + command.rawValue, text: "/" + command.rawValue,
        detail: (entry.arguments.isEmpty ? "" : entry.arguments + " · ") + entry.help,
        disabledReason: command.obstacle(self))
    }
  }

  /// What a command can take, where that is a list.
  private func argumentRows(_ command: SlashCommand) -> [Picker<String>.Row] {
    switch command {
    case .profile:
      return session.profiles.map {
        Picker<String>.Row(
          id: $0.name, text: Sanitizer.sanitize($0.name), detail: Sanitizer.sanitize($0.model))
      }
    case .model, .load, .unload:
      return session.models.filter(\.isForChat).map {
        Picker<String>.Row(
          id: $0.id, text: Sanitizer.sanitize($0.id), detail: ModelLabel.residency($0.residency))
      }
    case .server:
      return ServerChoices(session).rows
    case .set:
      // Behind a name stands its value.
      guard composer.text.count(where: { $0 == " " }) < 2 else { return [] }
      let names = Sampling.Name.allCases.map { name in
        Picker<String>.Row(id: name.rawValue + " ", text: name.rawValue, detail: name.meaning)
      }
      let presets = session.presets.map { preset in
        Picker<String>.Row(
          id: preset.name, text: Sanitizer.sanitize(preset.name),
          detail: Sanitizer.sanitize(preset.sampling.words))
      }
      return presets + names
    case .effort:
      return (EffortChoices(session).levels + ["default"]).map {
        Picker<String>.Row(id: $0, text: $0)
      }
    case .thinking:
      return ThinkingMode.allCases.map { Picker<String>.Row(id: $0.rawValue, text: $0.rawValue) }
    case .translate: return [Picker<String>.Row(id: "off", text: "off")]
    case .memory:
      return Profile.ThinkingInHistory.allCases.map {
        Picker<String>.Row(id: $0.rawValue, text: $0.rawValue)
      }
    case .localOnly: return ["on", "network", "off"].map { Picker<String>.Row(id: $0, text: $0) }
    case .theme:
      return themes.themes.map {
        Picker<String>.Row(id: $0.name, text: Sanitizer.sanitize($0.name))
      }
    case .system: return ["edit", "off", "default"].map { Picker<String>.Row(id: $0, text: $0) }
    case .edit: return ["thinking", "answer"].map { Picker<String>.Row(id: $0, text: $0) }
    case .copy: return ["answer", "code", "thinking"].map { Picker<String>.Row(id: $0, text: $0) }
    case .attach:
      return input.files.entries.map { Picker<String>.Row(id: $0, text: Sanitizer.sanitize($0)) }
    default: return []
    }
  }

  /// Files for the `@word` before the cursor.
  func pathCompletion() -> Completion? {
    let word = composer.typedWord
    guard let first = composer.elements[word].first, first == .grapheme("@") else { return nil }
    var picker = Picker(rows: input.files.rows)
    picker.type(composer.string(word.lowerBound + 1..<word.upperBound))
    return Completion(kind: .path, title: CommandsMessages.files, range: word, picker: picker)
  }

  // MARK: Keys

  /// A key while the list is open; `nil` when it is not the list's.
  mutating func pressInCompletion(_ key: KeyPress) -> [Command]? {
    guard var open = input.completion else { return nil }
    switch key {
    case KeyPress(.up):
      open.picker.move(by: -1)
      input.completion = open
    case KeyPress(.down):
      open.picker.move(by: 1)
      input.completion = open
    case KeyPress(.escape): input.completion = nil
    case KeyPress(.tab): return accept(open)
    case KeyPress(.enter): return enter(open)
    default: return nil
    }
    return []
  }

  /// Enter runs what is whole, else takes what is chosen, and runs that if it needs nothing more.
  private mutating func enter(_ open: Completion) -> [Command]? {
    switch open.kind {
    case .path: return accept(open)
    case .argument:
      let typed = composer.string(open.range)
      if !typed.isEmpty, open.picker.choice != nil,
        !open.picker.rows.contains(where: { $0.id == typed })
      {
        _ = accept(open)
      }
      return nil
    case .command:
      guard SlashCommand(rawValue: composer.string(open.range).dropFirst().description) == nil
      else { return nil }
      _ = accept(open)
      let needsMore = SlashCommand(rawValue: open.chosen?.dropFirst().description ?? "")?
        .needsArgument
      return needsMore == false ? nil : []
    }
  }

  /// Puts the choice there. A file that was chosen is attached at once, whatever its name consists of.
  private mutating func accept(_ open: Completion) -> [Command] {
    guard let chosen = open.chosen else { return [] }
    let isFolder = chosen.hasSuffix("/")
    let text = (open.kind == .path ? "@" : "") + chosen
    // A folder goes on being completed.
    let space = open.kind == .argument || open.kind == .path && isFolder ? "" : " "
    composer.replace(open.range, with: (text + space).map(Composer.Element.grapheme))
    input.completion = nil
    if open.kind == .argument { input.completedRevision = composer.revision }
    guard open.kind == .path, !isFolder else { return [] }
    input.knownWords.insert(chosen)
    return [.local(.attach([chosen], .asked))]
  }

  /// Tab in the prompt: opens the list of files on an `@word`; `nil` elsewhere.
  mutating func completePath() -> [Command]? {
    let word = composer.typedWord
    guard focus == .composer, let first = composer.elements[word].first, first == .grapheme("@")
    else { return nil }
    let typed = composer.string(word.lowerBound + 1..<word.upperBound)
    input.completion = pathCompletion()
    input.completedRevision = composer.revision
    input.wantsFiles = true
    return [.local(.listFiles(FileList.folder(of: typed)))]
  }

  mutating func handle(_ list: FileList) {
    input.files = list
    guard input.wantsFiles else { return }
    input.wantsFiles = false
    input.completion = pathCompletion()
    if input.completion?.picker.matches.isEmpty != false {
      input.completion = nil
      hint = CommandsMessages.noFileMatches
    }
  }
}

/// Names of files for completion.
package struct FileList: Equatable, Sendable {
  /// What was asked: empty for all below the working folder, else a folder with its last `/`.
  package var folder: String
  /// As they are written after the `@`; folders end in `/`.
  package var entries: [String]

  package init(folder: String = "", entries: [String] = []) {
    self.folder = folder
    self.entries = entries
  }

  var rows: [Picker<String>.Row] {
    entries.map { Picker<String>.Row(id: $0, text: Sanitizer.sanitize($0)) }
  }

  /// Below the working folder everything is searched; elsewhere one folder at a time.
  static func folder(of typed: String) -> String {
    guard typed.hasPrefix("/") || typed.hasPrefix("~/") || typed.hasPrefix("../"),
      let slash = typed.lastIndex(of: "/")
    else { return "" }
    return String(typed[...slash])
  }
}
