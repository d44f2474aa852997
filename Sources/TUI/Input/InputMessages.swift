import Engine

/// What the keys' room says: of a key that was pressed, and of keys that cannot be bound.
enum InputMessages {
  static func sent(bytes: Int) -> String { say(Plural.count(bytes, "byte"), zh: "\(bytes) 字节") }

  static var nothingKnown: String { say("nothing that is known", zh: "无法识别") }

  static func paste(bytes: Int) -> String {
    say("a paste of \(Plural.count(bytes, "byte"))", zh: "粘贴 \(bytes) 字节")
  }

  static func mouse(_ kind: Mouse.Kind) -> String {
    say("the mouse: \(kind)", zh: "鼠标：\(chinese(kind))")
  }

  private static func chinese(_ kind: Mouse.Kind) -> String {
    switch kind {
    case .press: "按下"
    case .release: "松开"
    case .drag: "拖动"
    case .wheelUp: "滚轮向上"
    case .wheelDown: "滚轮向下"
    case .middlePress: "按下中键"
    }
  }

  static func window(hasFocus: Bool) -> String {
    hasFocus
      ? say("the window has the focus", zh: "窗口获得焦点")
      : say("the window lost the focus", zh: "窗口失去焦点")
  }

  static var terminalAnswer: String { say("an answer of the terminal", zh: "终端的响应") }

  static func does(_ action: String, inThe place: String) -> String {
    say("in the \(place): \(action)", zh: "在\(place)中：\(action)")
  }

  static var isWritten: String { say("is written", zh: "输入该字符") }

  static var doesNothing: String { say("does nothing", zh: "没有作用") }

  static func noAction(named name: String, near: String?) -> String {
    say(
      "[tui.keymap] has no action named \(name)"
        + (near.map { "; did you mean \($0)?" } ?? "; docs/keys.md lists all."),
      zh: "[tui.keymap] 没有名为 \(name) 的操作" + (near.map { "；是否应为 \($0)？" } ?? "；docs/keys.md 列出全部。"))
  }

  static func noKey(_ name: String, for action: String) -> String {
    say(
      "[tui.keymap] \(action): \(name) is not a key.",
      zh: "[tui.keymap] \(action)：\(name) 不是有效的按键。")
  }

  static func bound(_ name: String, toBoth first: String, and second: String) -> String {
    say(
      "[tui.keymap] \(name) is bound to both \(first) and \(second); \(first) has it.",
      zh: "[tui.keymap] \(name) 同时绑定到 \(first) 和 \(second)；以 \(first) 为准。")
  }
}
