import Engine
import SystemPackage
import TUI

/// What the doctor says of what it looked at.
enum DoctorMessages {
  /// A server of this machine that answers, and that nothing in the configuration asks.
  static func isNotAsked(
    _ id: String, at address: String, model: String?, models: Int
  ) -> Finding {
    let options = "--local-provider \(id)" + (model.map { " --model \($0)" } ?? "")
    return Finding(
      .note, id,
      say(
        "answers at \(address) with \(Plural.count(models, "model")); no profile asks it",
        zh: "在 \(address) 响应，有 \(models) 个模型；没有配置使用它"),
      remedy: say(
        "codex-tui \(options) asks it; codex-tui config init writes a profile.",
        zh: "用 codex-tui \(options) 使用它；codex-tui config init 可写入配置。"))
  }

  static var recordingNeedsReport: String {
    say("--recording goes into the file of --report.", zh: "--recording 需要与 --report 一起使用。")
  }
  static var reportIsNoJSON: String {
    say("--report and --json go one at a time.", zh: "--report 和 --json 不能同时使用。")
  }
  static func reportIsWritten(_ path: String) -> String {
    say(
      "\(path) is written. Keys are left out; read it all the same before you attach it.",
      zh: "已写入 \(path)。其中不含密钥；附上之前仍请通读一遍。")
  }

  /// What a finding is about, to people. Anything else is a name.
  static func area(_ area: String) -> String {
    switch area {
    case "program": say(area, zh: "程序")
    case "connections": say(area, zh: "连接")
    case "terminal": say(area, zh: "终端")
    case "configuration": say(area, zh: "配置文件")
    case "state": say(area, zh: "状态目录")
    case "archive": say(area, zh: "对话库")
    case "speed": say(area, zh: "速度")
    case "tools": say(area, zh: "工具")
    case let area where area.hasPrefix("tools "): say(area, zh: "工具 \(area.dropFirst(6))")
    default: area
    }
  }

  static func mark(_ level: Finding.Level) -> String {
    switch level {
    case .ok: say("ok  ", zh: "正常")
    case .note: say("note", zh: "注意")
    case .problem: say("FAIL", zh: "失败")
    }
  }

  static func program(version: String) -> Finding {
    Finding(.ok, "program", "codex-tui \(version)")
  }

  static func noScreen(_ reason: String) -> Finding {
    Finding(
      .note, "terminal", reason,
      remedy: say("exec and --linear work here.", zh: "exec 和 --linear 在此可用。"))
  }

  static func terminal(_ term: String, colors: String) -> Finding {
    Finding(
      .ok, "terminal", say("TERM=\(term), colours: \(colors)", zh: "TERM=\(term)，颜色：\(colors)"))
  }

  static var noColors: String { say("none (NO_COLOR)", zh: "无（NO_COLOR）") }
  static var directColors: String { say("24 bit", zh: "24 位") }
  static var terminfoColors: String { say("by terminfo", zh: "依据 terminfo") }

  static var terminalIsSilent: Finding {
    Finding(.note, "terminal", say("does not answer questions", zh: "不回答查询"))
  }

  static func terminal(offers ability: String, says: Bool) -> Finding {
    Finding(
      .ok, "terminal",
      says
        ? say("\(ability): yes", zh: "\(ability)：支持")
        : say("\(ability): it does not say so", zh: "\(ability)：未声明支持"))
  }

  static var synchronizedOutput: String { say("synchronized output (2026)", zh: "同步输出（2026）") }
  static var kittyKeyboard: String { say("kitty keyboard", zh: "kitty 键盘协议") }

  static func images(_ form: ImageProtocol?, canMake: Bool, hasCell: Bool) -> Finding {
    let words =
      switch form {
      case nil: say("draws no images: their frames stand alone", zh: "不绘制图片：只显示其边框")
      case .some where !hasCell:
        say(
          "takes images, but does not say how many pixels a cell has: their frames stand alone",
          zh: "支持图片，但未告知单元格的像素大小：只显示其边框")
      case .sixel where !canMake:
        say(
          "takes sixels, but img2sixel is not installed (package libsixel-bin, in Homebrew libsixel)",
          zh: "支持 sixel，但未安装 img2sixel（软件包 libsixel-bin，Homebrew 中为 libsixel）")
      case .sixel: say("draws images (sixel, by img2sixel)", zh: "绘制图片（sixel，由 img2sixel 转换）")
      case .kitty: say("draws images (kitty's protocol)", zh: "绘制图片（kitty 图形协议）")
      case .iterm2: say("draws images (iTerm2's protocol)", zh: "绘制图片（iTerm2 图形协议）")
      }
    return Finding(form == nil || canMake && hasCell ? .ok : .note, "terminal", words)
  }

