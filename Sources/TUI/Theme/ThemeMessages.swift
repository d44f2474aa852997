/// What the themes' room says of a theme's file.
enum ThemeMessages {
  static func noTheme(builtIn: [String], lookedForIn directories: [String]) -> String {
    "no such theme. Built in: \(builtIn.joined(separator: ", ")); files are looked for in "
      + directories.joined(separator: ", ")
  }

  static let unreadable = "cannot be read as a theme"

  static let noAppearance = "appearance is \"dark\" or \"light\""

  static func noMember(_ key: String) -> String { "a theme has no \"\(key)\"" }

  static let noName = "the theme has no name"

  static let noStyles = "[styles] is missing"

  static let noPalette = "palette is a table of colours"

  static func noRole(_ key: String) -> String { "there is no role \"\(key)\"" }

  static func noSwitch(_ key: String) -> String { "\(key) is true or false" }

  static func noPartOfStyle(_ key: String, attributes: [String]) -> String {
    "a style has fg, bg, \(attributes.joined(separator: ", ")), but no \"\(key)\""
  }

  static let noColor =
    "a colour is \"#rrggbb\", a name like \"bright-red\", or a number up to 255"

  static let noString = "this must be a string"
}
