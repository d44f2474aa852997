import Foundation
import Testing

/// Rules of the house that a reader could otherwise only hope for.
@Suite("Rules")
struct RuleTests {
  /// Tables that read as a list, which a split would only scatter.
  static let lists: Set<String> = ["Sources/TUI/Surface/WidthTable.swift"]

  @Test("A file stays within 350 lines, a test file within 600")
  func length() {
    for file in SourceTree.files("Sources") where !Self.lists.contains(file.path) {
      #expect(file.lines.count <= 351, "\(file.path) has \(file.lines.count) lines")
    }
    for file in SourceTree.files("Tests") {
      #expect(file.lines.count <= 600, "\(file.path) has \(file.lines.count) lines")
    }
  }

  @Test(
    "The TUI neither waits nor reads a clock",
    arguments: ["await ", "async ", "Task {", "ContinuousClock", "Date("])
  func pureTUI(_ word: String) {
    for folder in ["Surface", "Text", "Input", "State", "View", "Layers", "Theme"] {
      for file in SourceTree.files("Sources/TUI/\(folder)") {
        #expect(!file.code.contains(word), "\(file.path) has \(word)")
      }
    }
  }

  /// Formats (`Wire`) carry the names of those who invented them; configuration knows where they listen.
  @Test(
    "A kind of server is named in its own folder and in the registry, nowhere else",
    arguments: [
      "LMStudioServer", "OllamaServer", "LlamaCppServer", "VLLMServer", "OpenAICompatibleServer",
      ".lmStudio(", ".ollama(", ".llamaCpp(",
    ])
  func serversByName(_ name: String) {
    let registry = "Sources/Engine/Servers/ServerRegistry.swift"
    for folder in ["Engine", "TUI", "App"] {
      for file in SourceTree.files("Sources/\(folder)") where file.path != registry {
        let folder = file.path.split(separator: "/").dropLast()
        let isKind = folder.count == 4 && folder.starts(with: ["Sources", "Engine", "Servers"])
        #expect(isKind || !file.code.contains(name), "\(file.path) names \(name)")
      }
    }
  }

  @Test("Foundation is imported nowhere but in the Bench; `LinkTests` asks the built program")
  func foundation() {
    for file in SourceTree.files("Sources") where !file.path.hasPrefix("Sources/Bench/") {
      #expect(!file.imports.contains("Foundation"), "\(file.path)")
    }
  }

  /// Elsewhere such a word would stand on the bar's ground.
  @Test("What is inked as the status bar stands in it, or in the panes by a role of theirs")
  func barRoles() {
    for folder in ["Panes", "Layers", "Composer", "Text"] {
      for file in SourceTree.files("Sources/TUI/\(folder)") {
        let found = file.code.firstMatch(
          of: /\.(status(Faint|Ready|Busy|Bad|Cloud)|gauge(Full|Empty))\b/)
        #expect(found == nil, "\(file.path)")
      }
    }
  }

  @Test("No unchecked promises to the compiler, but one", arguments: ["@unchecked Sendable"])
  func unchecked(_ word: String) {
    for file in SourceTree.files("Sources") {
      #expect(!file.code.contains(word), "\(file.path) has \(word)")
    }
    let unsafe = SourceTree.files("Sources").filter { $0.code.contains("nonisolated(unsafe)") }
    #expect(unsafe.map(\.path) == ["Sources/TUI/Terminal/CrashRestore.swift"])
  }

  @Test("A session reaches the screen by its feed alone, which takes the latest")
  func sessions() {
    let posting = SourceTree.files("Sources").filter { $0.code.contains("post(.session(") }
    #expect(posting.map(\.path) == ["Sources/App/Screen/EngineFeed.swift"])
    #expect(posting.allSatisfy { !$0.code.contains("await") })
  }