  static var clipboard: String { say("clipboard (OSC 52)", zh: "剪贴板（OSC 52）") }

  static func background(_ appearance: Theme.Appearance) -> Finding {
    Finding(
      .ok, "terminal",
      say("background: \(appearance)", zh: "背景：\(appearance == .dark ? "深色" : "浅色")"))
  }

  static var noWidths: Finding {
    Finding(
      .note, "terminal",
      say("tells no cursor place, so widths are not known", zh: "不报告光标位置，因此无法得知字符宽度"))
  }

  static func sameWidths(ofCharacters count: Int) -> Finding {
    Finding(
      .ok, "terminal",
      say(
        "draws all \(count) test characters as wide as we do", zh: "全部 \(count) 个测试字符的绘制宽度与我们一致"))
  }

  /// - Parameter characters: each as `otherWidth` says it.
  static func otherWidths(_ characters: [String]) -> Finding {
    Finding(
      .note, "terminal", characters.joined(separator: say("; ", zh: "；")),
      remedy: say(
        "Such characters are placed one by one, so rows stay straight; "
          + "[tui] emoji = \"safe\" keeps joined emoji simple.",
        zh: "这类字符会逐个定位，因此各行保持对齐；[tui] emoji = \"safe\" 可简化组合表情。"))
  }

  static func otherWidth(of character: String, there: Int, here: Int) -> String {
    say(
      "\(character): \(Plural.count(there, "column")), here \(here)",
      zh: "\(character)：\(there) 列，此处为 \(here)")
  }

  static func configuration(files: [String]) -> Finding {
    files.isEmpty
      ? Finding(
        .ok, "configuration", say("no file; built-in settings", zh: "没有配置文件；使用内置设置"),
        remedy: "codex-tui config init")
      : Finding(.ok, "configuration", files.joined(separator: ", "))
  }

  static func unusable(_ error: EngineError) -> [Finding] {
    [
      Finding(.problem, "configuration", error.message, remedy: error.remedy),
      Finding(
        .note, "configuration",
        say("What follows is looked at with the built-in settings.", zh: "以下按内置设置检查。")),
    ]
  }

  static func setting(_ path: String, _ value: String, at place: String) -> Finding {
    Finding(.ok, "configuration", "\(path) = \(value)  (\(place))")
  }

  static func notAsked(_ provider: String, at address: String) -> Finding {
    Finding(
      .ok, provider,
      say("\(address): the key is set; not asked", zh: "\(address)：密钥已设置；未查询"),
      remedy: say("codex-tui doctor --remote asks it.", zh: "codex-tui doctor --remote 会查询它。"))
  }

  static func toolServer(_ report: ToolServerReport, offers tools: [Tool]) -> Finding {
    let took =
      report.took.map {
        say(", started in \(TimeFormatter.seconds($0))", zh: "，启动用时 \(TimeFormatter.seconds($0))")
      } ?? ""
    return Finding(.ok, "tools \(report.id)", CommandsMessages.offers(tools) + took)
  }

  static func toolServer(_ report: ToolServerReport, fails error: EngineError) -> Finding {
    Finding(.note, "tools \(report.id)", error.message, remedy: error.remedy)
  }

  static func toolServerNotAsked(_ report: ToolServerReport) -> Finding {
    let url = report.server.url ?? ""
    return Finding(
      .ok, "tools \(report.id)", say("\(url): not asked", zh: "\(url)：未查询"),
      remedy: say("codex-tui doctor --remote asks it.", zh: "codex-tui doctor --remote 会查询它。"))
  }

  static func noSuchTool(_ selector: String) -> Finding {
    Finding(
      .note, "tools",
      say(
        "\(selector) is enabled, but there is none of that name", zh: "\(selector) 已启用，但没有此名称的工具"),
      remedy: say(
        "codex-tui tools lists what there is; [tools] and the profiles say what is enabled.",
        zh: "codex-tui tools 列出可用的工具；[tools] 和各配置决定启用哪些。"))
  }

