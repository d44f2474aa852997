/// What every role looks like.
package struct Theme: Equatable, Sendable {
  /// The kind of background a theme is made for.
  package enum Appearance: String, Sendable {
    case dark, light
  }

  package var name: String
  package var appearance: Appearance
  package var styles: [Role: Style]

  package init(name: String, appearance: Appearance = .dark, styles: [Role: Style]) {
    self.name = name
    self.appearance = appearance
    self.styles = styles
  }

  package func style(_ role: Role) -> Style { styles[role] ?? styles[.text] ?? Style() }
}

package struct Style: Hashable, Sendable {
  package var foreground: Color
  package var background: Color
  package var attributes: Attributes

  package init(
    _ foreground: Color = .standard, on background: Color = .standard, _ attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}

package enum Color: Hashable, Sendable {
  /// The terminal's own.
  case standard
  /// 0…15 the terminal's sixteen, 16…255 the fixed palette.
  case palette(UInt8)
  case rgb(UInt8, UInt8, UInt8)
}
