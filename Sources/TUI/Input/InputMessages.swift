import Engine

/// What the keys' room says: of a key that was pressed, and of keys that cannot be bound.
enum InputMessages {
  static func sent(bytes: Int) -> String { Plural.count(bytes, "byte") }

  static let nothingKnown = "nothing that is known"

  static func paste(bytes: Int) -> String { "a paste of \(Plural.count(bytes, "byte"))" }

  static func mouse(_ kind: Mouse.Kind) -> String { "the mouse: \(kind)" }

  static func window(hasFocus: Bool) -> String {
    hasFocus ? "the window has the focus" : "the window lost the focus"
  }

  static let terminalAnswer = "an answer of the terminal"

  static func does(_ action: String, inThe place: String) -> String {
    "in the \(place): \(action)"
  }

  static let isWritten = "is written"

  static let doesNothing = "does nothing"

  static func noAction(named name: String, near: String?) -> String {
    "[tui.keymap] has no action named \(name)"
      + (near.map { "; did you mean \($0)?" } ?? "; F1 lists all.")
  }

  static func noKey(_ name: String, for action: String) -> String {
    "[tui.keymap] \(action): \(name) is not a key."
  }

  static func bound(_ name: String, toBoth first: String, and second: String) -> String {
    "[tui.keymap] \(name) is bound to both \(first) and \(second); \(first) has it."
  }
}
