import Testing

@testable import TUI

@Suite("Few colours are read on palettes that use them for something else")
struct SolarizedTests {
  /// <https://ethanschoonover.com/solarized/>: 8 to 15 are mostly greys there.
  private static let solarized: [UInt32] = [
    0x073642, 0xdc322f, 0x859900, 0xb58900, 0x268bd2, 0xd33682, 0x2aa198, 0xeee8d5, 0x002b36,
    0xcb4b16, 0x586e75, 0x657b83, 0x839496, 0x6c71c4, 0x93a1a1, 0xfdf6e3,
  ]
  /// xterm's own.
  private static let xterm: [UInt32] = [
    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f,
    0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
  ]

  private struct Ground {
    var name: String
    var palette: [UInt32]
    var foreground: UInt32
    var background: UInt32
    var theme: Theme
  }

  private static let grounds = [
    Ground(
      name: "Solarized dark", palette: solarized, foreground: 0x839496, background: 0x002b36,
      theme: .standard),
    Ground(
      name: "Solarized light", palette: solarized, foreground: 0x657b83, background: 0xfdf6e3,
      theme: .light),
    Ground(
      name: "xterm", palette: xterm, foreground: 0xe5e5e5, background: 0x000000, theme: .standard),
  ]

  /// The accents of Solarized have 2.9 on their own light ground, and 2.6 on its bar.
  private static let least = 2.5

  @Test("Every role, with sixteen colours and with eight", arguments: [ColorDepth.sixteen, .eight])
  func roles(_ depth: ColorDepth) {
    for ground in Self.grounds {
      for role in Role.allCases {
        let (front, back) = depth.numbers(ground.theme.style(role))
        let text = front < 0 ? ground.foreground : ground.palette[Int(front)]
        let behind = back < 0 ? ground.background : ground.palette[Int(back)]
        let ratio = Contrast.ratio(Color(hex: text), on: Color(hex: behind))
        #expect(
          ratio >= Self.least, "\(role) on \(ground.name): \(front) on \(back), \(ratio)")
      }
    }
  }
}