  static func answers(
    _ provider: String, kind: String, at address: String, wire: String?, after time: Duration?,
    models: Int
  ) -> Finding {
    let wire = wire.map { say(", wire \($0)", zh: "，协议 \($0)") } ?? ""
    let took =
      time.map {
        say(", answered in \(TimeFormatter.seconds($0))", zh: "，响应用时 \(TimeFormatter.seconds($0))")
      } ?? ""
    return Finding(
      .ok, provider,
      say(
        "\(kind) at \(address)\(wire)\(took), \(Plural.count(models, "model"))",
        zh: "\(kind)，位于 \(address)\(wire)\(took)，\(models) 个模型"))
  }

  static func loaded(_ model: String, window: Int?, at provider: String) -> Finding {
    Finding(
      .ok, provider,
      say(
        "loaded: \(model)" + (window.map { ", window \($0)" } ?? ""),
        zh: "已加载：\(model)" + (window.map { "，窗口 \($0)" } ?? "")))
  }

  /// - Parameters:
  ///   - nearest: the model that may be meant.
  ///   - known: the models that are there, of which a few are named.
  static func modelMissing(
    _ model: String, of profile: String, at provider: String, nearest: String?, known: [String]
  ) -> Finding {
    Finding(
      .problem, provider,
      say(
        "profile \(profile) wants \(model), which is not there",
        zh: "配置 \(profile) 需要 \(model)，但它不存在"),
      remedy: nearest.map { say("Did you mean \($0)?", zh: "是否应为 \($0)？") }
        ?? say(
          "It has \(known.prefix(3).joined(separator: ", ")).",
          zh: "它提供 \(known.prefix(3).joined(separator: "、"))。"))
  }

  static var nothingIsKept: Finding {
    Finding(
      .note, "state", say("nothing is kept", zh: "不保存任何内容"),
      remedy: say("Set HOME or XDG_STATE_HOME.", zh: "请设置 HOME 或 XDG_STATE_HOME。"))
  }

  static func cannotWrite(_ folder: String, _ failure: Errno) -> Finding {
    Finding(
      .problem, "state",
      say("\(folder) cannot be written: \(failure)", zh: "无法写入 \(folder)：\(failure)"),
      remedy: say(
        "Correct its permissions, or set XDG_STATE_HOME.", zh: "请更正其权限，或设置 XDG_STATE_HOME。"))
  }

  static var noConversations: Finding {
    Finding(.ok, "archive", say("no conversations yet", zh: "还没有对话"))
  }
  static var archiveIsSound: Finding {
    Finding(.ok, "archive", say("every page and index is sound", zh: "所有页面和索引均完好"))
  }

  static func noFirstToken(_ profile: String) -> Finding {
    Finding(
      .problem, "speed",
      say("\(profile) gave no word within two minutes", zh: "\(profile) 两分钟内没有输出"))
  }

  static func firstToken(_ profile: String, after time: Duration, _ summary: String) -> Finding {
    let time = TimeFormatter.seconds(time)
    return Finding(
      .ok, "speed",
      say(
        "\(profile): first token after \(time) (\(summary))",
        zh: "\(profile)：\(time) 后收到首个 token（\(summary)）"))
  }

  // The characters that a terminal is asked about.

  static var combiningAccent: String { say("a letter with a combining accent", zh: "带组合重音的字母") }
  static var chinese: String { say("a Chinese character", zh: "汉字") }
  static var halfWidth: String { say("a half-width kana", zh: "半角假名") }
  static var arrow: String { say("an arrow", zh: "箭头") }
  static var emoji: String { say("an emoji", zh: "表情符号") }
  static var skinnedEmoji: String { say("an emoji with a skin", zh: "带肤色的表情符号") }
  static var joinedEmoji: String { say("a joined emoji", zh: "组合表情符号") }
  static var flag: String { say("a flag", zh: "旗帜") }
  static var heart: String { say("a heart made an emoji", zh: "显示为表情的心形") }
  static var keycap: String { say("a keycap", zh: "键帽") }
  static var devanagari: String { say("a Devanagari cluster", zh: "天城文字簇") }
  static var hangul: String { say("a Hangul syllable", zh: "韩文音节") }
}
