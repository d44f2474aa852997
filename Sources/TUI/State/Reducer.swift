import Engine

/// What happens, turned into new state and what is to be done about it.
extension AppState {
  package mutating func reduce(_ event: Event) -> [Command] {
    if !event.isNews { figures = nil }
    let commands = handle(event)
    noticeCallQuestion()
    noticeForm()
    refreshCompletion()
    if composer.isEmpty { input.knownWords = [] }
    guard case .input = event else { return commands }
    return commands + lookUpWords()
  }

  private mutating func handle(_ event: Event) -> [Command] {
    switch event {
    case .input(.key(let key)): return press(key)
    case .input(.paste(let text)): return handle(paste: text)
    case .input(.mouse(let mouse)): return handle(mouse)
    case .input(.report(let report)): return handle(TerminalReport(report))
    case .input(.focus(let isHere)):
      attention.isHere = isHere
      return []
    case .resize(let size):
      self.size = size
      return []
    case .session(var other):
      let calls = attention.calls(from: session, to: other)
      noteConversation(other)
      noteRace(other)
      noteReturn(of: other)
      // From here on the other one is what was: so it is copied once for a picture.
      swap(&session, &other)
      let questions = refreshLayer(after: other)
      noticeOverflow(after: other)
      let ways = noticeNoServer(after: other)
      now = max(now, session.lastLife)
      // Looking through a whole reply at each of its words would cost more the longer it is:
      // Enter looks again, and so does its end.
      if session.isReplying { notePaneGrowth() } else { searchAgain() }
      return calls + questions + ways
    case .tick(let now):
      self.now = now
      return passInLayer(to: now)
    case .report(let words):
      hint = words
      return []
    case .history(let history):
      input.history = history
      return []
    case .themes(let files): return wear { $0.put(files) }
    case .images(let pixels):
      terminal.images.pixels = pixels
      return []
    case .noImage(let number):
      terminal.images.giveUp(number)
      return []
    case .local(let answer): return handle(answer)
    case .terminate: return [.quit(code: 143)]
    }
  }

  mutating func press(_ key: KeyPress) -> [Command] {
    if terminal.isPlainView { return endPlainView() }
    hint = nil
    response.selection = nil
    thinking.selection = nil
    let wasArmed = input.isQuitArmed
    input.isQuitArmed = false
    if layer != nil { return pressInLayer(key) }
    if let pane = searched, let commands = pressInFind(key, of: pane) { return commands }
    if let commands = pressInCompletion(key) { return commands }
    if key == KeyPress(.tab), let commands = completePath() { return commands }
    if let commands = pressInOutline(key) { return commands }
    if focus == .composer, input.vim?.press(key, &composer) == true { return [] }
    if let action = options.keymap.action(for: key, in: focus.context) {
      return perform(action, wasQuitArmed: wasArmed)
    }
    guard let character = key.typed else {
      return []
    }
    // Typing always reaches the prompt, wherever the focus stands.
    focus = .composer
    composer.insert(String(character))
    return []
  }

  private mutating func handle(paste text: String) -> [Command] {
    if let commands = insertInLayer(text) { return commands }
    if let pane = searched {
      typeInFind(String(text.prefix(200).filter { !$0.isNewline }), of: pane)
    } else {
      focus = .composer
      composer.paste(text)
      if let paths = DroppedFiles.paths(in: text) {
        return [.local(.attach(paths, .dropped(text)))]
      }
    }
    return []
  }

  private mutating func handle(_ mouse: Mouse) -> [Command] {
    guard !terminal.isPlainView else { return [] }
    if layer != nil { return handleInLayer(mouse) }
    if [.press, .wheelUp, .wheelDown].contains(mouse.kind) { focusLane(at: mouse.at) }
    let place = part(at: mouse.at)
    let pane: Focus = place == .thinking ? .thinking : .response
    switch mouse.kind {
    case .wheelUp: scroll(pane, by: -3)
    case .wheelDown: scroll(pane, by: 3)
    case .press:
      focus = place
      if place == .thinking, mouse.clicks == 1, pressOnStep(at: mouse.at) { return [] }
      if place == .composer { placeCursor(at: mouse.at) } else { mark(mouse, in: pane) }
    case .middlePress:
      terminal.awaitsMarked = true
      return [.pasteMarked]
    case .drag: drag(to: mouse.at)
    case .release: return release()
    }
    return []
  }

