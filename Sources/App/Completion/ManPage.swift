import Engine

/// Pages of the manual in roff.
enum ManPage {
  /// codex-tui(1), from what the argument parser knows of each command.
  static func program(_ command: JSON) -> String {
    var lines = head("CODEX-TUI", 1)
    lines += [".SH NAME", "codex-tui \\- \(text(command["abstract"]?.string ?? ""))"]
    lines += [".SH SYNOPSIS", "\\fBcodex\\-tui\\fR [\\fIoptions\\fR]"]
    let commands = command["subcommands"]?.array?.filter(isShown) ?? []
    for below in commands { lines += synopsis(below, path: "codex-tui") }
    lines += [".SH DESCRIPTION", paragraph(CompletionMessages.description)]
    lines += [".SH COMMANDS"]
    for below in commands { lines += section(below, path: "codex-tui") }
    lines += [".SH EXIT STATUS"]
    for (code, meaning) in ExitStatus.documented {
      lines += [".TP", ".B \(code)", text(meaning)]
    }
    lines += [".SH ENVIRONMENT"]
    for (name, meaning) in CompletionMessages.environment {
      lines += [".TP", ".B \(name)", text(meaning)]
    }
    lines += [".SH FILES"]
    for (path, meaning) in CompletionMessages.files {
      lines += [".TP", ".I \(text(path))", text(meaning)]
    }
    lines += [".SH SEE ALSO", ".BR codex-tui-config (5)"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// codex-tui-config(5), from the reference of settings.
  static func settings() -> String {
    var lines = head("CODEX-TUI-CONFIG", 5)
    lines += [".SH NAME", "codex-tui-config \\- \(CompletionMessages.settingsName)"]
    lines += [".SH DESCRIPTION", paragraph(CompletionMessages.settingsDescription)]
    for table in SettingReference.tables {
      lines += [".SH \(table.name.isEmpty ? "TOP OF THE FILE" : "[" + table.name + "]")"]
      lines.append(text(table.meaning))
      for setting in SettingReference.all where setting.table == table.name {
        lines += [".TP", ".B \(text(setting.key))", text("(\(setting.kind)) \(setting.meaning)")]
        if let usual = setting.usual { lines.append(text(CompletionMessages.usually(usual))) }
      }
    }
    lines += [".SH BUILT IN", CompletionMessages.builtInSettings, ".PP", ".nf"]
    lines += Configuration.builtInText.split(separator: "\n", omittingEmptySubsequences: false)
      .map { text(String($0)) }
    lines += [".fi", ".SH SEE ALSO", ".BR codex-tui (1)"]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func head(_ name: String, _ section: Int) -> [String] {
    [
      ".\\\" \(CompletionMessages.writtenByProgram)",
      ".TH \(name) \(section) \"\" \"codex-tui \(Version.text)\"",
    ]
  }

  private static func isShown(_ json: JSON) -> Bool {
    json["shouldDisplay"]?.bool ?? true && json["commandName"]?.string != "help"
  }

  private static func synopsis(_ command: JSON, path: String) -> [String] {
    let name = command["commandName"]?.string ?? ""
    let below = command["subcommands"]?.array?.filter(isShown) ?? []
    if !below.isEmpty { return below.flatMap { synopsis($0, path: "\(path) \(name)") } }
    let values = arguments(command).filter { $0["kind"]?.string == "positional" }
      .map { argument -> String in
        let words = "\\fI\(text(argument["valueName"]?.string ?? ""))\\fR"
        let more = argument["isRepeating"]?.bool == true ? words + " ..." : words
        return argument["isOptional"]?.bool == true ? "[\(more)]" : more
      }
    return [
      ".br",
      (["\\fB\(text("\(path) \(name)"))\\fR", "[\\fIoptions\\fR]"] + values).joined(separator: " "),
    ]
  }

  private static func section(_ command: JSON, path: String) -> [String] {
    let name = "\(path) \(command["commandName"]?.string ?? "")"
    let below = command["subcommands"]?.array?.filter(isShown) ?? []
    var lines = [".SS \(text(name))", text(command["abstract"]?.string ?? "")]
    for words in (command["discussion"]?.string ?? "").split(separator: "\n") {
      lines += [".br", text(String(words))]
    }
    if below.isEmpty {
      for argument in arguments(command) {
        lines += [".TP", ".B \(term(argument))", text(argument["abstract"]?.string ?? "")]
        if let usual = argument["defaultValue"]?.string {
          lines.append(text(CompletionMessages.usually(usual)))
        }
      }
    }
    return lines + below.flatMap { section($0, path: name) }
  }

  private static func arguments(_ command: JSON) -> [JSON] {
    (command["arguments"]?.array ?? []).filter { argument in
      let names = argument["names"]?.array?.compactMap { $0["name"]?.string } ?? []
      return argument["shouldDisplay"]?.bool ?? true && !names.contains("help")
        && !names.contains("version")
    }
  }

  /// `\-m, \-\-model <model>`
  private static func term(_ argument: JSON) -> String {
    let value = argument["valueName"]?.string ?? ""
    let names = (argument["names"]?.array ?? []).map { name -> String in
      (name["kind"]?.string == "long" ? "--" : "-") + (name["name"]?.string ?? "")
    }
    if names.isEmpty { return text("<\(value)>") }
    let takesValue = argument["kind"]?.string == "option"
    return text(names.joined(separator: ", ") + (takesValue ? " <\(value)>" : ""))
  }

  private static func paragraph(_ words: String) -> String {
    words.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? ".PP" : text(String($0)) }.joined(separator: "\n")
  }

  /// Escapes what roff would take for its own.
  static func text(_ words: String) -> String {
    let escaped = words.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }
}
