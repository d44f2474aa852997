import CTOML

/// Makes a theme of a parsed file, strictly: a name misspelt is a complaint, not a default.
struct ThemeReader {
  let source: String
  private var palette: [String: Color] = [:]

  private static let attributes: [(String, Attributes)] = [
    ("bold", .bold), ("dim", .dim), ("italic", .italic), ("underline", .underline),
    ("reverse", .reverse), ("strikethrough", .strikethrough),
  ]

  init(source: String) { self.source = source }

  /// A style as the file has it: no background means that of `text`.
  private struct Wish {
    var foreground: Color?
    var background: Color?
    var attributes: Attributes = []

    /// The same, bold where it is slanted.
    var bold: Wish {
      var bold = self
      bold.attributes.remove(.italic)
      bold.attributes.insert(.bold)
      return bold
    }
  }

  mutating func theme(_ root: ThemeNode) throws(ThemeFile.Complaint) -> Theme {
    var name: String?
    var appearance = Theme.Appearance.dark
    var styles: ThemeNode?
    for (key, place, value) in root.members {
      switch key {
      case "name": name = try string(value)
      case "appearance":
        guard let known = Theme.Appearance(rawValue: try string(value)) else {
          throw complaint(value.place, ThemeMessages.noAppearance)
        }
        appearance = known
      case "palette": try readPalette(value)
      case "styles": styles = value
      default: throw complaint(place, ThemeMessages.noMember(key))
      }
    }
    guard let name, !name.isEmpty else { throw complaint(root.place, ThemeMessages.noName) }
    guard let styles, styles.isTable else { throw complaint(root.place, ThemeMessages.noStyles) }
    return Theme(name: name, appearance: appearance, styles: try read(styles))
  }

  private mutating func readPalette(_ table: ThemeNode) throws(ThemeFile.Complaint) {
    guard table.isTable else { throw complaint(table.place, ThemeMessages.noPalette) }
    for (key, _, value) in table.members { palette[key] = try color(value) }
  }

  private func read(_ table: ThemeNode) throws(ThemeFile.Complaint) -> [Role: Style] {
    var wishes: [Role: Wish] = [:]
    for (key, place, value) in table.members {
      guard let role = Role(rawValue: key) else {
        throw complaint(place, ThemeMessages.noRole(key))
      }
      wishes[role] = try wish(value)
    }
    // A theme older than these roles gave code within a sentence the colour of blocks, and the strong words that of
    // the emphasised ones.
    wishes[.inlineCode] = wishes[.inlineCode] ?? wishes[.code]
    wishes[.strong] = wishes[.strong] ?? wishes[.emphasis]?.bold
    let text = wishes[.text] ?? Wish()
    return wishes.mapValues { wish in
      Style(
        wish.foreground ?? text.foreground ?? .standard,
        on: wish.background ?? text.background ?? .standard, wish.attributes)
    }
  }

  private func wish(_ node: ThemeNode) throws(ThemeFile.Complaint) -> Wish {
    guard node.isTable else { return Wish(foreground: try color(node)) }
    var wish = Wish()
    for (key, place, value) in node.members {
      if key == "fg" {
        wish.foreground = try color(value)
      } else if key == "bg" {
        wish.background = try color(value)
      } else if let attribute = Self.attributes.first(where: { $0.0 == key })?.1 {
        guard let isOn = value.bool else {
          throw complaint(value.place, ThemeMessages.noSwitch(key))
        }
        if isOn { wish.attributes.insert(attribute) }
      } else {
        throw complaint(
          place, ThemeMessages.noPartOfStyle(key, attributes: Self.attributes.map(\.0)))
      }
    }
    return wish
  }

  private func color(_ node: ThemeNode) throws(ThemeFile.Complaint) -> Color {
    if let number = node.integer, let index = UInt8(exactly: number) { return .palette(index) }
    if let name = node.string, let color = palette[name] ?? Color(name: name) { return color }
    throw complaint(node.place, ThemeMessages.noColor)
  }

  private func string(_ node: ThemeNode) throws(ThemeFile.Complaint) -> String {
    guard let string = node.string else { throw complaint(node.place, ThemeMessages.noString) }
    return string
  }

  private func complaint(_ place: ctoml_place, _ message: String) -> ThemeFile.Complaint {
    ThemeFile.Complaint(
      source: source, line: Int(place.line), column: Int(place.column), message: message)
  }
}
