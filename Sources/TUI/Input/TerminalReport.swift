import Engine

/// What a terminal answered, understood. Made from the text of `TerminalInput.report`.
package enum TerminalReport: Equatable, Sendable {
  /// A mode and whether the terminal knows it: `?2026;2$y`.
  case mode(Int, isKnown: Bool)
  /// The background colour, each part 0…255: `11;rgb:2828/2828/2828`.
  case background(red: UInt8, green: UInt8, blue: UInt8)
  /// Dark or light, told when it changes (mode 2031): `?997;1n` or `?997;2n`.
  case scheme(Theme.Appearance)
  /// The kitty keyboard protocol is spoken, and how: `?5u`.
  case kittyKeyboard(flags: Int)
  /// What is marked elsewhere, as it was asked for: `52;p;BASE64`.
  case marked(String)
  /// What every terminal answers, so nothing asked before it is still to come: `?62;22c`. A 4 in it is sixels.
  case attributes(hasSixel: Bool)
  /// What the terminal calls itself (XTVERSION): `>|kitty(0.32.2)`.
  case name(String)
  /// Pixels of a cell: `6;20;10t`, the height first.
  case cell(CellPixels)
  case other

  package init(_ report: String) {
    if report.hasPrefix("11;rgb"), let color = Self.color(report) {
      self = color
    } else if report.hasPrefix("52;"), let base64 = report.split(separator: ";").last,
      report.split(separator: ";").count == 3,
      let text = Base64.decode(base64).flatMap({ String(validating: $0, as: UTF8.self) })
    {
      self = .marked(text)
    } else if report == "?997;1n" || report == "?997;2n" {
      self = .scheme(report == "?997;1n" ? .dark : .light)
    } else if report.hasPrefix("?"), report.hasSuffix("$y") {
      let numbers = report.dropFirst().dropLast(2).split(separator: ";").map { Int($0) ?? 0 }
      // 0 is "not recognized", 4 "permanently reset": known and never to be had.
      self =
        numbers.count == 2 ? .mode(numbers[0], isKnown: (1...3).contains(numbers[1])) : .other
    } else if report.hasPrefix("?"), report.hasSuffix("c") {
      let numbers = report.dropFirst().dropLast().split(separator: ";")
      self = .attributes(hasSixel: numbers.dropFirst().contains("4"))
    } else if report.hasPrefix(">|") {
      self = .name(String(report.dropFirst(2)))
    } else if report.hasPrefix("6;"), report.hasSuffix("t") {
      let numbers = report.dropLast().split(separator: ";").compactMap { Int($0) }
      let isSize = numbers.count == 3 && numbers.allSatisfy { (1...1000).contains($0) }
      self = isSize ? .cell(CellPixels(width: numbers[2], height: numbers[1])) : .other
    } else if report.hasPrefix("?"), report.hasSuffix("u") {
      self = .kittyKeyboard(flags: Int(report.dropFirst().dropLast()) ?? 0)
    } else {
      self = .other
    }
  }

  /// Dark or light, by the perceived brightness of the background.
  package var appearance: Theme.Appearance? {
    switch self {
    case .background(let red, let green, let blue):
      Contrast.luminance(red, green, blue) < 0.18 ? .dark : .light
    case .scheme(let appearance): appearance
    case .mode, .kittyKeyboard, .marked, .attributes, .name, .cell, .other: nil
    }
  }

  /// `11;rgb:2828/2828/2828`, one to four hexadecimal digits each; `11;rgba:…/…/…/…` where the window is
  /// transparent (Konsole, WezTerm, foot), whose last part says how much.
  private static func color(_ report: String) -> TerminalReport? {
    let isTransparent = report.hasPrefix("11;rgba:")
    guard isTransparent || report.hasPrefix("11;rgb:"), let colon = report.firstIndex(of: ":")
    else {
      return nil
    }
    let digits = report[report.index(after: colon)...].split(separator: "/")
    let parts = digits.prefix(digits.count == 4 && isTransparent ? 3 : digits.count).map {
      digits -> UInt8? in
      guard (1...4).contains(digits.count), digits.allSatisfy(\.isHexDigit),
        let value = Int(digits, radix: 16)
      else { return nil }
      let most = (1 << (4 * digits.count)) - 1
      return UInt8(clamping: value * 255 / most)
    }
    guard parts.count == 3, let red = parts[0], let green = parts[1], let blue = parts[2] else {
      return nil
    }
    return .background(red: red, green: green, blue: blue)
  }
}
