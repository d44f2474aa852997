/// The themes that are always there, whatever files are. The dark one leaves the terminal's background
/// as it is; the light one brings its own, so that it is read on any terminal. `themes/` holds the
/// same three as files, and a test keeps them alike.
extension Theme {
  /// Dark; called `default` in files, which Swift keeps for itself.
  package static let standard = Theme(
    name: "default", appearance: .dark,
    styles: table(
      Palette(
        text: 0xd7dae0, faint: 0x9aa1ac, strong: 0xffffff, border: 0x9097a3, accent: 0x7cc7ff,
        thinking: 0xb3a6dd, green: 0x8fd18b, yellow: 0xe5c07b, red: 0xff8a8a, orange: 0xffb570,
        cyan: 0x6fd3d3, purple: 0xd7a6f2, bar: 0x30353f, barText: 0xe4e7ec, barFaint: 0xb4bac5,
        selection: 0x44546e, tint: 0x23272f)))

  package static let light = Theme(
    name: "light", appearance: .light,
    styles: table(
      Palette(
        text: 0x24292f, faint: 0x57606a, strong: 0x000000, border: 0x66707b, accent: 0x0a58a8,
        thinking: 0x5f4b99, green: 0x1a6b2d, yellow: 0x7a5200, red: 0xb3202c, orange: 0x9a4a00,
        cyan: 0x0b666a, purple: 0x7d3cab, bar: 0xe3e7ec, barText: 0x1c2128, barFaint: 0x4a525b,
        selection: 0xc5daf5, tint: 0xeef1f5, ground: 0xfcfcfa)))

  /// Attributes only: for `NO_COLOR` and for terminals without colours.
  package static let mono = Theme(
    name: "mono", appearance: .dark,
    styles: [
      .text: Style(), .faint: mark(.dim), .title: Style(),
      .titleFocused: mark([.bold, .underline]),
      .borderFocused: mark(.bold), .bracket: mark(.bold),
      .thinking: mark(.italic), .you: mark(.bold),
      .model: mark(.bold), .marker: mark(.dim),
      .notice: mark(.bold), .warning: mark(.bold),
      .error: mark([.bold, .reverse]), .success: mark(.bold),
      .status: mark(.reverse), .statusFaint: mark(.reverse),
      .statusReady: mark(.reverse), .statusBusy: mark(.reverse),
      .statusBad: mark([.reverse, .bold]),
      .statusCloud: mark([.reverse, .bold]),
      .prompt: mark(.bold), .promptCloud: mark([.bold, .underline]),
      .placeholder: mark(.dim), .gaugeFull: mark(.reverse),
      .gaugeEmpty: mark(.reverse),
      .overlayBorder: mark(.bold), .selected: mark(.reverse),
      .match: mark([.bold, .underline]), .selection: mark(.reverse),
      .key: mark(.bold), .disabled: mark(.dim),
      .heading: mark(.bold), .emphasis: mark(.italic), .strong: mark(.bold),
      .link: mark(.underline), .quote: mark(.italic),
      .inlineCode: mark(.bold), .codeKeyword: mark(.bold), .codeComment: mark(.dim),
      .control: mark(.reverse),
    ])

  package static let builtIn = [standard, light, mono]

  private static func mark(_ attributes: Attributes) -> Style {
    Style(.standard, on: .standard, attributes)
  }

  /// The colours a built-in theme is made of.
  private struct Palette {
    var text, faint, strong, border, accent, thinking: UInt32
    var green, yellow, red, orange, cyan, purple: UInt32
    var bar, barText, barFaint, selection: UInt32
    /// Behind the user's own words and the prompt.
    var tint: UInt32
    /// `nil` for the terminal's own.
    var ground: UInt32?
  }

  private static func table(_ palette: Palette) -> [Role: Style] {
    let ground = palette.ground.map { Color(hex: $0) } ?? .standard
    func ink(_ hex: UInt32, _ attributes: Attributes = []) -> Style {
      Style(Color(hex: hex), on: ground, attributes)
    }
    func bar(_ hex: UInt32, _ attributes: Attributes = []) -> Style {
      Style(Color(hex: hex), on: Color(hex: palette.bar), attributes)
    }
    func tinted(_ hex: UInt32, _ attributes: Attributes = []) -> Style {
      Style(Color(hex: hex), on: Color(hex: palette.tint), attributes)
    }
    let selected = Style(Color(hex: palette.strong), on: Color(hex: palette.selection))
    return [
      .text: ink(palette.text), .faint: ink(palette.faint), .title: ink(palette.faint),
      .titleFocused: ink(palette.accent, .bold),
      .border: ink(palette.border), .borderFocused: ink(palette.accent),
      .thinking: ink(palette.thinking), .bracket: ink(palette.thinking, .bold),
      .yours: tinted(palette.text), .you: tinted(palette.accent, .bold), .model: ink(palette.faint),
      .marker: ink(palette.faint), .notice: ink(palette.cyan), .warning: ink(palette.yellow),
      .error: ink(palette.red, .bold), .success: ink(palette.green),
      .status: bar(palette.barText), .statusFaint: bar(palette.barFaint),
      .statusReady: bar(palette.green), .statusBusy: bar(palette.yellow),
      .statusBad: bar(palette.red, .bold), .statusCloud: bar(palette.orange, .bold),
      .prompt: tinted(palette.accent, .bold), .promptCloud: tinted(palette.orange, .bold),
      .input: tinted(palette.text), .placeholder: tinted(palette.faint),
      .gaugeFull: bar(palette.accent), .gaugeEmpty: bar(palette.barFaint),
      .overlay: ink(palette.text), .overlayBorder: ink(palette.accent), .selected: selected,
      .match: ink(palette.yellow, [.bold, .underline]), .selection: selected,
      .key: ink(palette.accent, .bold), .disabled: ink(palette.faint),
      .heading: ink(palette.accent, .bold), .emphasis: ink(palette.strong, .italic),
      .strong: ink(palette.strong, .bold),
      .link: ink(palette.accent, .underline), .quote: ink(palette.faint, .italic),
      .listMarker: ink(palette.accent), .rule: ink(palette.border),
      .tableBorder: ink(palette.border), .inlineCode: ink(palette.cyan),
      .code: ink(palette.text), .codeBorder: ink(palette.border),
      .codeKeyword: ink(palette.purple), .codeType: ink(palette.yellow),
      .codeString: ink(palette.green), .codeNumber: ink(palette.orange),
      .codeComment: ink(palette.faint, .italic), .codeFunction: ink(palette.accent),
      .control: ink(palette.red, .reverse),
    ]
  }
}
