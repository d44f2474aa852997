#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A colour where equal distances look equally different: lightness, and two axes of hue, as Björn
/// Ottosson's Oklab defines them. <https://bottosson.github.io/posts/oklab/>
struct Oklab: Equatable, Sendable {
  var lightness, greenRed, blueYellow: Double

  /// `nil` for the terminal's own colours, which are unknown.
  init?(_ color: Color) {
    guard let parts = color.components else { return nil }
    let (red, green, blue) = (
      Self.linear(parts.red), Self.linear(parts.green), Self.linear(parts.blue)
    )
    let long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    let middle = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    let short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    greenRed = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    blueYellow = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
  }

  private static func linear(_ part: UInt8) -> Double {
    let value = Double(part) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  /// The square of the distance. A change of hue is seen sooner than one of lightness on text, so
  /// hue counts double.
  func distance(to other: Oklab) -> Double {
    let light = lightness - other.lightness
    let green = greenRed - other.greenRed
    let blue = blueYellow - other.blueYellow
    return light * light + 4 * (green * green + blue * blue)
  }

  /// Xterm's 256, by number; the first sixteen are the user's own and stand as `nil`.
  static let palette: [Oklab?] = (0..<256).map { $0 < 16 ? nil : Oklab(.palette(UInt8($0))) }
}
