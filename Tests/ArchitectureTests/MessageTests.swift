import Testing

/// What the program says to the user stands in one file of each room, ready for a second language.
@Suite("Messages")
struct MessageTests {
  /// Tables that say what each of their rows means, documents that are nothing but text, and lists of
  /// what others write.
  static let tables: [String: String] = [
    "TUI/Input/Action.swift": "a row for each action, with what help says of it",
    "TUI/State/Commands/SlashCommand.swift": "a row for each command",
    "Engine/Profiles/TopSettings.swift": "a row for each setting",
    "Engine/Profiles/ProfileSettings.swift": "a row for each setting",
    "Engine/Profiles/ProviderSettings.swift": "a row for each setting",
    "Engine/Profiles/ToolServer.swift": "a row for each setting",
    "Engine/Profiles/ToolSettings.swift": "a row for each setting",
    "Engine/Profiles/SandboxSettings.swift": "a row for each setting",
    "Engine/Tools/Shell/Sandbox.swift": "names of folders",
    "Engine/Tools/Shell/ShellResult.swift": "what systems write where something is denied",
    "App/Doctor/SupportReport.swift": "a file for an issue",
    "App/Platform/SandboxedShell.swift": "lines for a shell",
    "Engine/Profiles/ScreenSettingTable.swift": "a row for each setting",
    "Engine/Profiles/Setting.swift": "the kinds of values in those tables",
    "Engine/Profiles/BuiltInProviders.swift": "a configuration file",
    "Engine/Profiles/SamplingSettings.swift": "the manual's words for a table's keys",
    "Engine/Reply/ThinkingMemory.swift": "where a fact comes from",
    "TUI/Input/KeyDocument.swift": "docs/keys.md",
    "TUI/State/Commands/CommandDocument.swift": "docs/keys.md, its part about commands",
    "App/Commands/ParserWords.swift": "what ArgumentParser writes, and the same in Chinese",
    "App/Completion/ManPage.swift": "roff",
    "App/Conversations/ConversationPage.swift": "HTML and CSS",
    "App/Benchmark/RateChart.swift": "SVG",
    "TUI/Theme/SVGPicture.swift": "SVG",
    "Engine/Tools/Shell/Seatbelt.swift": "rules of a sandbox",
    "App/Platform/SandboxLaunch.swift": "lines for a shell",
    "App/Platform/ServerProcess.swift": "lines for a shell",
    "App/Platform/OrphanGuard.swift": "lines for a shell",
    "TUI/Terminal/TerminfoOverlay.swift": "terminfo source",
    "TUI/Text/CodeLanguages.swift": "key words of programming languages",
    "TUI/Text/CodeInk.swift": "lines of a diff",
    "App/Platform/GraphicsMemory.swift": "names of fields in what tools tell",
    "Engine/Wire/HTTPStatus.swift": "reason phrases of RFC 9110",
    "Engine/Wire/ContextOverflow.swift": "what servers write of a full window",
    "Engine/Wire/AccessRefusal.swift": "what servers write of keys and accounts",
    "Engine/Wire/ErrorMapper.swift": "what servers write of a path that is not there",
    "Engine/Wire/RetryDelay.swift": "dates and delays of servers",
    "Engine/Reply/ModelInstructions.swift": "said to a model",
    "Engine/Conversation/ToolResultWords.swift": "said to a model",
    "TUI/Surface/ScreenText.swift": "how two pictures differ, for the tests",
  ]

  /// Single texts that no user reads as a sentence: commands to type, marks, what others write.
  static let literals: Set<String> = [
    "…/Library/Application Support",
    "# AGENTS.md instructions", "Method not found", "<permissions instructions>",
    "Provider(… at …)", "no address",
    "Error while parsing ", "lms server start || (lms daemon up && lms server start)",
    "lms server start", "lms log stream",
    "llama-server -m MODEL.gguf --port …",
    "Loading model", "ollama serve", "[key removed]", "Say yes.", "file name=\"…\"",
    "… …:… UTC", "….… GB", "warm-up failed", "reply failed", "last resort",
    "file=$1; shift; exec \"$@\" < \"$file\"",
  ]

  /// ArgumentParser's tables, comparisons with what others write, and promises to the compiler.
  static let calls = [
    "@Option", "@Flag", "@Argument", "@OptionGroup", "CommandConfiguration", "ArgumentHelp",
    ".says", ".contains", ".isA", ".hasPrefix", ".hasSuffix", "precondition", "preconditionFailure",
    "assertionFailure",
  ]

