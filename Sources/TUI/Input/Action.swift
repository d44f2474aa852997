/// What a key can mean. One table: name, group, help, default keys; help, documents and the
/// key map are made from it.
package enum Action: String, CaseIterable, Sendable {
  case send, newLine = "new-line"
  case nextProfile = "next-profile", pickProfile = "pick-profile"
  case pickModel = "pick-model", pickServer = "pick-server", pickTheme = "pick-theme"
  case answerNow = "answer-now", effortDown = "effort-down", effortUp = "effort-up"
  case localOnly = "local-only", rawView = "raw-view", errorDetail = "error-detail"
  case warmUp = "warm-up", cycleThinking = "cycle-thinking"
  case escape, interrupt, endOfInput = "end-of-input"
  case focusNext = "focus-next", focusPrevious = "focus-previous"
  case scrollUp = "scroll-up", scrollDown = "scroll-down"
  case pageUp = "page-up", pageDown = "page-down"
  case scrollToTop = "scroll-to-top", follow
  case help, redraw, suspend
  case widenThinking = "widen-thinking", narrowThinking = "narrow-thinking"
  case lineStart = "line-start", lineEnd = "line-end"
  case left, right, up, down, wordLeft = "word-left", wordRight = "word-right"
  case deleteBack = "delete-back", deleteForward = "delete-forward"
  case deleteWordBack = "delete-word-back", deleteWordForward = "delete-word-forward"
  case killToEnd = "kill-to-end", killToStart = "kill-to-start", yank
  case yankEarlier = "yank-earlier", undo, redo
  case searchHistory = "search-history", composeOutside = "compose-outside", find
  case newConversation = "new-conversation"
  case copyAnswer = "copy-answer", copyCode = "copy-code", copyThinking = "copy-thinking"
  case bare, toggleMouse = "toggle-mouse"
  case pickConversation = "pick-conversation"
  case editEarlier = "edit-earlier", regenerate, continueReply = "continue-reply"
  case previousAlternative = "previous-alternative", nextAlternative = "next-alternative"
  case deleteTurn = "delete-turn", undoTurn = "undo-turn"
  case listUp = "list-up", listDown = "list-down"
  case listPageUp = "list-page-up", listPageDown = "list-page-down"
  case listChoose = "list-choose", listErase = "list-erase"
  case modelLoad = "model-load", modelPin = "model-pin", modelUnload = "model-unload"
  case modelDownload = "model-download"
  case conversationPin = "conversation-pin", conversationDelete = "conversation-delete"
  case historyOlder = "history-older"
  case pickTools = "pick-tools", showCalls = "show-calls"
  case trace, outline
  case why
  case race, pickFirst = "pick-first", pickSecond = "pick-second"
  case toolDetail = "tool-detail", toolRestart = "tool-restart"

  package enum Group: String, CaseIterable, Sendable {
    case conversation = "Conversation", branches = "Earlier turns", screen = "Screen", scrolling =
      "Scrolling"
    case editing = "Editing", lists = "Lists"
  }

  package struct Entry: Sendable {
    package let group: Group
    package let help: String
    /// Default keys, the one shown in hints first.
    package let keys: [String]

    init(_ group: Group, _ help: String, _ keys: [String]) {
      self.group = group
      self.help = help
      self.keys = keys
    }
  }

  package var entry: Entry {
    switch self {
    case .send: Entry(.conversation, "send the prompt, or queue it", ["enter"])
    case .newLine:
      Entry(.conversation, "new line in the prompt", ["alt+enter", "ctrl+j", "shift+enter"])
    case .nextProfile:
      Entry(.conversation, "next profile, cloud or local, in this conversation", ["f2", "alt+p"])
    case .pickProfile: Entry(.conversation, "choose a profile", ["shift+f2"])
    case .pickModel:
      Entry(.conversation, "choose a model of any local server, or unload one", ["f3"])
    case .pickServer: Entry(.conversation, "choose a server", ["f4"])
    case .pickTools: Entry(.conversation, "choose the tools that may be called", ["alt+k"])
    case .showCalls: Entry(.screen, "what tools were given and answered", ["alt+i"])
    case .trace:
      Entry(.screen, "where the thinking first says what is marked, or stands on top", ["alt+j"])
    case .race:
      Entry(.conversation, "ask the prompt, or the next one, of two profiles", ["alt+v"])
    case .pickFirst: Entry(.conversation, "go on from the first answer of a race", ["alt+1"])
    case .pickSecond: Entry(.conversation, "go on from the second answer of a race", ["alt+2"])
    case .why: Entry(.screen, "where the seconds of the reply in view went", ["alt+w"])
    case .outline: Entry(.screen, "the thinking by its steps, each folded", ["alt+g"])
    case .answerNow:
      Entry(.conversation, "cut the thinking and ask for the answer now", ["alt+a"])
    case .effortDown: Entry(.conversation, "less reasoning effort", ["alt+,"])
    case .effortUp: Entry(.conversation, "more reasoning effort", ["alt+."])
    case .localOnly:
      Entry(.conversation, "let nothing of this conversation leave this machine", ["alt+l"])
    case .warmUp: Entry(.conversation, "check the server and load the model", ["f5"])
    case .newConversation: Entry(.conversation, "start a new conversation", ["alt+n"])
    case .pickConversation:
      Entry(.branches, "choose a kept conversation; words search them all", ["alt+s"])
    case .editEarlier: Entry(.branches, "edit an earlier prompt; Enter makes a branch", ["alt+up"])
    case .regenerate: Entry(.branches, "another answer to the turn in view", ["alt+r"])
    case .continueReply: Entry(.branches, "go on where the answer was cut", ["alt+c"])
    case .previousAlternative:
      Entry(.branches, "the alternative before", ["alt+pageup", "alt+left"])
    case .nextAlternative: Entry(.branches, "the next alternative", ["alt+pagedown", "alt+right"])
    case .deleteTurn: Entry(.branches, "delete the turn in view and what follows", ["alt+x"])
    case .undoTurn: Entry(.branches, "take the last branch, switch or deletion back", ["alt+z"])
    case .escape:
      Entry(.conversation, "close what is open, else stop the reply or the load", ["esc"])
    case .interrupt:
      Entry(.conversation, "close, stop, clear the prompt; twice when idle: quit", ["ctrl+c"])
    case .endOfInput: Entry(.conversation, "on an empty prompt: quit", ["ctrl+d"])
    case .cycleThinking:
      Entry(.screen, "thinking pane: beside, above, folded, hidden", ["f6"])
    case .widenThinking: Entry(.screen, "more room for the thinking", ["alt+]"])
    case .narrowThinking: Entry(.screen, "less room for the thinking", ["alt+["])
    case .focusNext: Entry(.screen, "focus: prompt, thinking, response", ["tab"])
    case .focusPrevious: Entry(.screen, "focus, the other way round", ["shift+tab"])
    case .pickTheme: Entry(.screen, "choose the colours", ["f7"])
    case .rawView: Entry(.screen, "answers as written, or as Markdown", ["alt+m"])
    case .errorDetail:
      Entry(.screen, "the load doctor, or the last error in the server's words", ["alt+e"])
    case .copyAnswer: Entry(.screen, "copy the last answer", ["ctrl+o"])
    case .copyCode: Entry(.screen, "copy the last block of code", ["alt+o"])
    case .copyThinking: Entry(.screen, "copy the thinking in view", ["alt+t"])
    case .bare:
      Entry(
        .screen, "the pane's plain text in the shell's screen, to select from", ["f9", "alt+b"])
    case .toggleMouse: Entry(.screen, "mouse: to the panes, or to the terminal", ["f8"])
    case .help: Entry(.screen, "every key and command: find one, do it", ["f1", "ctrl+p"])
    case .redraw: Entry(.screen, "draw everything again", ["ctrl+l"])
    case .suspend: Entry(.screen, "back to the shell; fg returns", ["ctrl+z"])
    case .scrollUp: Entry(.scrolling, "scroll up a line", ["up", "ctrl+up"])
    case .scrollDown: Entry(.scrolling, "scroll down a line", ["down", "ctrl+down"])
    case .pageUp: Entry(.scrolling, "scroll up a page", ["pageup"])
    case .pageDown: Entry(.scrolling, "scroll down a page", ["pagedown"])
    case .scrollToTop: Entry(.scrolling, "to the beginning", ["home", "ctrl+home"])
    case .follow: Entry(.scrolling, "to the end, and follow it", ["end", "ctrl+end"])
    case .lineStart: Entry(.editing, "start of the line", ["ctrl+a", "home"])
    case .lineEnd: Entry(.editing, "end of the line", ["ctrl+e", "end"])
    case .left: Entry(.editing, "a character left", ["left", "ctrl+b"])
    case .right: Entry(.editing, "a character right", ["right", "ctrl+f"])
    case .up: Entry(.editing, "a line up; on the first line: earlier prompts", ["up"])
    case .down: Entry(.editing, "a line down; on the last line: later prompts", ["down", "ctrl+n"])
    case .wordLeft: Entry(.editing, "a word left", ["alt+b", "ctrl+left", "alt+left"])
    case .wordRight: Entry(.editing, "a word right", ["alt+f", "ctrl+right", "alt+right"])
    case .deleteBack: Entry(.editing, "delete the character before", ["backspace", "ctrl+h"])
    case .deleteForward: Entry(.editing, "delete the character under the cursor", ["delete"])
    case .deleteWordBack:
      Entry(.editing, "delete the word before", ["ctrl+w", "alt+backspace", "ctrl+backspace"])
    case .deleteWordForward:
      Entry(.editing, "delete the word after", ["alt+d", "ctrl+delete", "alt+delete"])
    case .killToEnd: Entry(.editing, "cut to the end of the line", ["ctrl+k"])
    case .killToStart: Entry(.editing, "cut to the start of the line", ["ctrl+u"])
    case .yank: Entry(.editing, "insert what was cut", ["ctrl+y"])
    case .yankEarlier:
      Entry(.editing, "after inserting: what was cut before that instead", ["alt+y"])
    case .undo: Entry(.editing, "undo", ["ctrl+_", "ctrl+/"])
    case .redo: Entry(.editing, "take an undo back", ["alt+_", "alt+/"])
    case .searchHistory: Entry(.editing, "search the prompts sent before", ["ctrl+r"])
    case .composeOutside: Entry(.editing, "write the prompt in $VISUAL or $EDITOR", ["ctrl+g"])
    case .find: Entry(.scrolling, "find in the pane; in the prompt: /find", ["ctrl+f"])
    case .listUp: Entry(.lists, "a row up", ["up"])
    case .listDown: Entry(.lists, "a row down", ["down", "tab"])
    case .listPageUp: Entry(.lists, "ten rows up", ["pageup"])
    case .listPageDown: Entry(.lists, "ten rows down", ["pagedown"])
    case .listChoose: Entry(.lists, "choose the row", ["enter"])
    case .listErase: Entry(.lists, "delete the last character typed", ["backspace", "ctrl+h"])
    case .modelLoad: Entry(.lists, "models: load it, and keep the profile", ["ctrl+l"])
    case .modelPin: Entry(.lists, "models: keep it loaded until it is unloaded", ["ctrl+p"])
    case .modelUnload: Entry(.lists, "models: take it out of memory", ["ctrl+u"])
    case .modelDownload: Entry(.lists, "models: download what was typed", ["ctrl+d"])
    case .conversationPin: Entry(.lists, "conversations: pin or unpin", ["ctrl+p"])
    case .conversationDelete:
      Entry(.lists, "conversations: delete or bring back", ["ctrl+d"])
    case .toolDetail: Entry(.lists, "tools: what a server says, and its last words", ["ctrl+l"])
    case .toolRestart: Entry(.lists, "tools: start the server again", ["ctrl+r"])
    case .historyOlder: Entry(.lists, "earlier prompts: an older one", ["ctrl+r"])
    }
  }

  /// Where one of its default keys counts: Alt+B, Alt+← and Alt+→ move by a word in the prompt.
  package func contexts(of key: String) -> Set<KeyContext> {
    ["alt+b", "alt+left", "alt+right"].contains(key) && entry.group != .editing
      ? contexts.intersection(KeyContext.panes) : contexts
  }

  /// Where its keys count: editing keys only in the prompt, plain scrolling keys only in a pane.
  package var contexts: Set<KeyContext> {
    switch entry.group {
    case .conversation, .branches, .screen: KeyContext.screen
    case .editing: [.composer]
    case .scrolling: self == .pageUp || self == .pageDown ? KeyContext.screen : KeyContext.panes
    case .lists:
      switch self {
      case .modelLoad, .modelPin, .modelUnload, .modelDownload: [.models]
      case .conversationPin, .conversationDelete: [.conversations]
      case .historyOlder: [.history]
      case .toolDetail, .toolRestart: [.tools]
      default: [.list]
      }
    }
  }
}

/// Who receives the keys while nothing stands over the panes.
package enum Focus: String, CaseIterable, Sendable {
  case composer, thinking, response

  var context: KeyContext {
    switch self {
    case .composer: .composer
    case .thinking: .thinking
    case .response: .response
    }
  }
}

/// Where a key is looked up.
package enum KeyContext: String, CaseIterable, Sendable {
  case composer, thinking, response
  /// Any list; the next ones come before it in theirs.
  case list, models, conversations, history, tools

  static let panes: Set<KeyContext> = [.thinking, .response]
  static let screen: Set<KeyContext> = [.composer, .thinking, .response]

  /// As sentences name it.
  var name: String {
    switch self {
    case .composer: "prompt"
    case .thinking, .response: rawValue
    case .list: "lists"
    case .models: "list of models"
    case .conversations: "list of conversations"
    case .history: "list of earlier prompts"
    case .tools: "list of tools"
    }
  }
}
