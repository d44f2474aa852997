import CNcurses

/// How a cell is written: what ncurses is told, and the same as bytes for what we write ourselves.
struct CursesStyle: Equatable {
  var attributes: attr_t
  /// A colour pair from `alloc_pair`; 0 is the terminal's own colours.
  var pair: Int32
  /// The same as an SGR sequence, for glyphs that ncurses cannot place.
  var sequence: String
}

/// Answers how each ink looks under the theme in force, and remembers it.
@ScreenActor
struct CursesInk {
  let depth: ColorDepth
  /// ncurses has no strikethrough; where the terminal has one, such cells are written directly.
  let hasStrikethrough: Bool
  private let theme: Theme
  private var known: [Ink: CursesStyle] = [:]

  init(theme: Theme, depth: ColorDepth, hasStrikethrough: Bool) {
    // Without colours only the theme that needs none keeps what it says apart.
    self.theme = depth == .mono ? .mono : theme
    self.depth = depth
    self.hasStrikethrough = hasStrikethrough
  }

  mutating func style(for ink: Ink) -> CursesStyle {
    // A link looks the same wherever it leads.
    var ink = ink
    ink.link = 0
    if let style = known[ink] { return style }
    let style = make(ink)
    known[ink] = style
    return style
  }

  /// A blank of an ink as ncurses keeps it.
  mutating func blank(for ink: Ink) -> cchar_t {
    let style = style(for: ink)
    return curses_cell(0x20, style.attributes, style.pair)
  }

  /// What a character of ASCII is joined with in ncurses' older form; `nil` where that cannot say it.
  mutating func plain(for ink: Ink) -> chtype? {
    let style = style(for: ink)
    guard style.pair < CURSES_PLAIN_PAIRS, ink.link == 0,
      !(hasStrikethrough && ink.attributes.contains(.strikethrough))
    else { return nil }
    return curses_plain_style(style.attributes, style.pair)
  }

  private func make(_ ink: Ink) -> CursesStyle {
    let wish = theme.style(ink.role)
    var attributes = wish.attributes.union(ink.attributes)
    if attributes.contains(.strikethrough), !hasStrikethrough { attributes.insert(.dim) }
    let (foreground, background) = depth.numbers(wish)
    let pair = foreground < 0 && background < 0 ? 0 : alloc_pair(foreground, background)
    return CursesStyle(
      attributes: Self.bits(attributes), pair: max(0, pair),
      sequence: Self.sequence(attributes, foreground, background))
  }

  private static func bits(_ attributes: Attributes) -> attr_t {
    let table: [(Attributes, attr_t)] = [
      (.bold, CURSES_BOLD), (.dim, CURSES_DIM), (.italic, CURSES_ITALIC),
      (.underline, CURSES_UNDERLINE), (.reverse, CURSES_REVERSE),
    ]
    return table.reduce(0) { attributes.contains($1.0) ? $0 | $1.1 : $0 }
  }

  /// ECMA-48 and xterm: `ESC [ 0;1;38;5;12 m`.
  private static func sequence(
    _ attributes: Attributes, _ foreground: Int32, _ background: Int32
  ) -> String {
    let codes: [(Attributes, String)] = [
      (.bold, ";1"), (.dim, ";2"), (.italic, ";3"), (.underline, ";4"), (.reverse, ";7"),
      (.strikethrough, ";9"),
    ]
    let marks = codes.filter { attributes.contains($0.0) }.map(\.1).joined()
    return "\u{1b}[0" + marks + color(foreground, base: 30) + color(background, base: 40) + "m"
  }

  private static func color(_ number: Int32, base: Int32) -> String {
    switch number {
    case ..<0: ""
    case 0..<8: ";\(base + number)"
    case 8..<16: ";\(base + 52 + number)"
    case 16..<256: ";\(base + 8);5;\(number)"
    default: ";\(base + 8);2;\(number >> 16);\(number >> 8 & 255);\(number & 255)"
    }
  }
}