  @Test("The program ends by `Process.exit`, which calls nothing that a library left for the end")
  func exits() {
    for folder in ["App", "Engine", "TUI", "Simulator"] {
      for file in SourceTree.files("Sources/\(folder)")
      where file.path != "Sources/App/ExitStatus.swift" {
        let found = file.code.firstMatch(of: /(?:Glibc\.|Darwin\.|Self\.|[^\w.])exit\(/)
        #expect(found == nil, "\(file.path)")
      }
    }
  }

  @Test("No forced unwrapping of errors or types", arguments: ["try!", " as! ", "fatalError("])
  func forced(_ word: String) {
    for file in SourceTree.files("Sources") {
      #expect(!file.code.contains(word), "\(file.path) has \(word)")
    }
  }

  @Test("People are the user or you: no riddles about who is meant")
  func people() {
    let pages = ["docs", "README.md", "CONTRIBUTING.md", "CHANGELOG.md"].flatMap(SourceTree.pages)
    #expect(pages.count > 15)
    for file in SourceTree.files("Sources") + SourceTree.files("Tests") + pages
    where !file.path.hasSuffix("RuleTests.swift") {
      let found = file.text.firstMatch(
        of: /\b(?:[Nn]obody|[Ss]omebody|[Ww]hoever|[Aa]nybody|[Ee]verybody|[Tt]he person)\b/)
      #expect(found == nil, "\(file.path): \(found.map { String($0.output) } ?? "")")
    }
  }

  @Test("Only Surface and Text, which cut and join washed text, say of a text that it is washed")
  func washedText() {
    let trusting = SourceTree.files("Sources").filter { $0.code.contains("SafeText(washed:") }
    #expect(trusting.count > 5)
    for file in trusting {
      let isBelow = ["Sources/TUI/Surface/", "Sources/TUI/Text/"].contains {
        file.path.hasPrefix($0)
      }
      #expect(isBelow, "\(file.path)")
    }
  }

  @Test("One place writes to stderr, and takes out what a terminal would obey")
  func standardError() {
    let writers = SourceTree.files("Sources").filter { file in
      !file.path.hasPrefix("Sources/Bench/") && !file.path.hasPrefix("Sources/Simulator/")
        && file.code.contains("STDERR_FILENO")
    }
    let known: Set<String> = [
      "Sources/App/Platform/StandardStreams.swift",
      // These ask whether it is a terminal.
      "Sources/App/Exec/ExecCommand.swift", "Sources/App/Models/ProgressMeter.swift",
    ]
    #expect(Set(writers.map(\.path)) == known)
    for file in writers where file.path != "Sources/App/Platform/StandardStreams.swift" {
      #expect(
        file.code.split(separator: "STDERR_FILENO").count
          == file.code.split(separator: "isatty(STDERR_FILENO)").count, "\(file.path)")
    }
    for file in SourceTree.files("Sources/App") {
      for word in ["fputs(", "perror(", "print(to:", "stderr,"] {
        #expect(!file.code.contains(word), "\(file.path) has \(word)")
      }
    }
  }

  @Test(
    "Figures from outside come through their kinds",
    arguments: ["Wire", "Servers", "Archive", "Statistics", "Recording", "Conversation", "HTTP"])
  func figures(_ folder: String) {
    // The parser itself, and the percents of a tool's screen, which are bounded where they are read.
    let readers = ["JSONParser.swift", "Figure.swift", "LMSProgress.swift"]
    let bare = [
      "?.int", "?.double", "as? Int", "Double(text)", "Int(number", "Int(seconds", "Int(tokens",
    ]
    for file in SourceTree.files("Sources/Engine/\(folder)") {
      guard !readers.contains(where: { file.path.hasSuffix($0) }) else { continue }
      for word in bare { #expect(!file.code.contains(word), "\(file.path) has \(word)") }
    }
    // The accessors that a bare conversion would need are not there at all.
    let json = SourceTree.files("Sources/Engine/Support/JSON").filter {
      $0.path.hasSuffix("/JSON.swift")
    }
    for file in json {
      #expect(!file.code.contains("var int: Int?") && !file.code.contains("var double: Double?"))
    }
  }

  /// A command without a screen, and children of the program.
  private static let mayUseDispatch = [
    "Sources/App/Log/LogCommand.swift",
    "Sources/App/Platform/TimeLimit.swift",
  ]

  @Test(
    "Nothing wakes for a timer or a queue but the loops of engine and screen",
    arguments: ["Task.sleep", "import Dispatch", "DispatchQueue", "DispatchSource", "usleep("])
  func ownLoops(_ word: String) {
    for folder in ["Sources/Engine", "Sources/TUI", "Sources/App"] {
      for file in SourceTree.files(folder) where !Self.mayUseDispatch.contains(file.path) {
        #expect(!file.code.contains(word), "\(file.path) has \(word)")
      }
    }
  }

  @Test("Names say what a thing is", arguments: ["Manager", "Helper", "Util", "BaseClass"])
  func names(_ word: String) {
    for file in SourceTree.files("Sources") {
      #expect(!file.path.contains(word), "\(file.path)")
    }
  }

  @Test(
    "A test waits for events, not for time",
    arguments: ["Task.sleep", "usleep(", "Thread.sleep", "ContinuousClock.now", "clock.measure"])
  func sleeping(_ word: String) {
    for file in SourceTree.files("Tests") where !file.path.hasPrefix("Tests/ArchitectureTests") {
      #expect(!file.code.contains(word), "\(file.path) has \(word)")
    }
  }

  @Test("The long suites of the Makefile are suites")
  func longSuites() throws {
    let makefile = try String(
      contentsOf: SourceTree.root.appending(path: "Makefile"), encoding: .utf8)
    let line = try #require(makefile.split(separator: "\n").first { $0.hasPrefix("LONG_SUITES") })
    let names = line.drop { $0 != "=" }.dropFirst().split(separator: "|").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    #expect(names.count > 10)
    let tests = SourceTree.files("Tests").map(\.code)
    for name in names {
      #expect(tests.contains { $0.contains("struct \(name)Tests") }, "\(name)")
    }
  }
}