  /// Two words at least, one of them in small letters. Single labels are beyond this rule.
  static func isSentence(_ text: String) -> Bool {
    let statement =
      /\b(?:SELECT|INSERT|UPDATE|DELETE FROM|ALTER TABLE|PRAGMA|CREATE|BEGIN IMMEDIATE|IS NULL|IS NOT NULL|ORDER BY)\b/
    return text.firstMatch(of: /[A-Za-z0-9'’)\]…][,;:.]? [A-Za-z]{2,}/) != nil
      && text.firstMatch(of: /(?:[a-z]{2,}|…)[,;:.]? [A-Za-z(]/) != nil
      && text.firstMatch(of: statement) == nil
  }

  @Test("A sentence for the user stands in the messages of its room, nowhere else")
  func onlyThere() {
    var sentences = 0
    for folder in ["Engine", "TUI", "App"] {
      for file in SourceTree.files("Sources/\(folder)") {
        let source = SwiftLiterals(file.text)
        let found = source.outside(Self.calls).filter { Self.isSentence($0.text) }
        if file.path.hasSuffix("Messages.swift") || file.path.hasPrefix("Sources/TUI/Labels/") {
          sentences += found.count
          continue
        }
        guard Self.tables[String(file.path.dropFirst("Sources/".count))] == nil else { continue }
        for literal in found where !Self.literals.contains(literal.text) {
          Issue.record("\(file.path):\(source.line(of: literal)): \(literal.text)")
        }
      }
    }
    #expect(sentences > 700)
  }

  @Test("A file of messages holds an enum of its name: functions and texts, no state")
  func shape() {
    let files = ["Engine", "TUI", "App"].flatMap { SourceTree.files("Sources/\($0)") }
      .filter { $0.path.hasSuffix("Messages.swift") }
    #expect(files.count > 30)
    for file in files {
      let name =
        file.path.split(separator: "/").last.map { String($0.dropLast(".swift".count)) } ?? ""
      #expect(file.code.contains("enum \(name)"), "\(file.path)")
      let stored = file.code.matches(of: /static var \w+[^\n{]*=/)
      #expect(stored.isEmpty, "\(file.path) has state")
    }
  }

  /// Files of messages, or parts of them, that are English in every language.
  static let english: [String: String] = [
    "App/Completion/CompletionMessages.swift": "the manual",
    "App/Config/ConfigMessages.swift": "comments of a new configuration file",
    "App/LocalServices/LocalServicesMessages.swift": "said to a model",
    "App/Platform/PlatformMessages.swift": "what bubblewrap writes",
    "Engine/Profiles/ProfilesKeyMessages.swift": "the manual's words for tables",
    "Engine/Tools/ToolMessages.swift": "said to a model or a server",
    "Engine/Wire/WireRefusalMessages.swift": "what servers write",
  ]

  /// A call of `say` does not compile without every language; this sees to it that it is called.
  @Test("Every sentence of the messages is said in every language")
  func languages() {
    var said = 0
    for folder in ["Engine", "TUI", "App"] {
      for file in SourceTree.files("Sources/\(folder)")
      where file.path.hasSuffix("Messages.swift") || file.path.contains("/Labels/") {
        let source = SwiftLiterals(file.text)
        let outside = source.outside(["say"] + Self.calls).filter { Self.isSentence($0.text) }
        said += source.all.count - outside.count
        guard Self.english[String(file.path.dropFirst("Sources/".count))] == nil else { continue }
        for literal in outside where !Self.spoken.contains(literal.text) {
          Issue.record("\(file.path):\(source.line(of: literal)): \(literal.text)")
        }
      }
    }
    #expect(said > 1500)
  }

  /// Single texts of the same kind: units, commands to type, what other programs read.
  static let spoken: Set<String> = [
    " ≈ … tok", "… kB/s", "… MB/s", "… min …… s", "… tok", "~… tok", "…… tok/s", "on disk",
    "development build", "listening http://…:…", "codex-tui config init",
  ]

  @Test("Counts take the noun's right number from `Plural`")
  func plurals() {
    for folder in ["Engine", "TUI", "App"] {
      for file in SourceTree.files("Sources/\(folder)") {
        let byHand = file.text.firstMatch(of: /== 1 \? "[^"]*" : "[^"]*s"/)
        #expect(byHand == nil, "\(file.path): \(byHand.map { String($0.output) } ?? "")")
      }
    }
  }

  @Test("An exception that no longer occurs is taken from the list")
  func exceptions() {
    let files = ["Engine", "TUI", "App"].flatMap { SourceTree.files("Sources/\($0)") }
    let paths = Set(files.map { String($0.path.dropFirst("Sources/".count)) })
    for table in Self.tables.keys { #expect(paths.contains(table), "\(table)") }
    let texts = Set(files.flatMap { SwiftLiterals($0.text).all.map(\.text) })
    for literal in Self.literals { #expect(texts.contains(literal), "\(literal)") }
  }

  @Test("The rule sees a sentence, also inside an interpolation, and no key or statement")
  func reading() {
    let source = SwiftLiterals(
      #"""
      // "a comment of words"
      let a = "one"; let b = "\(n == 1 ? "a turn was" : "turns were") kept here"
      @Option(help: "Words of (help).") var c = "\"quoted words\" of it"
      db.run("UPDATE turn SET a = 1")
      """#)
    let found = source.outside(["@Option"]).map(\.text).filter(Self.isSentence)
    #expect(found == ["… kept here", "a turn was", "turns were", "\"quoted words\" of it"])
  }
}
