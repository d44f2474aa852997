import Engine
import TUI

/// What the conversation in plain lines says.
enum LinearMessages {
  static func greeting(version: String) -> String {
    say(
      "codex-tui \(version). /help lists the commands, Ctrl+D ends.",
      zh: "codex-tui \(version)。/help 列出命令，Ctrl+D 退出。")
  }

  static var nothingToRepeat: String {
    say("There is no prompt to repeat yet.", zh: "还没有可重新发送的提示词。")
  }
  static var stopped: String { say("stopped; what was said is kept", zh: "已停止；已有内容会保留") }

  /// What stands before the words that are typed.
  static func prompt(profile: String, destination: Location) -> String {
    let sign = LocationLabel.sign(destination).map { "\($0) " } ?? ""
    return say("\(sign)\(profile) you: ", zh: "\(sign)\(profile) 你：")
  }

  static var help: String {
    say(
      """
      /profile [NAME]  list the profiles, or go on with another one
      /model [NAME]    say which model answers, or go on with another one
      /models          list the models of the local servers
      /retry           ask the last question again
      /tools [NAMES]   list the tools, or let the model call these and no others: server or server:tool; off
      /new             begin a new conversation
      /resume [ID]     list the kept conversations, or go on with one
      /quit            end; Ctrl+D does the same, Ctrl+C stops a reply
      A line that ends in \\ goes on in the next one; \"\"\" alone begins and ends several lines.
      """,
      zh: """
        /profile [NAME]  列出配置，或切换到另一个
        /model [NAME]    显示当前回答的模型，或切换到另一个
        /models          列出本地服务器的模型
        /retry           重新发送上一个问题
        /tools [NAMES]   列出工具，或只允许模型调用这些：server 或 server:tool；off 全部关闭
        /new             开始新对话
        /resume [ID]     列出已保存的对话，或继续其中一个
        /quit            退出；Ctrl+D 相同，Ctrl+C 停止回复
        以 \\ 结尾的行在下一行继续；单独一行 \"\"\" 开始和结束多行文本。
        """)
  }

  static var allow: String {
    say(
      "allow it? y once, c in this conversation, a always, n no, or n and why: ",
      zh: "是否允许？y 一次，c 在此对话中，a 始终，n 否，或 n 加原因：")
  }
  static func form(of server: String) -> String {
    say("\(server) asks you:", zh: "\(server) 向你询问：")
  }
  static var howToFill: String {
    say(
      "One line for each field; an empty line takes what stands in brackets. /decline refuses, /cancel leaves it unanswered.",
      zh: "每个字段一行；空行采用方括号中的值。/decline 拒绝，/cancel 不作回答。")
  }
  static var yesOrNo: String { say(" (y or n)", zh: "（y 或 n）") }
  static var noSecrets: String {
    say(
      "A server must not ask for a secret here: what you enter goes to it as it is.",
      zh: "服务器不应在此索要机密：你输入的内容会原样发送给它。")
  }
  static func page(_ url: String) -> String {
    say("Open this address yourself if you trust it: \(url)", zh: "如果你信任此地址，请自行打开：\(url)")
  }
  static var pageDone: String {
    say(
      "Enter when you are done there, /decline or /cancel: ", zh: "完成后按 Enter，或输入 /decline、/cancel："
    )
  }
  /// Stands before a name, so both are of one width.
  static func isOn(_ isOn: Bool) -> String {
    isOn ? say("on ", zh: "开") : say("off", zh: "关")
  }
  static var noSuchAnswer: String {
    say(
      "that is none of the answers; nothing is run until one is given",
      zh: "这不是有效的回答；在你作答之前不会运行任何内容")
  }
  static var noToolServers: String {
    say("No server of tools is configured: docs/tools.md.", zh: "未配置工具服务器：docs/tools.md。")
  }

  static var newConversation: String { say("a new conversation", zh: "新对话") }

  static func noCommand(_ name: String) -> String {
    say("There is no \(name). /help lists what there is.", zh: "没有命令 \(name)。/help 列出全部命令。")
  }

  static var noServerAnswers: String {
    say("No local server of the configuration answers.", zh: "配置文件中的本地服务器均无响应。")
  }

  /// - Parameter known: the names, joined.
  static func noProfile(nearest: String?, known: String) -> String {
    say(
      "No such profile. \(nearest.map { "Did you mean \($0)? " } ?? "")There are: \(known)",
      zh: "没有此配置。\(nearest.map { "是否应为 \($0)？" } ?? "")可用：\(known)")
  }

  static func noModel(_ name: String, nearest: String?) -> String {
    let hint =
      nearest.map { say("Did you mean \($0)?", zh: "是否应为 \($0)？") }
      ?? say("/models lists all.", zh: "/models 列出全部模型。")
    return say(
      "No local server has a model named \(name). \(hint)",
      zh: "没有本地服务器提供名为 \(name) 的模型。\(hint)")
  }

  static func now(on place: String) -> String { say("now on \(place)", zh: "现在使用 \(place)") }

  static func place(
    profile: String, model: String, address: String, destination: Location
  ) -> String {
    let leaves =
      LocationLabel.sign(destination).map {
        say(" · \($0), leaves this machine", zh: " · \($0)，离开本机")
      } ?? ""
    return "\(profile) · \(model) · \(address)\(leaves)"
  }

  static var noConversations: String { say("No conversation is kept yet.", zh: "还没有保存的对话。") }
  static var resumeWithID: String {
    say("/resume and how its id begins goes on with one.", zh: "/resume 加上 id 的开头即可继续某个对话。")
  }

  static func goingOn(with title: String, turns: Int) -> String {
    say(
      "going on with \(title), \(Plural.count(turns, "turn")); the last one:",
      zh: "继续 \(title)，\(turns) 轮；最后一轮：")
  }

  static func you(_ prompt: String) -> String { say("you: \(prompt)", zh: "你：\(prompt)") }

  static func answer(_ text: String) -> String { say("answer: \(text)", zh: "回答：\(text)") }
}
