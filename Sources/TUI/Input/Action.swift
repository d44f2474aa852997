import Engine

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
  case scrollLeft = "scroll-left", scrollRight = "scroll-right"
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

    /// As the palette says it; documents have the raw value.
    package var title: String {
      switch self {
      case .conversation: say(rawValue, zh: "对话")
      case .branches: say(rawValue, zh: "之前的轮次")
      case .screen: say(rawValue, zh: "屏幕")
      case .scrolling: say(rawValue, zh: "滚动")
      case .editing: say(rawValue, zh: "编辑")
      case .lists: say(rawValue, zh: "列表")
      }
    }
  }

  package struct Entry: Sendable {
    package let group: Group
    package let help: String
    /// Default keys, the one shown in hints first.
    package let keys: [String]

    init(_ group: Group, _ english: String, zh chinese: String, _ keys: [String]) {
      self.group = group
      help = say(english, zh: chinese)
      self.keys = keys
    }
  }

  package var entry: Entry {
    switch self {
    case .send: Entry(.conversation, "send the prompt, or queue it", zh: "发送提示词，或让它排队", ["enter"])
    case .newLine:
      Entry(
        .conversation, "new line in the prompt", zh: "在提示词中换行",
        ["alt+enter", "ctrl+j", "shift+enter"])
    case .nextProfile:
      Entry(
        .conversation, "next profile, cloud or local, in this conversation",
        zh: "下一个配置（云端或本地），仍在此对话", ["f2", "alt+p"])
    case .pickProfile: Entry(.conversation, "choose a profile", zh: "选择配置", ["shift+f2"])
    case .pickModel:
      Entry(
        .conversation, "choose a model of any local server, or unload one",
        zh: "选择任一本地服务器的模型，或卸载模型", ["f3"])
    case .pickServer: Entry(.conversation, "choose a server", zh: "选择服务器", ["f4"])
    case .pickTools:
      Entry(.conversation, "choose the tools that may be called", zh: "选择可以调用的工具", ["alt+k"])
    case .showCalls:
      Entry(.screen, "what tools were given and answered", zh: "工具收到和返回的内容", ["alt+i"])
    case .trace:
      Entry(
        .screen, "where the thinking first says what is marked, or stands on top",
        zh: "思考中最早提到所选内容（或顶行内容）之处", ["alt+j"])
    case .race:
      Entry(
        .conversation, "ask the prompt, or the next one, of two profiles", zh: "将这条或下一条提示词发给两个配置",
        ["alt+v"])
    case .pickFirst:
      Entry(.conversation, "go on from the first answer of a race", zh: "选用竞速的第一个回答并继续", ["alt+1"])
    case .pickSecond:
      Entry(.conversation, "go on from the second answer of a race", zh: "选用竞速的第二个回答并继续", ["alt+2"])
    case .why:
      Entry(.screen, "where the seconds of the reply in view went", zh: "当前回复的时间花在哪里", ["alt+w"])
    case .outline:
      Entry(.screen, "the thinking by its steps, each folded", zh: "按步骤显示思考，每步折叠", ["alt+g"])
    case .answerNow:
      Entry(
        .conversation, "cut the thinking and ask for the answer now", zh: "截断思考，要求立即回答", ["alt+a"])
    case .effortDown: Entry(.conversation, "less reasoning effort", zh: "降低思考强度", ["alt+,"])
    case .effortUp: Entry(.conversation, "more reasoning effort", zh: "提高思考强度", ["alt+."])
    case .localOnly:
      Entry(
        .conversation, "let nothing of this conversation leave this machine", zh: "不让此对话的任何内容离开本机",
        ["alt+l"])
    case .warmUp:
      Entry(.conversation, "check the server and load the model", zh: "检查服务器并加载模型", ["f5"])
    case .newConversation: Entry(.conversation, "start a new conversation", zh: "开始新对话", ["alt+n"])
    case .pickConversation:
      Entry(
        .branches, "choose a kept conversation; words search them all", zh: "选择已保存的对话；输入文字可搜索全部",
        ["alt+s"])
    case .editEarlier:
      Entry(
        .branches, "edit an earlier prompt; Enter makes a branch", zh: "编辑之前的提示词；Enter 创建分支",
        ["alt+up"])
    case .regenerate:
      Entry(.branches, "another answer to the turn in view", zh: "为当前轮再生成一个回答", ["alt+r"])
    case .continueReply:
      Entry(.branches, "go on where the answer was cut", zh: "从回答截断处继续", ["alt+c"])
    case .previousAlternative:
      Entry(.branches, "the alternative before", zh: "上一个备选", ["alt+pageup", "alt+left"])
    case .nextAlternative:
      Entry(.branches, "the next alternative", zh: "下一个备选", ["alt+pagedown", "alt+right"])
    case .deleteTurn:
      Entry(.branches, "delete the turn in view and what follows", zh: "删除当前轮及其后的内容", ["alt+x"])
    case .undoTurn:
      Entry(
        .branches, "take the last branch, switch or deletion back", zh: "撤销上一次分支、切换或删除", ["alt+z"])
    case .escape:
      Entry(
        .conversation, "close what is open, else stop the reply or the load",
        zh: "关闭打开的内容，否则停止回复或加载", ["esc"])
    case .interrupt:
      Entry(
        .conversation, "close, stop, clear the prompt; twice when idle: quit",
        zh: "关闭、停止、清空提示词；空闲时连按两次：退出", ["ctrl+c"])
    case .endOfInput: Entry(.conversation, "on an empty prompt: quit", zh: "提示词为空时：退出", ["ctrl+d"])
    case .cycleThinking:
      Entry(.screen, "thinking pane: beside, above, folded, hidden", zh: "思考窗格：并排、上方、折叠、隐藏", ["f6"])
    case .widenThinking: Entry(.screen, "more room for the thinking", zh: "扩大思考窗格", ["alt+]"])
    case .narrowThinking: Entry(.screen, "less room for the thinking", zh: "缩小思考窗格", ["alt+["])
    case .focusNext:
      Entry(.screen, "focus: prompt, thinking, response", zh: "焦点：输入框、思考、回复", ["tab"])
    case .focusPrevious: Entry(.screen, "focus, the other way round", zh: "焦点：反向切换", ["shift+tab"])
    case .pickTheme: Entry(.screen, "choose the colours", zh: "选择配色", ["f7"])
    case .rawView:
      Entry(.screen, "answers as written, or as Markdown", zh: "回答显示为原文或 Markdown", ["alt+m"])
    case .errorDetail:
      Entry(
        .screen, "the load doctor, or the last error in the server's words",
        zh: "加载诊断，或最近一次错误的服务器原文", ["alt+e"])
    case .copyAnswer: Entry(.screen, "copy the last answer", zh: "复制最后一个回答", ["ctrl+o"])
    case .copyCode: Entry(.screen, "copy the last block of code", zh: "复制最后一个代码块", ["alt+o"])
    case .copyThinking: Entry(.screen, "copy the thinking in view", zh: "复制当前的思考", ["alt+t"])
    case .bare:
      Entry(
        .screen, "the pane's plain text in the shell's screen, to select from",
        zh: "在 shell 屏幕中显示窗格的纯文本，便于选取", ["f9", "alt+b"])
    case .toggleMouse:
      Entry(.screen, "mouse: to the panes, or to the terminal", zh: "鼠标：交给窗格或终端", ["f8"])
    case .help:
      Entry(
        .screen, "every key and command: find one, do it", zh: "全部按键和命令：查找并执行", ["f1", "ctrl+p"])
    case .redraw: Entry(.screen, "draw everything again", zh: "重绘整个屏幕", ["ctrl+l"])
    case .suspend:
      Entry(.screen, "back to the shell; fg returns", zh: "回到 shell；用 fg 返回", ["ctrl+z"])
    case .scrollUp: Entry(.scrolling, "scroll up a line", zh: "向上滚动一行", ["up", "ctrl+up"])
    case .scrollDown: Entry(.scrolling, "scroll down a line", zh: "向下滚动一行", ["down", "ctrl+down"])
    case .scrollLeft:
      Entry(.scrolling, "a wide table back to the left", zh: "宽表格：向左滚动", ["left", "ctrl+left"])
    case .scrollRight:
      Entry(.scrolling, "the rest of a wide table", zh: "宽表格：向右滚动", ["right", "ctrl+right"])
    case .pageUp: Entry(.scrolling, "scroll up a page", zh: "向上滚动一页", ["pageup"])
    case .pageDown: Entry(.scrolling, "scroll down a page", zh: "向下滚动一页", ["pagedown"])
    case .scrollToTop: Entry(.scrolling, "to the beginning", zh: "到开头", ["home", "ctrl+home"])
    case .follow:
      Entry(.scrolling, "to the end, and follow it", zh: "到末尾并跟随", ["end", "ctrl+end"])
    case .lineStart: Entry(.editing, "start of the line", zh: "行首", ["ctrl+a", "home"])
    case .lineEnd: Entry(.editing, "end of the line", zh: "行尾", ["ctrl+e", "end"])
    case .left: Entry(.editing, "a character left", zh: "左移一个字符", ["left", "ctrl+b"])
    case .right: Entry(.editing, "a character right", zh: "右移一个字符", ["right", "ctrl+f"])
    case .up:
      Entry(
        .editing, "a line up; on the first line: earlier prompts", zh: "上移一行；在首行：更早的提示词", ["up"])
    case .down:
      Entry(
        .editing, "a line down; on the last line: later prompts", zh: "下移一行；在末行：更晚的提示词",
        ["down", "ctrl+n"])
    case .wordLeft: Entry(.editing, "a word left", zh: "左移一个词", ["alt+b", "ctrl+left", "alt+left"])
    case .wordRight:
      Entry(.editing, "a word right", zh: "右移一个词", ["alt+f", "ctrl+right", "alt+right"])
    case .deleteBack:
      Entry(.editing, "delete the character before", zh: "删除前一个字符", ["backspace", "ctrl+h"])
    case .deleteForward:
      Entry(.editing, "delete the character under the cursor", zh: "删除光标处的字符", ["delete"])
    case .deleteWordBack:
      Entry(
        .editing, "delete the word before", zh: "删除前一个词",
        ["ctrl+w", "alt+backspace", "ctrl+backspace"])
    case .deleteWordForward:
      Entry(
        .editing, "delete the word after", zh: "删除后一个词", ["alt+d", "ctrl+delete", "alt+delete"])
    case .killToEnd: Entry(.editing, "cut to the end of the line", zh: "剪切到行尾", ["ctrl+k"])
    case .killToStart: Entry(.editing, "cut to the start of the line", zh: "剪切到行首", ["ctrl+u"])
    case .yank: Entry(.editing, "insert what was cut", zh: "插入剪切的内容", ["ctrl+y"])
    case .yankEarlier:
      Entry(
        .editing, "after inserting: what was cut before that instead", zh: "插入后：换成更早剪切的内容",
        ["alt+y"])
    case .undo: Entry(.editing, "undo", zh: "撤销", ["ctrl+_", "ctrl+/"])
    case .redo: Entry(.editing, "take an undo back", zh: "重做", ["alt+_", "alt+/"])
    case .searchHistory:
      Entry(.editing, "search the prompts sent before", zh: "搜索之前发送的提示词", ["ctrl+r"])
    case .composeOutside:
      Entry(
        .editing, "write the prompt in $VISUAL or $EDITOR", zh: "用 $VISUAL 或 $EDITOR 编写提示词",
        ["ctrl+g"])
    case .find:
      Entry(
        .scrolling, "find in the pane; in the prompt: /find", zh: "在窗格中查找；在输入框中用 /find", ["ctrl+f"])
    case .listUp: Entry(.lists, "a row up", zh: "上移一行", ["up"])
    case .listDown: Entry(.lists, "a row down", zh: "下移一行", ["down", "tab"])
    case .listPageUp: Entry(.lists, "ten rows up", zh: "上移十行", ["pageup"])
    case .listPageDown: Entry(.lists, "ten rows down", zh: "下移十行", ["pagedown"])
    case .listChoose: Entry(.lists, "choose the row", zh: "选择该行", ["enter"])
    case .listErase:
      Entry(.lists, "delete the last character typed", zh: "删除最后输入的字符", ["backspace", "ctrl+h"])
    case .modelLoad:
      Entry(.lists, "models: load it, and keep the profile", zh: "模型：加载它，配置不变", ["ctrl+l"])
    case .modelPin:
      Entry(
        .lists, "models: keep it loaded until it is unloaded", zh: "模型：固定（保持加载），直到卸载", ["ctrl+p"])
    case .modelUnload: Entry(.lists, "models: take it out of memory", zh: "模型：从内存中卸载", ["ctrl+u"])
    case .modelDownload:
      Entry(.lists, "models: download what was typed", zh: "模型：下载所输入的模型", ["ctrl+d"])
    case .conversationPin:
      Entry(.lists, "conversations: pin or unpin", zh: "对话：置顶或取消置顶", ["ctrl+p"])
    case .conversationDelete:
      Entry(.lists, "conversations: delete or bring back", zh: "对话：删除或恢复", ["ctrl+d"])
    case .toolDetail:
      Entry(
        .lists, "tools: what a server says, and its last words", zh: "工具：服务器的说明和最后的输出", ["ctrl+l"])
    case .toolRestart: Entry(.lists, "tools: start the server again", zh: "工具：重新启动服务器", ["ctrl+r"])
    case .historyOlder:
      Entry(.lists, "earlier prompts: an older one", zh: "之前的提示词：更早的一条", ["ctrl+r"])
    }
  }

  /// Where one of its default keys counts: Alt+B, Alt+← and Alt+→ move by a word in the prompt.
  package func contexts(of key: String) -> [KeyContext] {
    ["alt+b", "alt+left", "alt+right"].contains(key) && entry.group != .editing
      ? contexts.filter(KeyContext.panes.contains) : contexts
  }

  /// Where its keys count: editing keys only in the prompt, plain scrolling keys only in a pane.
  package var contexts: [KeyContext] {
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

  static let panes: [KeyContext] = [.thinking, .response]
  static let screen: [KeyContext] = [.composer, .thinking, .response]

  /// As sentences name it.
  var name: String {
    switch self {
    case .composer: say("prompt", zh: "输入框")
    case .thinking: say("thinking", zh: "思考")
    case .response: say("response", zh: "回复")
    case .list: say("lists", zh: "列表")
    case .models: say("list of models", zh: "模型列表")
    case .conversations: say("list of conversations", zh: "对话列表")
    case .history: say("list of earlier prompts", zh: "之前的提示词列表")
    case .tools: say("list of tools", zh: "工具列表")
    }
  }
}
