import Engine

/// Prompts that begin with `/`.
extension AppState {
  /// Does what a line says; `nil` when it is a prompt. A line that cannot act stays to be corrected.
  mutating func runSlashLine() -> [Command]? {
    guard composer.elements.first == .grapheme("/"), let line = SlashLine(composer.text) else {
      return nil
    }
    switch line {
    case .unknown(let name):
      // A second Enter on the same line sends it.
      guard input.unknownCommand != composer.text else {
        input.unknownCommand = nil
        return nil
      }
      input.unknownCommand = composer.text
      hint = Self.unknown(name)
      return []
    case .command(let command, let argument):
      if let obstacle = command.obstacle(self) {
        hint = CommandsMessages.cannot(command.rawValue, because: obstacle)
        return []
      }
      if command.needsArgument, argument.isEmpty {
        hint = CommandsMessages.needsArgument(command.rawValue, usage: command.usage)
        return []
      }
      let line = composer.take()
      input.history.add(line)
      return [.local(.remember(line))] + run(command, argument)
    }
  }

  private static func unknown(_ name: String) -> String {
    CommandsMessages.noCommand(
      Sanitizer.sanitize(name),
      near: NearestMatch.of(name, among: SlashCommand.allCases.map(\.rawValue)))
  }

  mutating func run(_ command: SlashCommand, _ argument: String) -> [Command] {
    switch command {
    case .profile: return argument.isEmpty ? perform(.pickProfile) : switchProfile(named: argument)
    case .model: return argument.isEmpty ? perform(.pickModel) : choose(model: argument)
    case .load: return load(argument)
    case .pull: return open(.download(argument))
    case .unload: return unload(argument)
    case .server: return argument.isEmpty ? perform(.pickServer) : switchServer(named: argument)
    case .system: return setInstructions(argument)
    case .set: return setSampling(argument)
    case .effort:
      return argument.isEmpty ? open(.effort) : set(effort: argument.lowercased())
    case .budget: return setBudget(argument)
    case .trace: return trace(argument)
    case .translate: return translate(argument)
    case .memory: return setMemory(argument.lowercased())
    case .thinking: return setThinking(argument.lowercased())
    case .localOnly: return setLock(argument.lowercased())
    case .answer: return perform(.answerNow)
    case .new: return perform(.newConversation)
    case .copy: return copy(argument.lowercased())
    case .attach: return [.local(.attach([argument], .asked))]
    case .find: return openFind(in: .response, query: argument)
    case .theme: return argument.isEmpty ? perform(.pickTheme) : use(themeNamed: argument)
    case .raw: return perform(.rawView)
    case .retry:
      return session.transcript.last.map { [.engine(.conversation(.regenerate($0.id)))] } ?? []
    case .rename: return [.engine(.conversation(.change(.title(argument), nil)))]
    case .stats: return open(.stats)
    case .race: return race(argument)
    case .why: return perform(.why)
    case .compare: return compare(argument)
    case .tools: return perform(.pickTools)
    case .calls: return perform(.showCalls)
    case .doctor: return open(.loadDoctor)
    case .errors: return perform(.errorDetail)
    case .help: return perform(.help)
    case .quit: return [.quit(code: 0)]
    case .edit:
      guard !argument.isEmpty else { return branch(.editEarlier) }
      guard let part = ReplyPart(rawValue: argument.lowercased()) else {
        hint = CommandsMessages.editUsage
        return []
      }
      return editReply(part)
    case .branch: return branch(.nextAlternative)
    case .resume, .search:
      return open(.conversations(searching: argument))
    case .compact: return [.engine(.conversation(.compact(summarises: true)))]
    case .export:
      let conversation = Conversation(
        summary: session.conversation, transcript: session.transcript)
      return [.local(.export(conversation, path: argument))]
    }
  }

  private mutating func switchProfile(named name: String) -> [Command] {
    guard session.profiles.contains(where: { $0.name == name }) else {
      hint = Self.missing(.profile, name, among: session.profiles.map(\.name))
      return []
    }
    return switchTo(.named(name))
  }

  private mutating func switchServer(named id: String) -> [Command] {
    guard let profile = ServerChoices.profile(ofServer: id, session) else {
      hint = Self.missing(.server, id, among: session.profiles.map(\.providerID))
      return []
    }
    return switchTo(.named(profile.name))
  }

  private mutating func choose(model name: String) -> [Command] {
    // A server that lists nothing may still serve what it is asked for.
    let known = session.models.filter(\.isForChat).map(\.id)
    guard known.isEmpty || session.models.contains(where: { $0.answers(to: name) }) else {
      hint = Self.missing(.model, name, among: known)
      return []
    }
    return [.engine(.choose(model: name, providerID: session.profile.providerID))]
  }

  private mutating func load(_ name: String) -> [Command] {
    let wanted = name.isEmpty ? session.profile.model : name
    if name.isEmpty, session.models.isEmpty { return [.engine(.warmUp)] }
    guard let model = session.models.first(where: { $0.answers(to: wanted) }) else {
      hint = Self.missing(.model, wanted, among: session.models.map(\.id))
      return []
    }
    return [.engine(.load(model: model.id, providerID: session.profile.providerID))]
  }

  private mutating func unload(_ name: String) -> [Command] {
    let wanted = name.isEmpty ? session.profile.model : name
    guard let model = session.models.first(where: { $0.answers(to: wanted) }) else {
      hint = Self.missing(.model, wanted, among: session.models.map(\.id))
      return []
    }
    guard model.residency != .notLoaded else {
      hint = CommandsMessages.notInMemory(model: Sanitizer.sanitize(model.id))
      return []
    }
    return [.engine(.unload(model: model.id, providerID: session.profile.providerID))]
  }

  private static func missing(
    _ what: CommandsMessages.Named, _ name: String, among known: [String]
  ) -> String {
    let near = NearestMatch.of(name, among: known)
    return Sanitizer.sanitize(CommandsMessages.missing(what, name, near: near, known: known))
  }

  private mutating func setThinking(_ word: String) -> [Command] {
    if word.isEmpty { return perform(.cycleThinking) }
    guard let mode = ThinkingMode(rawValue: word) else {
      hint = Self.missing(.place, word, among: ThinkingMode.allCases.map(\.rawValue))
      return []
    }
    options.thinkingMode = mode
    options.thinkingRoom = .keep
    let shown = shownThinkingMode
    if shown != mode, !session.transcript.isEmpty {
      hint = StateMessages.wantsLargerTerminal(mode.rawValue, until: shown.rawValue)
    }
    return []
  }

  mutating func setLock(_ word: String) -> [Command] {
    let lock: Location
    switch word {
    case "": lock = session.nextLock
    case "on": lock = .thisMachine
    case "network": lock = .network
    case "off": lock = .cloud
    default:
      hint = CommandsMessages.lockUsage
      return []
    }
    hint = CommandsMessages.locked(within: lock, isBeyond: session.destination > lock)
    return [.engine(.adjust(.lock(lock)))]
  }

  private mutating func copy(_ what: String) -> [Command] {
    switch what {
    case "", "answer": return copy(.copyAnswer)
    case "thinking": return copy(.copyThinking)
    case "code": return copy(.copyCode)
    default:
      hint = CommandsMessages.copyUsage
      return []
    }
  }
}
