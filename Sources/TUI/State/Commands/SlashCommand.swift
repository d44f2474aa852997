import Engine

/// What can be written after a `/`. One table: name, what it takes, what it does; completion, help
/// and documents are made from it.
package enum SlashCommand: String, CaseIterable, Sendable {
  case profile, model, load, unload, pull, server
  case system, set, effort, budget, memory, thinking, translate, trace, localOnly = "local-only"
  case race, tools, calls
  case retry, answer, edit, branch
  case new, resume, rename, search, export, copy
  case attach, find, theme, raw, compact, stats, why, compare, doctor, errors, help, quit

  package struct Entry: Sendable {
    /// `NAME` must be given, `[NAME]` may be.
    package let arguments: String
    package let help: String

    init(_ arguments: String, _ help: String) {
      self.arguments = arguments
      self.help = help
    }
  }

  package var entry: Entry {
    switch self {
    case .profile: Entry("[NAME]", say("switch the profile, or choose one", zh: "切换或选择配置"))
    case .model: Entry("[NAME]", say("use another model, or choose one", zh: "换用其他模型，或从列表选择"))
    case .load:
      Entry("[NAME]", say("load the model, or another one, into memory", zh: "将此模型或其他模型加载到内存"))
    case .unload: Entry("[NAME]", say("take a model out of memory", zh: "从内存卸载模型"))
    case .pull: Entry("NAME", say("download a model", zh: "下载模型"))
    case .server: Entry("[NAME]", say("choose a server", zh: "选择服务器"))
    case .system:
      Entry(
        "[TEXT | edit | off | default]",
        say("show or set the instructions of this conversation", zh: "显示或设置此对话的指令"))
    case .set:
      Entry(
        "[NAME VALUE | PRESET | default]",
        say(
          "temperature, seed and what else shapes replies here", zh: "设置 temperature、seed 等影响回复的参数")
      )
    case .effort: Entry("[LEVEL | default]", say("how much the model is to think", zh: "模型的思考强度"))
    case .budget:
      Entry(
        "[TOKENS | TIME | off]",
        say("how long the model may think: 2000, 30s, 2m", zh: "思考预算：2000、30s、2m"))
    case .memory:
      Entry(
        "[auto | keep | strip]",
        say("which earlier thinking goes back to the model", zh: "之前的哪些思考发回模型"))
    case .trace:
      Entry("[WORDS]", say("show where the thinking first says this", zh: "显示思考中最早提到此内容之处"))
    case .translate:
      Entry(
        "LANGUAGE [PROFILE] | off",
        say("show the thinking in your language, beside the original", zh: "用你的语言显示思考，与原文并列"))
    case .thinking:
      Entry("[side | stacked | folded | hidden]", say("move the thinking pane", zh: "移动思考窗格"))
    case .localOnly:
      Entry(
        "[on | network | off]",
        say(
          "let nothing of this conversation leave this machine, or your network",
          zh: "不让此对话的任何内容离开本机或本地网络"))
    case .race:
      Entry(
        "[PROFILE [PROFILE]] [--blind] [--parallel]",
        say("ask the next prompt of two profiles at once", zh: "将下一条提示词同时发给两个配置"))
    case .tools: Entry("", say("choose the tools that the model may call", zh: "选择模型可以调用的工具"))
    case .calls: Entry("", say("what tools were given and what they answered", zh: "工具收到和返回的内容"))
    case .retry: Entry("", say("ask the last prompt again", zh: "重新发送上一条提示词"))
    case .answer: Entry("", say("cut the thinking and ask for the answer now", zh: "截断思考，要求立即回答"))
    case .edit:
      Entry(
        "[thinking | answer]",
        say(
          "edit an earlier prompt, or the reply in view and go on from there",
          zh: "编辑之前的提示词，或编辑当前回复并从该处继续"))
    case .branch: Entry("", say("go to another branch of this conversation", zh: "转到此对话的其他分支"))
    case .new: Entry("", say("start a new conversation", zh: "开始新对话"))
    case .resume: Entry("[WORDS]", say("open an earlier conversation", zh: "打开之前的对话"))
    case .rename: Entry("TITLE", say("name this conversation", zh: "命名此对话"))
    case .search: Entry("WORDS", say("search all conversations", zh: "搜索所有对话"))
    case .export: Entry("[FILE]", say("write this conversation to a file", zh: "将此对话写入文件"))
    case .copy: Entry("[answer | code | thinking]", say("copy to the clipboard", zh: "复制到剪贴板"))
    case .attach: Entry("PATH", say("send a file with the next prompt", zh: "随下一条提示词发送文件"))
    case .find: Entry("[WORDS]", say("find in this conversation", zh: "在此对话中查找"))
    case .theme: Entry("[NAME]", say("choose the colours", zh: "选择配色"))
    case .raw:
      Entry("", say("show answers as they were written, or as Markdown", zh: "按原文或 Markdown 显示回答"))
    case .compact: Entry("", say("go on with a summary of this conversation", zh: "用此对话的摘要继续"))
    case .stats:
      Entry("", say("tokens, seconds and speed of this conversation", zh: "此对话的 token、用时和速度"))
    case .why:
      Entry("", say("where the seconds of the reply in view went, and why", zh: "当前回复的时间花在哪里，以及原因"))
    case .compare:
      Entry(
        "[TURN [TURN]]",
        say(
          "two replies word by word: alternatives, or turns by number",
          zh: "逐词比较两条回复：两个备选，或按编号指定的两轮")
      )
    case .doctor:
      Entry(
        "", say("what is known of this model's load, and what may help", zh: "此模型加载的已知情况和可行的办法"))
    case .errors: Entry("", say("the last error with the server's own words", zh: "最近一次错误及服务器原文"))
    case .help: Entry("", say("all keys and commands", zh: "全部按键和命令"))
    case .quit: Entry("", say("leave", zh: "退出"))
    }
  }

  /// It can do nothing without an argument.
  package var needsArgument: Bool {
    !entry.arguments.isEmpty && !entry.arguments.hasPrefix("[")
  }

  package var usage: String {
    "/" + rawValue + (entry.arguments.isEmpty ? "" : " " + entry.arguments)
  }
}

/// A prompt that begins with `/`, taken apart.
package enum SlashLine: Equatable, Sendable {
  case command(SlashCommand, argument: String)
  /// A word that looks like a command's name and is none.
  case unknown(name: String)

  /// `nil` for a text that is no command: `/usr/bin/env: no such file`, `/* a comment */`, `// another`.
  package init?(_ text: String) {
    guard text.utf8.first == UInt8(ascii: "/") else { return nil }
    let line = text.dropFirst()
    let name = line.prefix { !$0.isWhitespace }
    guard !name.isEmpty, name.allSatisfy({ $0.isASCII && $0.isLetter || $0 == "-" }) else {
      return nil
    }
    let argument = line.dropFirst(name.count).trimmedOfSpace
    if let command = SlashCommand(rawValue: name.lowercased()) {
      self = .command(command, argument: argument)
    } else {
      self = .unknown(name: String(name.prefix(40)))
    }
  }
}

extension Substring {
  /// Without blanks and line ends at either side.
  var trimmedOfSpace: String {
    let start = drop(while: \.isWhitespace)
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...end])
  }
}
