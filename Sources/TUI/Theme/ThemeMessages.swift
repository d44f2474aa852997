import Engine

/// What the themes' room says of a theme's file.
enum ThemeMessages {
  static func noTheme(builtIn: [String], lookedForIn directories: [String]) -> String {
    say(
      "no such theme. Built in: \(builtIn.joined(separator: ", ")); files are looked for in "
        + directories.joined(separator: ", "),
      zh: "没有此主题。内置：\(builtIn.joined(separator: "、"))；查找文件的目录："
        + directories.joined(separator: "、"))
  }

  static var missing: String { say("there is no such file", zh: "没有此文件") }

  static var denied: String {
    say("its permissions do not let you read it", zh: "权限不足，无法读取")
  }

  static var folder: String {
    say("this is a folder, not the file of a theme", zh: "这是文件夹，不是主题文件")
  }

  static var tooLarge: String {
    say("larger than 1 MB, so this is no theme", zh: "超过 1 MB，不是主题文件")
  }

  static var unreadable: String { say("cannot be read as a theme", zh: "无法作为主题读取") }

  static var noAppearance: String {
    say("appearance is \"dark\" or \"light\"", zh: "appearance 应为 \"dark\" 或 \"light\"")
  }

  static func noMember(_ key: String) -> String {
    say("a theme has no \"\(key)\"", zh: "主题没有 \"\(key)\"")
  }

  static var noName: String { say("the theme has no name", zh: "主题没有 name") }

  static var noStyles: String { say("[styles] is missing", zh: "缺少 [styles]") }

  static var noPalette: String { say("palette is a table of colours", zh: "palette 应为颜色表") }

  static func noRole(_ key: String) -> String {
    say("there is no role \"\(key)\"", zh: "没有角色 \"\(key)\"")
  }

  static func noSwitch(_ key: String) -> String {
    say("\(key) is true or false", zh: "\(key) 应为 true 或 false")
  }

  static func noPartOfStyle(_ key: String, attributes: [String]) -> String {
    say(
      "a style has fg, bg, \(attributes.joined(separator: ", ")), but no \"\(key)\"",
      zh: "样式可有 fg、bg、\(attributes.joined(separator: "、"))，没有 \"\(key)\"")
  }

  static var noColor: String {
    say(
      "a colour is \"#rrggbb\", a name like \"bright-red\", or a number up to 255",
      zh: "颜色应为 \"#rrggbb\"、\"bright-red\" 之类的名称，或不超过 255 的数字")
  }

  static var noString: String { say("this must be a string", zh: "此处必须是字符串") }
}
