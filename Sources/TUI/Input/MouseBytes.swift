extension ControlSequence {
  /// `<buttons;column;row` and `M` for down, `m` for up: xterm's SGR mouse, mode 1006.
  var mouse: Mouse? {
    guard final == UInt8(ascii: "M") || final == UInt8(ascii: "m") else { return nil }
    return Mouse(
      buttons: value(0, standard: 0), column: value(1, standard: 1), row: value(2, standard: 1),
      isRelease: final == UInt8(ascii: "m"))
  }
}

extension Mouse {
  /// `nil` for what is not used: other buttons than the left, sideways wheels, motion without a
  /// button.
  ///
  /// - Parameters:
  ///   - buttons: xterm's number: button 0…2, Shift 4, Alt 8, Control 16, motion 32, wheel 64.
  ///   - column, row: counted from 1.
  init?(buttons: Int, column: Int, row: Int, isRelease: Bool) {
    let kind: Kind
    switch buttons & ~(4 | 8 | 16) {
    case 0: kind = isRelease ? .release : .press
    case 1 where !isRelease: kind = .middlePress
    case 32: kind = .drag
    case 64: kind = .wheelUp
    case 65: kind = .wheelDown
    default: return nil
    }
    var modifiers: Modifiers = []
    if buttons & 4 != 0 { modifiers.insert(.shift) }
    if buttons & 8 != 0 { modifiers.insert(.alt) }
    if buttons & 16 != 0 { modifiers.insert(.control) }
    self.init(kind, at: Point(column: max(0, column - 1), row: max(0, row - 1)), modifiers)
  }

  /// The three bytes after `ESC [ M`, each 32 more than its value; button 3 is any release.
  init?(oldBytes bytes: [UInt8]) {
    guard bytes.count == 3, bytes.allSatisfy({ $0 >= 32 }) else { return nil }
    let buttons = Int(bytes[0]) - 32
    let isRelease = buttons & 3 == 3 && buttons & (32 | 64) == 0
    self.init(
      buttons: isRelease ? buttons & ~3 : buttons, column: Int(bytes[1]) - 32,
      row: Int(bytes[2]) - 32, isRelease: isRelease)
  }
}
