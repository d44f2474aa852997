/// `docs/keys.md`, made from the table of actions.
package enum KeyDocument {
  package static var text: String {
    var lines = [
      "# Keys", "",
      "Generated from the tables of actions and commands; `make screens` rewrites it.",
      "",
      "Every action can have other keys in `[tui.keymap]`, by its name: `help = [\"f12\", \"alt+h\"]`.",
      "A configured key wins over a default one, and a conflict is told with both names. A key is",
      "written `ctrl+a`, `alt+enter`, `shift+f2`, `pageup`. `codex-tui keys` shows what a key sends",
      "and what it would do.",
    ]
    let keymap = Keymap()
    for group in Action.Group.allCases {
      lines += [
        "", "## \(group.rawValue)", "", "| keys | action | what it does |", "|---|---|---|",
      ]
      for action in Action.allCases where action.entry.group == group {
        let keys = keymap.labels(action).joined(separator: " · ").replacing("|", with: "\\|")
        lines.append("| \(keys) | `\(action.rawValue)` | \(action.entry.help) |")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
