/// The switches of a terminal as some bytes leave them.
enum TerminalSwitches {
  /// On in a terminal that was left alone: wrapping, the cursor, and the wheel as arrow keys.
  private static let usual: Set = ["7", "25", "1007"]
  /// Whether the cursor blinks: terminfo's word for an ordinary cursor settles it, in every program.
  private static let blinking = "12"

  /// Private modes that are not as they usually are, keyboard modes and titles that were put aside
  /// and not taken back, and colours that go on.
  static func left(by output: String) -> [String] {
    var isOn: [String: Bool] = [:]
    var (keyboards, titles) = (0, 0)
    var (modifiedKeys, ink) = ("0", "")
    for match in output.matches(of: /\u{1b}\[([?><]?)([0-9;]*)([hlumt])/) {
      let numbers = match.output.2.split(separator: ";").map(String.init)
      switch (match.output.1, match.output.3) {
      case ("?", "h"), ("?", "l"): for number in numbers { isOn[number] = match.output.3 == "h" }
      case (">", "u"): keyboards += 1
      case ("<", "u"): keyboards -= 1
      case (">", "m"): modifiedKeys = numbers.last ?? "0"
      case ("", "m"): ink = numbers == ["0"] ? "" : numbers.joined(separator: ";")
      case ("", "t") where numbers.first == "22": titles += 1
      case ("", "t") where numbers.first == "23": titles -= 1
      default: break
      }
    }
    isOn[blinking] = nil
    var left = isOn.filter { $0.value != usual.contains($0.key) }.map { "mode \($0.key)" }.sorted()
    if keyboards != 0 { left.append("keyboard") }
    if titles != 0 { left.append("title") }
    if modifiedKeys != "0" { left.append("modified keys") }
    if !ink.isEmpty { left.append("colours \(ink)") }
    return left
  }
}