  mutating func perform(_ action: Action, wasQuitArmed: Bool = false) -> [Command] {
    switch action.entry.group {
    case .editing: return edit(action)
    case .scrolling: return scroll(action)
    case .conversation: return converse(action, wasQuitArmed: wasQuitArmed)
    case .branches: return branch(action)
    case .screen: return arrange(action)
    case .lists: return []
    }
  }

  private mutating func converse(_ action: Action, wasQuitArmed: Bool) -> [Command] {
    switch action {
    case .send: return send()
    case .newLine: composer.insert("\n")
    case .nextProfile: return switchTo(.next)
    case .pickProfile: return open(.profiles)
    case .pickServer: return open(.servers)
    case .pickTools: return open(.tools)
    case .answerNow: return answerNow()
    case .effortDown: return moveEffort(by: -1)
    case .effortUp: return moveEffort(by: 1)
    case .localOnly: return setLock("")
    case .pickModel: return open(.models)
    case .warmUp: return warmUp()
    case .race: return raceNow()
    case .pickFirst: return pick(0)
    case .pickSecond: return pick(1)
    case .newConversation:
      followBoth()
      return [.engine(.newConversation)]
    case .escape: return stopIfBusy()
    case .interrupt: return interrupt(wasQuitArmed: wasQuitArmed)
    case .endOfInput:
      if composer.isEmpty { return quit(wasArmed: wasQuitArmed, key: "Ctrl+D") }
      composer.deleteForward()
    default: break
    }
    return []
  }

  /// F5: a server that does not run is offered to be started, and a model that is not there to be downloaded,
  /// instead of being asked for again.
  private mutating func warmUp() -> [Command] {
    if session.launch != nil, case .offline = session.warmUp.state { return open(.launch) }
    guard case .modelMissing = session.warmUp.state, session.server.kind?.canDownload ?? false
    else {
      hint = StateMessages.asks(Sanitizer.sanitize(session.server.name))
      return [.engine(.warmUp)]
    }
    return open(.download(session.profile.model))
  }

  private mutating func send() -> [Command] {
    switch composer.typedBackslashes {
    case 0: break
    case 1:
      composer.deleteBack()
      composer.insert("\n")
      return []
    // Two typed ones are how a prompt ends in one.
    default: composer.deleteBack()
    }
    guard !composer.elements.allSatisfy(\.isSpace) else { return sendHeld() }
    if let commands = sendTemplate() ?? runSlashLine() { return commands }
    guard !input.waitsForFiles else { return [] }
    let looks = lookUp(fileWords, .enter)
    guard looks.isEmpty else {
      input.waitsForFiles = true
      return looks
    }
    return sendText()
  }

  /// Sends the prompt as it stands, unless the lock keeps it here.
  mutating func sendText() -> [Command] {
    if let obstacle = raceObstacle {
      hint = obstacle
      return []
    }
    if session.lockRefusal != nil {
      hint = StateMessages.staysHere(
        insteadOf: Sanitizer.sanitize(session.destinationAddress), lock: session.lock,
        profileKey: hint(for: .nextProfile))
      return []
    }
    let images = composer.images
    let elements = composer.take()
    input.history.add(elements)
    followBoth()
    let prompt = Prompt(elements.text, images: images)
    return [.local(.remember(elements)), edited(prompt) ?? .engine(asked(prompt))]
  }

  private mutating func answerNow() -> [Command] {
    if let obstacle = AnswerNow.obstacle(session) {
      hint = obstacle
      return []
    }
    return [.engine(.answerNow)]
  }

