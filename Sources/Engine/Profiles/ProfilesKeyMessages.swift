/// What the profiles' room says of the keys and tables of a file.
enum ProfilesKeyMessages {
  /// How a notice about a key ends; an error about the same key does not.
  static var hardwareAddress: String {
    say("should be like aa:bb:cc:dd:ee:ff", zh: "应形如 aa:bb:cc:dd:ee:ff")
  }

  static var shareOfAModel: String {
    say(
      "should be \"max\", \"off\" or a number from 0 to 1", zh: "应为 \"max\"、\"off\" 或 0 到 1 之间的数字")
  }

  static var ignored: String { say(" Ignored.", zh: "已忽略。") }

  static var aTable: String { say("a table", zh: "表") }
  static var aList: String { say("a list", zh: "列表") }
  static var aString: String { say("a string", zh: "字符串") }
  static var anInteger: String { say("an integer", zh: "整数") }
  static var aNumber: String { say("a number", zh: "数字") }
  static var trueOrFalse: String { say("true or false", zh: "布尔值（true 或 false）") }
  static var aDate: String { say("a date", zh: "日期") }
  static var aListOfStrings: String { say("a list of strings", zh: "字符串列表") }
  static var aTableOfStrings: String { say("a table of strings", zh: "字符串表") }

  static var isEmpty: String { say("is empty", zh: "为空") }

  static func shouldBe(_ expected: String, not found: String) -> String {
    say("should be \(expected), not \(found)", zh: "应为\(expected)，而不是\(found)")
  }

  static func isOutside(_ range: ClosedRange<Int>, _ number: Int) -> String {
    number < range.lowerBound
      ? say(
        "should be at least \(range.lowerBound), not \(number)",
        zh: "应不小于 \(range.lowerBound)，而不是 \(number)")
      : say(
        "should be at most \(range.upperBound), not \(number)",
        zh: "应不大于 \(range.upperBound)，而不是 \(number)")
  }

  static func isOutside(_ range: ClosedRange<Double>, _ number: Double) -> String {
    say(
      "should be from \(range.lowerBound) to \(range.upperBound), not \(number)",
      zh: "应在 \(range.lowerBound) 到 \(range.upperBound) 之间，而不是 \(number)")
  }

  static func isNone(of choices: [String], _ text: String) -> String {
    let words = choices.map { "\"\($0)\"" }.joined(separator: say(", ", zh: "、"))
    return say("is \"\(text)\"; it can be \(words)", zh: "为 \"\(text)\"；可以是 \(words)")
  }

  static func wrongValue(
    of key: String, _ complaint: String, at place: TOMLValue.Place?
  ) -> Notice {
    let location = place.map { "\($0): " } ?? ""
    return Notice(
      say(
        "\(location)\(key) \(complaint).\(ignored)", zh: "\(location)\(key) \(complaint)。\(ignored)"
      ),
      at: place)
  }

  static func key(_ key: String, in table: String) -> String {
    say("\(key) in \(table)", zh: "\(table) 中的 \(key)")
  }

  /// TOML puts a key into the table whose heading stands above it, which surprises every newcomer.
  static func foreign(
    _ names: [String], in table: String, at place: TOMLValue.Place
  ) -> Notice {
    let list = "\(place): " + names.joined(separator: say(", ", zh: "、"))
    let one = names.count == 1
    if table.isEmpty {
      return Notice(
        say(
          "\(list) \(one ? "has" : "have") no meaning here.\(ignored)",
          zh: "\(list) 在此处没有意义。\(ignored)"),
        at: place)
    }
    return Notice(
      say(
        one
          ? "\(list) belongs to \(table), the heading above it, and has no meaning here.\(ignored)"
          : "\(list) belong to \(table), the heading above them, and have no meaning here.\(ignored)",
        zh: "\(list) 属于上方的表头 \(table)，在此处没有意义。\(ignored)"),
      at: place)
  }

  static func unknown(
    _ names: [String], in table: String, at place: TOMLValue.Place
  ) -> Notice {
    let owner =
      table.isEmpty ? say("the top of the file", zh: "文件顶部") : say(table, zh: "\(table) 中")
    let names = names.joined(separator: say(", ", zh: "、"))
    return Notice(
      say(
        "\(place): unknown in \(owner): \(names).\(ignored)",
        zh: "\(place): \(owner)有未知的键：\(names)。\(ignored)"),
      at: place)
  }

