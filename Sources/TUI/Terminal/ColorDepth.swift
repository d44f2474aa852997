/// How many colours a terminal shows, and which of them comes nearest to a wished one.
package enum ColorDepth: Equatable, Sendable, CaseIterable {
  case mono, eight, sixteen
  /// The 256 of xterm.
  case palette
  /// 24 bits, through our own terminfo entry.
  case direct

  /// - Parameter colors: terminfo's `colors`; -1 when it names none.
  package init(colors: Int, isDirect: Bool, environment: TerminalEnvironment) {
    if environment.wantsNoColor || colors < 8 {
      self = .mono
    } else if isDirect {
      self = .direct
    } else if colors > 256 {
      // A stock `-direct` entry reads the numbers 8…255 as shades of blue.
      self = .eight
    } else {
      self = colors == 256 ? .palette : colors >= 16 ? .sixteen : .eight
    }
  }

  /// The number ncurses is to use; -1 is the terminal's own colour.
  ///
  /// In `.direct` numbers below 256 are the palette, the others 0xrrggbb: that is how our terminfo
  /// entry writes them. So the 256 darkest blues are raised by one step of red, which is not visible.
  package func number(_ color: Color) -> Int32 {
    switch (self, color) {
    case (.mono, _), (_, .standard): return -1
    case (.direct, .palette(let index)), (.palette, .palette(let index)): return Int32(index)
    case (.direct, .rgb(let red, let green, let blue)):
      let value = Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
      return value < 256 ? value | 0x010000 : value
    case (.palette, .rgb): return nearest(color, among: 16..<256)
    case (.sixteen, .palette(let index)) where index < 16: return Int32(index)
    case (.sixteen, _): return Self.hue(color)
    case (.eight, .palette(let index)) where index < 16: return Int32(index & 7)
    case (.eight, _): return Self.hue(color) & 7
    }
  }

  /// Both colours of a style, never the same where the wished ones differ: then the text takes
  /// black or white, whichever is read better.
  package func numbers(_ style: Style) -> (foreground: Int32, background: Int32) {
    let background = number(style.background)
    let foreground =
      plain(style.foreground, on: background) ?? readable(style, on: background)
      ?? number(style.foreground)
    guard foreground == background, style.foreground != style.background, background >= 0 else {
      return (foreground, background)
    }
    let dark = Color.palette(0)
    let bright = Color.palette(7)
    let isBright =
      Contrast.ratio(bright, on: style.background) > Contrast.ratio(dark, on: style.background)
    return (isBright ? 7 : 0, background)
  }

  /// With sixteen colours or eight, one of the six plain hues, or the terminal's own foreground.
  ///
  /// The bright ones are greys in Solarized, some of them its own background, and bold may turn a plain one
  /// into its bright one; black, white and grey are another's background. Blue on black is cyan: the usual
  /// blue is too dark to be read.
  private func plain(_ color: Color, on background: Int32) -> Int32? {
    guard self == .sixteen || self == .eight, case .rgb = color, background <= 0 else { return nil }
    let hue = Self.hue(color)
    guard hue & 7 != 0, hue & 7 != 7 else { return background < 0 ? -1 : nil }
    return hue & 7 == 4 ? 6 : hue & 7
  }

  /// One of the sixteen, kept by hue: by distance every pastel would be white.
  private static func hue(_ color: Color) -> Int32 {
    if case .palette(let index) = color, index < 16 { return Int32(index) }
    guard let (red, green, blue) = color.components else { return -1 }
    let most = max(red, green, blue)
    let least = min(red, green, blue)
    guard most - least > 36 else {
      switch most {
      case ..<0x40: return 0
      case ..<0x90: return 8
      default: return most < 0xe8 ? 7 : 15
      }
    }
    let isBright = Contrast.luminance(red, green, blue) > 0.25
    // Orange is the yellow nearest to it: in red, a number within code would look like a failure. Dark orange
    // is made for white paper, on which yellow is not read.
    let isOrange =
      red == most && blue == least && Int(green) - Int(least) >= (Int(most) - Int(least)) / 5
    if isOrange, isBright { return 11 }
    // A part counts when it is nearer to the strongest than to the weakest.
    let middle = (Int(most) + Int(least)) / 2
    let bits =
      (Int(red) > middle ? 1 : 0) | (Int(green) > middle ? 2 : 0) | (Int(blue) > middle ? 4 : 0)
    return Int32(bits) + (isBright ? 8 : 0)
  }

  /// Of the 256 the nearest that is read as well as text must be; `nil` where the nearest of all is,
  /// or the wished colour itself is not.
  private func readable(_ style: Style, on background: Int32) -> Int32? {
    guard self == .palette, case .rgb = style.foreground, background >= 16,
      Contrast.ratio(style.foreground, on: style.background) >= Contrast.least
    else { return nil }
    let ground = Color.palette(UInt8(clamping: background))
    return nearest(style.foreground, among: 16..<256) {
      Contrast.ratio(.palette(UInt8(clamping: $0)), on: ground) >= Contrast.least
    }
  }

  /// The one that looks most like it.
  private func nearest(
    _ color: Color, among candidates: Range<Int32>, where isFit: (Int32) -> Bool = { _ in true }
  ) -> Int32 {
    guard let wish = Oklab(color) else { return -1 }
    var best: (number: Int32, distance: Double) = (-1, .infinity)
    for candidate in candidates {
      guard let there = Oklab.palette[Int(candidate)] else { continue }
      let distance = wish.distance(to: there)
      if distance < best.distance, isFit(candidate) { best = (candidate, distance) }
    }
    return best.number
  }
}
