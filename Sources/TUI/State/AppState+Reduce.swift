import Engine

/// What happens, turned into new state and what is to be done about it.
extension AppState {
  package mutating func reduce(_ event: Event) -> [Command] {
    switch event {
    case .input(.key(let key)): return press(key)
    case .input(.paste(let text)): return take(paste: text)
    case .input(.mouse(let mouse)): return take(mouse)
    case .input(.report(let report)): return hear(TerminalReport(report))
    case .input(.focus): return []
    case .resize(let size):
      self.size = size
      return []
    case .session(let session):
      self.session = session
      now = max(now, session.lastLife)
      if case .models(var picker) = overlay {
        picker.refresh(ModelRows.rows(session))
        overlay = .models(picker)
      }
      return []
    case .tick(let now):
      self.now = now
      return []
    case .report(let words):
      hint = words
      return []
    case .themes(let files): return wear { $0.put(files) }
    case .terminate: return [.quit(code: 143)]
    }
  }

  private mutating func press(_ key: KeyPress) -> [Command] {
    hint = nil
    let wasArmed = isQuitArmed
    isQuitArmed = false
    if overlay != nil { return pressInOverlay(key) }
    if let action = keymap.action(for: key, in: focus) {
      return perform(action, wasQuitArmed: wasArmed)
    }
    guard case .character(let character) = key.key, key.modifiers.isSubset(of: .shift) else {
      return []
    }
    // Typing always reaches the prompt, wherever the focus stands.
    focus = .composer
    composer.insert(String(character))
    return []
  }

  private mutating func take(paste text: String) -> [Command] {
    if let overlay, var picker = overlay.picker {
      picker.type(text.filter { $0 != "\n" })
      self.overlay = overlay.with(picker)
    } else {
      focus = .composer
      composer.paste(text)
    }
    return []
  }

  private mutating func take(_ mouse: Mouse) -> [Command] {
    let layout = ScreenLayout(self)
    let pane: Focus = layout.thinking?.contains(mouse.at) ?? false ? .thinking : .response
    switch mouse.kind {
    case .wheelUp: scroll(pane, by: -3)
    case .wheelDown: scroll(pane, by: 3)
    case .press: focus = layout.composer.contains(mouse.at) ? .composer : pane
    case .release, .drag: break
    }
    return []
  }

  private mutating func perform(_ action: Action, wasQuitArmed: Bool) -> [Command] {
    switch action.entry.group {
    case .editing: return edit(action)
    case .scrolling: return scroll(action)
    case .conversation: return converse(action, wasQuitArmed: wasQuitArmed)
    case .screen: return arrange(action)
    }
  }

  private mutating func converse(_ action: Action, wasQuitArmed: Bool) -> [Command] {
    switch action {
    case .send: return send()
    case .newLine: composer.insert("\n")
    case .nextProfile: return switchTo(.next)
    case .pickProfile: overlay = .profiles(profilePicker)
    case .pickModel:
      let rows = ModelRows.rows(session)
      overlay = .models(Picker(title: ModelRows.title, rows: rows))
      return [.engine(.refreshCatalogue)]
    case .warmUp: return [.engine(.warmUp)]
    case .newConversation:
      response = .following
      thinking = .following
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

  private mutating func send() -> [Command] {
    if composer.endsInBackslash {
      composer.deleteBack()
      composer.insert("\n")
      return []
    }
    guard !composer.text.allSatisfy(\.isWhitespace) else { return sendHeld() }
    let text = composer.take()
    history.add(text)
    response = .following
    thinking = .following
    return [.engine(.send(Prompt(text)))]
  }

  /// Enter on an empty prompt lets a prompt go that a failure or a stop held back.
  private func sendHeld() -> [Command] {
    session.queue.isEmpty ? [] : [.engine(.sendQueued)]
  }

  mutating func switchTo(_ choice: ProfileChoice) -> [Command] {
    if session.isReplying { hint = "this reply goes on; the next turn is the new profile's" }
    return [.engine(.switchProfile(choice))]
  }

  private var isBusy: Bool { session.isReplying || session.warmUp.isUnderWay }

  private mutating func stopIfBusy() -> [Command] {
    guard isBusy else {
      focus = .composer
      return []
    }
    return [.engine(.stop)]
  }

  /// One step per press: stop, then stash the draft, then ask, then quit.
  private mutating func interrupt(wasQuitArmed: Bool) -> [Command] {
    if session.isReplying || session.warmUp.isLoading { return [.engine(.stop)] }
    if !composer.isEmpty {
      history.add(composer.take())
      hint = "draft kept: ↑ brings it back"
      return []
    }
    return quit(wasArmed: wasQuitArmed, key: "Ctrl+C")
  }

  private mutating func quit(wasArmed: Bool, key: String) -> [Command] {
    if wasArmed { return [.quit(code: 0)] }
    isQuitArmed = true
    hint = "\(key) again to quit"
    return []
  }

  private mutating func arrange(_ action: Action) -> [Command] {
    switch action {
    case .cycleThinking: thinkingMode = thinkingMode.next
    case .widenThinking: thinkingShare = min(70, thinkingShare + 5)
    case .narrowThinking: thinkingShare = max(20, thinkingShare - 5)
    case .focusNext: focus = nextFocus(by: 1)
    case .focusPrevious: focus = nextFocus(by: -1)
    case .help: overlay = .help(top: 0)
    case .redraw: return [.screen(.redraw)]
    case .suspend: return [.suspend]
    default: break
    }
    return []
  }

  private func nextFocus(by step: Int) -> Focus {
    let places = Focus.allCases.filter { $0 != .thinking || ScreenLayout(self).thinking != nil }
    let index = places.firstIndex(of: focus) ?? 0
    return places[(index + step + places.count) % places.count]
  }
}

extension Composer {
  /// A backslash before Enter asks for a new line, where no modified Enter reaches us.
  var endsInBackslash: Bool {
    cursor == elements.count && elements.last == .grapheme("\\")
  }
}
