/// What is said to the user of paths that are traps, and of fields that servers refuse.
enum SupportMessages {
  static func onGraphicsCard(_ bytes: Int) -> String {
    say("\(bytes.inGigabytes) of the graphics card", zh: "\(bytes.inGigabytes) 显存")
  }

  static func linkedFolder(_ path: String) -> EngineError {
    EngineError(
      .archive,
      say(
        "\(path) is a symbolic link, so what is kept could end up elsewhere.",
        zh: "\(path) 是符号链接，保存的内容可能落到别处。"),
      remedy: say(
        "Remove the link, or set XDG_STATE_HOME to the real place.",
        zh: "请删除该链接，或将 XDG_STATE_HOME 设为真实位置。"))
  }

  static func foreignOwner(_ owner: UInt32, of path: String, me: UInt32) -> EngineError {
    EngineError(
      .archive,
      say("\(path) belongs to another user (\(owner)).", zh: "\(path) 属于另一用户（\(owner)）。"),
      remedy: say(
        "Make it yours with: chown \(me) \(path)", zh: "将所有者改为你：chown \(me) \(path)"))
  }

  static func openToEveryUser(_ path: String) -> EngineError {
    EngineError(
      .archive,
      say("\(path) can be changed by every user of this machine.", zh: "本机的所有用户都能修改 \(path)。"),
      remedy: say("Close it with: chmod o-w \(path)", zh: "收回权限：chmod o-w \(path)"))
  }

  // What is wrong with a value, after its path.
  static var schemaAllowsNothing: String { say("nothing may stand here", zh: "此处不允许有任何内容") }
  static var schemaWantsAny: String { say("is none of what is allowed", zh: "不符合任何一种允许的形式") }
  static var schemaWantsOne: String {
    say("is not exactly one of what is allowed", zh: "应恰好符合一种允许的形式")
  }
  static var schemaWantsNot: String { say("is what is not allowed", zh: "是不允许的形式") }
  static var schemaMisses: String { say("is missing", zh: "缺失") }
  static var schemaKnowsNot: String { say("is not allowed", zh: "不允许出现") }
  static var schemaWantsUnique: String { say("stands there before", zh: "前面已经出现过") }
  static func schemaWants(type names: [String], not type: String) -> String {
    say(
      "is \(type), not \(names.joined(separator: " or "))",
      zh: "是 \(type)，而不是 \(names.joined(separator: " 或 "))")
  }
  static func schemaWants(one choices: [String]) -> String {
    say(
      "is not \(choices.joined(separator: ", "))", zh: "不是 \(choices.joined(separator: "、"))")
  }
  static func schemaWants(pattern: String) -> String {
    say("does not match \(pattern)", zh: "不匹配 \(pattern)")
  }
  private static func plain(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? JSON.double(number).text
  }
  static func schemaWants(step: Double) -> String {
    say("is no multiple of \(plain(step))", zh: "不是 \(plain(step)) 的倍数")
  }
  static func below(_ limit: Double) -> String {
    say("is less than \(plain(limit)) allows", zh: "超出下限 \(plain(limit))")
  }
  static func above(_ limit: Double) -> String {
    say("is more than \(plain(limit)) allows", zh: "超出上限 \(plain(limit))")
  }
  static func tooFew(_ least: Int, _ what: String) -> String {
    say("has less than \(least) \(what)", zh: "的\(measure(what))少于 \(least)")
  }
  static func tooMany(_ most: Int, _ what: String) -> String {
    say("has more than \(most) \(what)", zh: "的\(measure(what))多于 \(most)")
  }
  private static func measure(_ what: String) -> String {
    ["properties": "属性数", "items": "项数", "length": "长度"][what] ?? " \(what) "
  }

  /// - Parameter setting: the one behind the field.
  static func leaveOut(field: String, setting: String?) -> String {
    let omit = say(
      "omit_fields = [\"\(field)\"] in the provider's table leaves the field out.",
      zh: "在提供方的表中写 omit_fields = [\"\(field)\"] 可省去该字段。")
    return setting.map {
      say("\($0) in the profile sets it; \(omit)", zh: "它由配置中的 \($0) 设定；\(omit)")
    } ?? omit
  }
}
