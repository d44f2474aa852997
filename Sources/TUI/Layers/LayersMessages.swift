import Engine

/// What the short lists say, and what the layers share.
enum LayersMessages {
  static var nothingMatches: String { say("nothing matches", zh: "没有匹配项") }
  static var nothingSaid: SafeText { say("Nothing was said yet.", zh: "还没有任何对话。") }

  static func scrolls(title: String) -> String {
    say(
      "\(title) · ↑ ↓ scroll · any other key closes",
      zh: "\(title) · ↑ ↓ 滚动 · 其他键关闭")
  }

  static var effort: String { say("reasoning effort", zh: "思考强度") }
  static var serversDefault: String { say("what the server does by itself", zh: "由服务器自行决定") }

  static var chooses: String { say("choose", zh: "选择") }
  static var uses: String { say("use", zh: "使用") }
  static var runs: String { say("do it", zh: "执行") }
  static var takes: String { say("take into the prompt", zh: "放入输入框") }
  static var keepsForRun: String { say("keep for this run", zh: "用于本次运行") }
  static var switchesProfile: String { say("switch to its profile", zh: "切换到其配置") }
  static var closes: String { say("close", zh: "关闭") }

  static var palette: String { say("keys and commands", zh: "按键和命令") }
  static var typeToFind: String { say("type to find", zh: "输入以查找") }
  static var often: String { say("Often", zh: "常用") }
  static var commands: String { say("Commands", zh: "命令") }
  static var onlyInLists: String { say("in a list", zh: "列表中") }

  static var sentPrompts: String { say("prompts sent before", zh: "发送过的提示词") }

  static var profiles: String { say("profiles", zh: "配置") }

  static var themes: String {
    say("themes", zh: "主题")
  }

  static func appearance(_ appearance: Theme.Appearance) -> String {
    switch appearance {
    case .dark: say("dark", zh: "深色")
    case .light: say("light", zh: "浅色")
    }
  }

  static var servers: String {
    say("servers", zh: "服务器")
  }
  static var asksServers: String { say("asking the servers …", zh: "正在询问服务器…") }

  static func noProfile(of server: String) -> String {
    say(
      "no profile asks \(server); codex-tui config init writes one",
      zh: "没有配置使用 \(server)；codex-tui config init 可写入一个")
  }
}
