/// What can be written after a `/`. One table: name, what it takes, what it does; completion, help
/// and documents are made from it.
package enum SlashCommand: String, CaseIterable, Sendable {
  case profile, model, load, unload, pull, server
  case system, set, effort, budget, memory, thinking, translate, trace, localOnly = "local-only"
  case race, tools, calls
  case retry, answer, edit, branch
  case new, resume, rename, search, export, copy
  case attach, find, theme, raw, compact, stats, why, compare, doctor, errors, help, quit

  package struct Entry: Sendable {
    /// `NAME` must be given, `[NAME]` may be.
    package let arguments: String
    package let help: String

    init(_ arguments: String, _ help: String) {
      self.arguments = arguments
      self.help = help
    }
  }

  package var entry: Entry {
    switch self {
    case .profile: Entry("[NAME]", "switch the profile, or choose one")
    case .model: Entry("[NAME]", "use another model, or choose one")
    case .load: Entry("[NAME]", "load the model, or another one, into memory")
    case .unload: Entry("[NAME]", "take a model out of memory")
    case .pull: Entry("NAME", "download a model")
    case .server: Entry("[NAME]", "choose a server")
    case .system:
      Entry("[TEXT | edit | off | default]", "show or set the instructions of this conversation")
    case .set:
      Entry(
        "[NAME VALUE | PRESET | default]", "temperature, seed and what else shapes replies here")
    case .effort: Entry("[LEVEL | default]", "how much the model is to think")
    case .budget: Entry("[TOKENS | TIME | off]", "how long the model may think: 2000, 30s, 2m")
    case .memory:
      Entry("[auto | keep | strip]", "which earlier thinking goes back to the model")
    case .trace: Entry("[WORDS]", "show where the thinking first says this")
    case .translate:
      Entry("LANGUAGE [PROFILE] | off", "show the thinking in your language, beside the original")
    case .thinking:
      Entry("[side | stacked | folded | hidden]", "move the thinking pane")
    case .localOnly:
      Entry(
        "[on | network | off]",
        "let nothing of this conversation leave this machine, or your network")
    case .race:
      Entry(
        "[PROFILE [PROFILE]] [--blind] [--parallel]", "ask the next prompt of two profiles at once")
    case .tools: Entry("", "choose the tools that the model may call")
    case .calls: Entry("", "what tools were given and what they answered")
    case .retry: Entry("", "ask the last prompt again")
    case .answer: Entry("", "cut the thinking and ask for the answer now")
    case .edit:
      Entry(
        "[thinking | answer]", "edit an earlier prompt, or the reply in view and go on from there")
    case .branch: Entry("", "go to another branch of this conversation")
    case .new: Entry("", "start a new conversation")
    case .resume: Entry("[WORDS]", "open an earlier conversation")
    case .rename: Entry("TITLE", "name this conversation")
    case .search: Entry("WORDS", "search all conversations")
    case .export: Entry("[FILE]", "write this conversation to a file")
    case .copy: Entry("[answer | code | thinking]", "copy to the clipboard")
    case .attach: Entry("PATH", "send a file with the next prompt")
    case .find: Entry("[WORDS]", "find in this conversation")
    case .theme: Entry("[NAME]", "choose the colours")
    case .raw: Entry("", "show answers as they were written, or as Markdown")
    case .compact: Entry("", "go on with a summary of this conversation")
    case .stats: Entry("", "tokens, seconds and speed of this conversation")
    case .why: Entry("", "where the seconds of the reply in view went, and why")
    case .compare:
      Entry("[TURN [TURN]]", "two replies word by word: alternatives, or turns by number")
    case .doctor: Entry("", "what is known of this model's load, and what may help")
    case .errors: Entry("", "the last error with the server's own words")
    case .help: Entry("", "all keys and commands")
    case .quit: Entry("", "leave")
    }
  }

  /// It can do nothing without an argument.
  package var needsArgument: Bool {
    !entry.arguments.isEmpty && !entry.arguments.hasPrefix("[")
  }

  package var usage: String {
    "/" + rawValue + (entry.arguments.isEmpty ? "" : " " + entry.arguments)
  }
}

/// A prompt that begins with `/`, taken apart.
package enum SlashLine: Equatable, Sendable {
  case command(SlashCommand, argument: String)
  /// A word that looks like a command's name and is none.
  case unknown(name: String)

  /// `nil` for a text that is no command: `/usr/bin/env: no such file`, `/* a comment */`, `// another`.
  package init?(_ text: String) {
    guard text.utf8.first == UInt8(ascii: "/") else { return nil }
    let line = text.dropFirst()
    let name = line.prefix { !$0.isWhitespace }
    guard !name.isEmpty, name.allSatisfy({ $0.isASCII && $0.isLetter || $0 == "-" }) else {
      return nil
    }
    let argument = line.dropFirst(name.count).trimmedOfSpace
    if let command = SlashCommand(rawValue: name.lowercased()) {
      self = .command(command, argument: argument)
    } else {
      self = .unknown(name: String(name.prefix(40)))
    }
  }
}

extension Substring {
  /// Without blanks and line ends at either side.
  var trimmedOfSpace: String {
    let start = drop(while: \.isWhitespace)
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...end])
  }
}