  /// Enter on an empty prompt lets a prompt go that a failure or a stop held back.
  private mutating func sendHeld() -> [Command] {
    if session.overflow != nil { return open(.overflow) }
    return session.queue.isEmpty ? [] : [.engine(.sendQueued)]
  }

  mutating func switchTo(_ choice: ProfileChoice) -> [Command] {
    if session.isReplying { hint = StateMessages.replyGoesOn }
    return [.engine(.switchProfile(choice))]
  }

  private mutating func stopIfBusy() -> [Command] {
    if stopEditing() { return [] }
    if let commands = escapeRace() { return commands }
    guard session.isBusy else {
      focus = .composer
      return session.notices.isEmpty ? [] : [.engine(.dismissNotices)]
    }
    return [.engine(.stop)]
  }

  /// One step per press: stop, then stash the draft, then ask, then quit.
  private mutating func interrupt(wasQuitArmed: Bool) -> [Command] {
    if session.isBusy { return [.engine(.stop)] }
    if !composer.isEmpty {
      let draft = composer.take()
      input.history.add(draft)
      hint = StateMessages.draftKept
      return [.local(.remember(draft))]
    }
    return quit(wasArmed: wasQuitArmed, key: "Ctrl+C")
  }

  private mutating func quit(wasArmed: Bool, key: String) -> [Command] {
    if wasArmed { return [.quit(code: 0)] }
    input.isQuitArmed = true
    hint = StateMessages.quits(key: key)
    return []
  }

  private mutating func arrange(_ action: Action) -> [Command] {
    switch action {
    case .cycleThinking:
      if panes.race.isShown {
        panes.race.showsThinking.toggle()
        return []
      }
      let shown = shownThinkingMode
      options.thinkingRoom = .keep
      // Where two of them look the same, a key that changes nothing seems broken.
      for _ in ThinkingMode.allCases.dropFirst() {
        options.thinkingMode = options.thinkingMode.next
        if shownThinkingMode != shown { break }
      }
    case .widenThinking: return setShare(min(70, options.thinkingShare + 5))
    case .narrowThinking: return setShare(max(20, options.thinkingShare - 5))
    case .pickTheme: return open(.themes)
    case .rawView:
      options.isRaw.toggle()
      hint = StateMessages.answers(asWritten: options.isRaw)
    case .errorDetail:
      if session.warmUp.state.isInQuestion { return open(.loadDoctor) }
      guard session.lastError != nil else {
        hint = StateMessages.nothingWentWrong
        return []
      }
      return open(.error)
    case .focusNext: moveFocus(by: 1)
    case .focusPrevious: moveFocus(by: -1)
    case .showCalls: return open(.calls)
    case .trace: return trace("")
    case .outline: return toggleOutline()
    case .why: return open(.why)
    case .help: return open(.help)
    case .redraw: return [.screen(.redraw)]
    case .suspend: return [.suspend]
    case .copyAnswer, .copyCode, .copyThinking: return copy(action)
    case .bare: return beginPlainView()
    case .toggleMouse: return toggleMouse()
    default: break
    }
    return []
  }

  private mutating func setShare(_ share: Int) -> [Command] {
    options.thinkingShare = share
    options.thinkingRoom = .keep
    return [.local(.keep(Arrangement(thinkingShare: share)))]
  }

  private mutating func moveFocus(by step: Int) {
    if moveFocusInRace(by: step) { return }
    let places = Focus.allCases.filter { area(of: $0) != nil }
    let index = places.firstIndex(of: focus) ?? 0
    focus = places[(index + step + places.count) % places.count]
  }
}

extension Composer {
  /// Backslashes typed right before the cursor at the end: one before Enter asks for a new line, where
  /// no modified Enter reaches us. Pasted ones are text.
  var typedBackslashes: Int {
    guard cursor == elements.count else { return 0 }
    return elements.reversed().prefix { $0 == .grapheme("\\") }.count
  }
}
