/// Progress as ConEmu's OSC 9;4, which Windows Terminal, Ghostty, WezTerm, kitty and Konsole take as well
/// (learn.microsoft.com/windows/terminal/tutorials/progress-bar-sequences). Other terminals show OSC 9 as a message.
enum ProgressSequence {
  static let off = "\u{1b}]9;4;0\u{7}"

  static func bytes(_ progress: TaskProgress) -> String {
    switch progress {
    case .none: off
    case .percent(let percent): "\u{1b}]9;4;1;\(min(100, max(0, percent)))\u{7}"
    case .failed: "\u{1b}]9;4;2;100\u{7}"
    case .busy: "\u{1b}]9;4;3\u{7}"
    }
  }
}
