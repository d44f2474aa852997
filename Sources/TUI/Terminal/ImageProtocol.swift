/// How a terminal takes images.
package enum ImageProtocol: String, CaseIterable, Sendable {
  /// sw.kovidgoyal.net/kitty/graphics-protocol: kept by the terminal, and moved by a few bytes.
  case kitty
  /// iterm2.com/documentation-images.html: a file, drawn where the cursor stands.
  case iterm2
  /// DEC's sixels (vt100.net/docs/vt3xx-gp/chapter14.html): pixels, drawn where the cursor stands.
  case sixel

  /// The terminals that say their name (XTVERSION) and take better than sixels. Konsole takes all three, and
  /// moves kitty's images wrongly when a part of the screen scrolls.
  private static let byName: [(name: String, form: ImageProtocol)] = [
    ("kitty", .kitty), ("ghostty", .kitty), ("wezterm", .iterm2), ("iterm2", .iterm2),
    ("mintty", .iterm2), ("rio", .iterm2),
  ]

  /// - Parameters:
  ///   - name: as the terminal answered; empty where it did not.
  ///   - hasSixel: it answered that it takes sixels, as tmux does where it can pass them on.
  package static func of(
    name: String, hasSixel: Bool, environment: TerminalEnvironment
  ) -> ImageProtocol? {
    let isInside = environment.isInsideTmux || environment.isInsideScreen
    let known = name.isEmpty && !isInside ? environment.graphicsName : name.lowercased()
    return byName.first { known.hasPrefix($0.name) }?.form ?? (hasSixel ? .sixel : nil)
  }
}

/// What the configuration says of images.
package enum ImageWish: Equatable, Sendable {
  /// As the terminal answers.
  case auto
  case off
  case form(ImageProtocol)
}
