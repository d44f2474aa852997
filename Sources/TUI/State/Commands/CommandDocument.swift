/// The part of `docs/keys.md` that lists the commands, made from their table.
extension SlashCommand {
  package static var document: String {
    var lines = [
      "", "## Commands", "",
      "A prompt that begins with `/` is a command; `//` sends a `/` as text. Tab completes names and",
      "what they take. One that cannot act now stands grey in the list, with the reason.", "",
      "| command | what it does |", "|---|---|",
    ]
    for command in allCases {
      let usage = command.usage.replacing("|", with: "\\|")
      lines.append("| `\(usage)` | \(command.entry.help) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
