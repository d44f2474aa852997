extension Color {
  /// The sixteen names, in the order of the terminal's palette.
  private static let names = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
    "bright-black", "bright-red", "bright-green", "bright-yellow",
    "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
  ]

  /// `0xd08770`, as colours are written in the built-in tables.
  package init(hex: UInt32) {
    self = .rgb(
      UInt8(truncatingIfNeeded: hex >> 16), UInt8(truncatingIfNeeded: hex >> 8),
      UInt8(truncatingIfNeeded: hex))
  }

  /// As theme files write it: `#d08770`, `bright-blue`, `standard`; `nil` for anything else.
  package init?(name: String) {
    if name.hasPrefix("#"), name.utf8.count == 7, name.dropFirst().allSatisfy(\.isHexDigit),
      let hex = UInt32(name.dropFirst(), radix: 16)
    {
      self.init(hex: hex)
    } else if name == "standard" {
      self = .standard
    } else if let index = Self.names.firstIndex(of: name) {
      self = .palette(UInt8(index))
    } else {
      return nil
    }
  }

  /// Red, green and blue; of the terminal's own sixteen what xterm shows, `nil` for `.standard`.
  package var components: (red: UInt8, green: UInt8, blue: UInt8)? {
    switch self {
    case .standard: return nil
    case .rgb(let red, let green, let blue): return (red, green, blue)
    case .palette(let index) where index < 16:
      let value = Self.sixteen[Int(index)]
      return Color(hex: value).components
    case .palette(let index) where index < 232:
      let cube = Int(index) - 16
      return (Self.step(cube / 36), Self.step(cube / 6 % 6), Self.step(cube % 6))
    case .palette(let index):
      let grey = UInt8(8 + 10 * (Int(index) - 232))
      return (grey, grey, grey)
    }
  }

  /// xterm's defaults.
  static let sixteen: [UInt32] = [
    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
    0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
  ]

  /// The six brightnesses of the 6 × 6 × 6 cube.
  private static func step(_ index: Int) -> UInt8 { index == 0 ? 0 : UInt8(55 + 40 * index) }
}
