/// Keys by name, as configurations and documents write them: `ctrl+a`, `alt+enter`, `f2`.
extension KeyPress {
  private static let named: [(String, Key)] = [
    ("enter", .enter), ("tab", .tab), ("backspace", .backspace), ("delete", .delete),
    ("esc", .escape), ("insert", .insert), ("up", .up), ("down", .down), ("left", .left),
    ("right", .right), ("home", .home), ("end", .end), ("pageup", .pageUp),
    ("pagedown", .pageDown), ("space", .character(" ")),
  ]

  /// Reads a name; `nil` when there is no such key.
  package init?(name: String) {
    var rest = Substring(name.lowercased())
    var modifiers: Modifiers = []
    let prefixes: [(String, Modifiers)] = [
      ("ctrl+", .control), ("alt+", .alt), ("shift+", .shift),
    ]
    while let (prefix, modifier) = prefixes.first(where: { rest.hasPrefix($0.0) }),
      rest.count > prefix.count
    {
      modifiers.insert(modifier)
      rest = rest.dropFirst(prefix.count)
    }
    if let key = Self.named.first(where: { $0.0 == rest })?.1 {
      self.init(key, modifiers)
    } else if rest.first == "f", let number = Int(rest.dropFirst()), (1...24).contains(number) {
      self.init(.function(number), modifiers)
    } else if rest.count == 1, let character = rest.first {
      self.init(.character(character), modifiers)
    } else {
      return nil
    }
  }

  /// As a user reads it: `Ctrl+A`, `Alt+Enter`, `F2`.
  package var label: String {
    var parts: [String] = []
    if modifiers.contains(.control) { parts.append("Ctrl") }
    if modifiers.contains(.alt) { parts.append("Alt") }
    if modifiers.contains(.shift) { parts.append("Shift") }
    parts.append(keyLabel)
    return parts.joined(separator: "+")
  }

  private var keyLabel: String {
    switch key {
    case .character(" "): "Space"
    case .character(let character): String(character).uppercased()
    case .function(let number): "F\(number)"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .escape: "Esc"
    default: Self.named.first { $0.1 == key }?.0.capitalizedFirst ?? "?"
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + String(dropFirst()) }
}