  static func named(_ key: String, _ hints: [String]) -> String {
    guard !hints.isEmpty else { return key }
    let words = hints.joined(separator: say("; ", zh: "；"))
    return say("\(key) (\(words))", zh: "\(key)（\(words)）")
  }

  static func line(_ number: Int) -> String { say("line \(number)", zh: "第 \(number) 行") }

  static var countsAboveHeadings: String {
    say("it counts only above the first [heading]", zh: "仅在第一个 [表头] 之前有效")
  }

  static let tableOfAPreset = "A named set of what shapes replies, for /set NAME; see thinking.md."

  static var budget: String {
    say("wants tokens or a time: 2000, \"30s\", \"2m\"", zh: "应为 token 数或时间：2000、\"30s\"、\"2m\"")
  }

  static func oneTo(_ most: Int) -> String {
    say("wants one to \(most) texts", zh: "应为 1 到 \(most) 段文本")
  }

  static func didYouMean(_ near: String) -> String {
    say("did you mean \(near)?", zh: "是否应为 \(near)？")
  }

  static func codexWantsFiles(at place: TOMLValue.Place) -> Notice {
    Notice(
      say(
        "\(place): Codex 0.134 and later want each profile in a file of its own, "
          + "NAME.config.toml, and refuse --profile beside [profiles.…]. Here both work.",
        zh: "\(place): Codex 0.134 及以后的版本要求每个配置各用一个文件 NAME.config.toml，"
          + "并在有 [profiles.…] 时拒绝 --profile。此处两者皆可。"),
      at: place)
  }

  static func codexIgnores(table: String, at place: TOMLValue.Place) -> Notice {
    Notice(
      say(
        "\(place): Codex ignores \(table): its built-in provider of that name wins "
          + "(since 2026 it refuses the file). Here the table counts.",
        zh: "\(place): Codex 会忽略 \(table)：以其内置的同名提供方为准（2026 年起会拒绝该文件）。此处以该表为准。"),
      at: place)
  }

  static func codexRefusesChat(at place: TOMLValue.Place) -> Notice {
    Notice(
      say(
        "\(place): Codex since 2026 refuses any file with wire_api = \"chat\". Here it works; "
          + "auto would choose by itself.",
        zh: "\(place): 2026 年起 Codex 拒绝任何含 wire_api = \"chat\" 的文件。此处可用；auto 会自行选择。"),
      at: place)
  }

  static func codexApproves(in table: String, at place: TOMLValue.Place) -> Notice {
    Notice(
      say(
        "\(place): Codex runs tools of \(table) without asking. Here you are asked; "
          + "\"always\" in the question allows a tool for good.",
        zh: "\(place): Codex 运行 \(table) 的工具时不会询问。此处会询问你；询问时可以选择始终允许某个工具。"),
      at: place)
  }

  static func codexIgnores(key: String, in table: String, at place: TOMLValue.Place) -> Notice {
    Notice(
      say(
        "\(place): Codex ignores \(key) in \(table); it counts there only at the top of "
          + "the file. Here it counts in both.",
        zh: "\(place): Codex 会忽略 \(table) 中的 \(key)，只认文件顶部的。此处两者皆有效。"),
      at: place)
  }

  static func belongs(_ key: String, to table: String, at place: TOMLValue.Place) -> Notice {
    Notice(
      say(
        "\(place): \(key) belongs to \(table), the heading above it. Codex before 0.94 "
          + "ignored sandbox_mode there; write it above the first heading.",
        zh: "\(place): \(key) 属于上方的表头 \(table)。Codex 0.94 之前会忽略那里的 sandbox_mode；"
          + "请写在第一个表头之前。"),
      at: place)
  }

  static let topOfTheFile = "At the top of the file, above the first heading."

  static let tableOfAProfile =
    "A named choice of provider, model and options. Each of these keys may also stand at the top "
    + "of the file, where it counts for every profile that does not set it."

  static let tableOfAProvider =
    "An endpoint: where it is, how it is spoken to, which key opens it."

  static let tableOfATokenCommand = "A command that prints a token, instead of env_key."

  static let tableOfAToolServer =
    "A server of tools that speaks the Model Context Protocol, as Codex writes it; see tools.md."
  static let tableOfTheSandbox =
    "What the shell of [tools] may reach beyond reading, as Codex writes it; see tools.md."
  static let tableOfTheTools =
    "What a model may call, and when it has to be asked for. Codex's own keys here mean nothing."

  static let tableOfTheScreen = "How the full screen looks and behaves."

  static let tableOfTheHistory = "What is kept of conversations."
}
