import Engine

/// What is said around a form that a server of tools sends.
enum FormPageMessages {
  static func title(of server: String) -> String { say("\(server) asks", zh: "\(server) 询问") }

  static let boxOn: SafeText = "[x]"
  static let boxOff: SafeText = "[ ]"
  static var nothingChosen: String { say("nothing chosen", zh: "未选择") }
  static var howToChoose: SafeText { say("Space or ← → choose", zh: "Space 或 ← → 选择") }
  static var howToTick: SafeText { say("Space ticks it", zh: "Space 勾选") }
  static var mustBeFilledIn: String { say("must be filled in", zh: "必填") }
  static var noSecrets: SafeText {
    say(
      "A server must not ask for a secret here: what you enter goes to it as it is.",
      zh: "服务器不应在此索要机密：你输入的内容会原样发给它。")
  }

  static var nextOrSend: String {
    say("next field, at the last one send", zh: "下一项，在最后一项时发送")
  }
  static var decline: String { say("decline", zh: "拒绝") }
  static var leaveForm: String { say("leave it unanswered", zh: "不作回答") }

  static var pageDone: String { say("done there", zh: "已在那里完成") }
  static var pageIsAt: SafeText {
    say(
      "Open this address yourself if you trust it. It leads to ",
      zh: "如果你信任此地址，请自行打开。它指向 ")
  }
  static var strangeHost: SafeText {
    say(
      "The name of the host is written in letters that may look like others.",
      zh: "主机名中的字母可能与其他字母外形相似。")
  }

  static func complaint(_ complaint: FormComplaint) -> String {
    switch complaint {
    case .missing: say("this field must be filled in", zh: "此项必填")
    case .number: say("this must be a number", zh: "必须是数字")
    case .wholeNumber: say("this must be a whole number", zh: "必须是整数")
    case .yesOrNo: say("answer y or n", zh: "请回答 y 或 n")
    case .choice: say("choose by the number or the name", zh: "请按编号或名称选择")
    case .range(let least, let most): range(least?.plain, most?.plain)
    case .length(let shortest, .max):
      say("at least \(Plural.count(shortest, "character"))", zh: "至少 \(shortest) 个字符")
    case .length(let shortest, let longest):
      say("from \(shortest) to \(longest) characters", zh: "\(shortest) 到 \(longest) 个字符")
    case .count(let fewest, .max): say("choose at least \(fewest)", zh: "至少选择 \(fewest) 项")
    case .count(let fewest, let most):
      say("choose from \(fewest) to \(most)", zh: "选择 \(fewest) 到 \(most) 项")
    case .format(let format): self.format(format)
    }
  }

  private static func range(_ least: String?, _ most: String?) -> String {
    switch (least, most) {
    case (let least?, let most?):
      say("this must be from \(least) to \(most)", zh: "必须在 \(least) 到 \(most) 之间")
    case (let least?, nil): say("this must be at least \(least)", zh: "不得小于 \(least)")
    case (nil, let most?): say("this must be at most \(most)", zh: "不得大于 \(most)")
    case (nil, nil): say("this number is not accepted", zh: "不接受此数字")
    }
  }

  private static func format(_ format: String) -> String {
    switch format {
    case "email": say("this must be an email address", zh: "必须是电子邮件地址")
    case "uri":
      say("this must be an address like https://example.org", zh: "必须是如 https://example.org 的地址")
    case "date": say("this must be a date like 2026-01-31", zh: "必须是如 2026-01-31 的日期")
    case "date-time":
      say("this must be a time like 2026-01-31T14:05:00Z", zh: "必须是如 2026-01-31T14:05:00Z 的时间")
    default:
      say(
        "this must be a \(Sanitizer.sanitize(format))", zh: "必须是 \(Sanitizer.sanitize(format))")
    }
  }
}

extension Double {
  /// Without the fraction of a whole number.
  fileprivate var plain: String { Int(exactly: self).map(String.init) ?? String(self) }
}
